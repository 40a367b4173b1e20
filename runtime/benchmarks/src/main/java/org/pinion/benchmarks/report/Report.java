// SPDX-License-Identifier: Apache-2.0
package org.pinion.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.pinion.benchmarks.report.Goal.Figures;
import org.pinion.benchmarks.report.Goal.Judgement;

/** What was measured on one version of Java, as Markdown and drawings. Nothing in it is written by hand. */
public final class Report {

    private static final Map<String, String> HOSTS = hosts();

    private final String name;
    private final String heading;
    private final Measurements measurements;
    private final List<Judgement> judgements;
    private final int largest;
    private final Map<String, String> drawings = new LinkedHashMap<>();

    /**
     * Make a report.
     *
     * @param name of the version of Java; the names of the drawings begin with it
     * @param heading what the report says of machine and run
     */
    public Report(String name, String heading, Measurements measurements) {
        this.name = name;
        this.heading = heading;
        this.measurements = measurements;
        this.largest = sizes().stream().mapToInt(Integer::intValue).max().orElse(0);
        for (String host : HOSTS.keySet()) {
            addHeap(host);
            addTimes(host);
        }
        this.judgements = Goals.all(largest).stream()
                .flatMap(goal -> goal.judge(measurements).stream())
                .toList();
    }

    private static Map<String, String> hosts() {
        Map<String, String> hosts = new LinkedHashMap<>();
        hosts.put("pinion", "Pinion");
        hosts.put("felix", "Felix");
        hosts.put("pf4j", "PF4J");
        hosts.put("classloader", "URLClassLoader");
        return hosts;
    }

    /** Counts what the first plugin needs, and with it the host itself, for itself. */
    private void addHeap(String host) {
        for (String kind : List.of("heap", "metaspace", "files", "threads")) {
            String each = "many." + largest + "." + kind + "-each." + host;
            if (largest > 1 && measurements.find(each).isEmpty()) {
                measurements
                        .find("many." + largest + "." + kind + "." + host)
                        .ifPresent(all -> measurements
                                .median("many.1." + kind + "." + host)
                                .ifPresent(one ->
                                        measurements.add(each, all.unit(), (all.median() - one) / (largest - 1))));
            }
        }
    }

    private void addTimes(String host) {
        for (int size : sizes()) {
            String each = "many." + size + ".time-each." + host;
            if (measurements.find(each).isEmpty()) {
                measurements
                        .median("many." + size + ".time." + host)
                        .ifPresent(all -> measurements.add(each, "ms", all / size));
            }
        }
    }

    private List<Integer> sizes() {
        return measurements.names().stream()
                .filter(each -> each.matches("many\\.\\d+\\.time\\..*"))
                .map(each -> Integer.parseInt(each.split("\\.")[1]))
                .distinct()
                .toList();
    }

    /** Give how the goals were done, as far as they were measured. */
    public List<Judgement> judgements() {
        return judgements;
    }

    /**
     * Write the drawings into a folder, and give the text.
     *
     * @param folder where the drawings go
     * @param link how the text leads to the folder, with a slash at its end
     * @return Markdown
     */
    public String write(Path folder, String link) throws IOException {
        draw();
        Files.createDirectories(folder);
        for (Map.Entry<String, String> drawing : drawings.entrySet()) {
            Files.writeString(folder.resolve(drawing.getKey()), drawing.getValue());
        }
        StringBuilder text = new StringBuilder(heading).append("\n\n");
        text.append(goals()).append(Tables.of(measurements, HOSTS, sizes()));
        drawings.keySet()
                .forEach(file -> text.append("![")
                        .append(file.replace(".svg", "").replace('-', ' '))
                        .append("](")
                        .append(link)
                        .append(file)
                        .append(")\n\n"));
        return text.toString();
    }

    private String goals() {
        long met = judgements.stream().filter(Judgement::met).count();
        StringBuilder text = new StringBuilder("Goals met: ")
                .append(met)
                .append(" of ")
                .append(judgements.size())
                .append(".\n\n| what | Pinion | beside | | result | of the rounds | goal | |\n")
                .append("|---|--:|---|--:|--:|--:|--:|---|\n");
        for (Judgement each : judgements) {
            boolean alone = each.goal().limit().isEmpty();
            text.append(String.join(
                            " | ",
                            "| " + each.goal().what(),
                            Figures.of(each.ours(), each.unit()),
                            each.goal().limitText(),
                            alone ? "" : Figures.of(each.limit(), each.unit()),
                            each.resultText(),
                            each.rangeText(),
                            each.boundText(),
                            each.met() ? "met" : "**missed**"))
                    .append(" |\n");
        }
        return text.append('\n').toString();
    }

    private void draw() {
        BarChart chart = new BarChart("Results as a part of the goal: what ends before the line meets it", 1);
        for (Judgement each : judgements) {
            String beside = each.goal().limitText();
            String label = (each.goal().what() + (beside.isEmpty() ? "" : " / " + beside)).replace("`", "");
            chart.add(
                    label.length() > 76 ? label.substring(0, 75) + "…" : label,
                    each.result() / each.goal().bound(),
                    each.resultText(),
                    each.met());
        }
        put("goals", chart.isEmpty() ? null : chart.draw());
        bars("calls", "One call, ns (median)", "Call.call.", "ns");
        bars("open", "Open of one plugin, warm, µs (median)", "open.warm.", "us");
        bars("many", "Open of a folder of plugins, ms (median)", "many." + largest + ".time.", "ms");
        bars("cold", "A whole process that calls one function, ms (median)", "cold.", "ms");
        LineChart lines = new LineChart("Cost of the n-th open, one by one, µs", "plugins that are open");
        HOSTS.forEach((host, label) -> {
            SortedMap<Double, Double> points = nth(host);
            if (points.size() > 1) {
                lines.add(label, points);
            }
        });
        put("nth", lines.isEmpty() ? null : lines.draw());
    }

    private SortedMap<Double, Double> nth(String host) {
        String prefix = "each.nth." + host + ".";
        SortedMap<Double, Double> points = new TreeMap<>();
        Stream<String> names = measurements.names().stream().filter(each -> each.startsWith(prefix));
        names.forEach(each -> points.put(
                Double.parseDouble(each.substring(prefix.length())),
                measurements.median(each).orElseThrow()));
        return points;
    }

    private void bars(String file, String title, String prefix, String unit) {
        List<String> found = new ArrayList<>(measurements.names());
        found.removeIf(each -> !each.startsWith(prefix));
        BarChart chart = new BarChart(title, 0);
        for (String each : found) {
            String label = each.substring(prefix.length());
            double median = measurements.median(each).orElseThrow();
            chart.add(Tables.label(prefix, label, HOSTS), median, Figures.of(median, unit), label.equals("pinion"));
        }
        put(file, chart.isEmpty() ? null : chart.draw());
    }

    private void put(String file, String drawing) {
        if (drawing != null) {
            drawings.put(name + "-" + file + ".svg", drawing);
        }
    }
}
