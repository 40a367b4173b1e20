// SPDX-License-Identifier: Apache-2.0
package org.pinion.benchmarks.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pinion.benchmarks.report.Goal.Figures;

/** The tables of peers, of memory, and of what a failure costs. */
final class Tables {

    private static final Map<String, String> WAYS = Map.of(
            "hand", "written by hand in the host",
            "felix", "OSGi service of Felix",
            "pf4j", "extension of PF4J",
            "serviceloader", "ServiceLoader, URLClassLoader",
            "reflection", "Method.invoke",
            "proxies", "MethodHandleProxies",
            "hello", "java Hello",
            "go", "Go's plugin package",
            "lambda", "lambda metafactory");

    private Tables() {}

    static String of(Measurements measurements, Map<String, String> hosts, List<Integer> sizes) {
        return peers(measurements, hosts, sizes)
                + memory(measurements, hosts, sizes)
                + nth(measurements, hosts)
                + failures(measurements);
    }

    /** Names a way: as a way to call if that is what was measured, else as a host. */
    static String label(String prefix, String way, Map<String, String> hosts) {
        boolean call = prefix.contains(".call.");
        return call
                ? WAYS.getOrDefault(way, hosts.getOrDefault(way, way))
                : hosts.getOrDefault(way, WAYS.getOrDefault(way, way));
    }

    private static String peers(Measurements measurements, Map<String, String> hosts, List<Integer> sizes) {
        Map<String, String> kinds = new java.util.LinkedHashMap<>();
        kinds.put("Call.call.", "a call");
        kinds.put("Megamorphic.call.", "a call, eight plugins at one call site");
        kinds.put("as.warm.", "an object of a function, warm");
        kinds.put("as.first.", "the first object of a function");
        kinds.put("open.warm.", "an open, warm");
        sizes.stream().max(Integer::compare).ifPresent(size -> {
            String folder = String.format("a folder of %,d plugins", size);
            kinds.put("many." + size + ".time.", folder);
            kinds.put("c1." + size + ".time.", folder + ", `-XX:TieredStopAtLevel=1`");
        });
        kinds.put("start.first.", "the first start of a runtime");
        kinds.put("cold.", "a whole process");
        List<List<String>> rows = new ArrayList<>();
        kinds.forEach((prefix, text) -> measurements.names().stream()
                .filter(name -> name.startsWith(prefix))
                .forEach(name -> rows.add(
                        row(measurements, name, text, label(prefix, name.substring(prefix.length()), hosts)))));
        for (String kind : List.of("call", "lookup", "open")) {
            measurements
                    .find("Go." + kind)
                    .ifPresent(found -> rows.add(row(measurements, "Go." + kind, kind, WAYS.get("go"))));
        }
        return table("Beside its peers", List.of("what", "way", "median", "least", "most", "rounds"), rows);
    }

    private static List<String> row(Measurements measurements, String name, String kind, String way) {
        Measurement found = measurements.find(name).orElseThrow();
        return List.of(
                kind,
                way,
                Figures.of(found.median(), found.unit()),
                Figures.of(Collections.min(found.samples())),
                Figures.of(Collections.max(found.samples())),
                String.valueOf(found.samples().size()));
    }

    private static String memory(Measurements measurements, Map<String, String> hosts, List<Integer> sizes) {
        List<List<String>> rows = new ArrayList<>();
        for (int size : sizes) {
            hosts.forEach((host, label) -> {
                String name = "many." + size + ".%s." + host;
                measurements
                        .median(String.format(name, "time"))
                        .ifPresent(time -> rows.add(List.of(
                                String.format("%,d", size),
                                label,
                                Figures.of(time),
                                cell(measurements, name, "heap"),
                                cell(measurements, name, "metaspace"),
                                cell(measurements, name, "files"),
                                cell(measurements, name, "threads"),
                                cell(measurements, name, "heap-each"),
                                cell(measurements, name, "metaspace-each"))));
            });
        }
        return table(
                "Folders of plugins: time and memory",
                List.of(
                        "plugins",
                        "host",
                        "ms",
                        "heap, KB",
                        "metaspace, KB",
                        "open files",
                        "threads",
                        "heap of a further plugin, KB",
                        "metaspace of a further plugin, KB"),
                rows);
    }

    private static String cell(Measurements measurements, String name, String kind) {
        Optional<Double> found = measurements.median(String.format(name, kind));
        boolean whole = kind.equals("files") || kind.equals("threads");
        return found.map(value -> whole ? String.format("%.0f", value) : Figures.of(value))
                .orElse("");
    }

    private static String nth(Measurements measurements, Map<String, String> hosts) {
        List<List<String>> rows = new ArrayList<>();
        hosts.forEach((host, label) -> {
            List<String> row = new ArrayList<>(List.of(label));
            for (int nth : List.of(1, 100, 1000, 5000, 10_000)) {
                row.add(measurements
                        .median("each.nth." + host + "." + nth)
                        .map(Figures::of)
                        .orElse(""));
            }
            if (row.stream().skip(1).anyMatch(cell -> !cell.isEmpty())) {
                rows.add(row);
            }
        });
        return table(
                "One by one: cost of the n-th open, µs",
                List.of("host", "1st", "100th", "1,000th", "5,000th", "10,000th"),
                rows);
    }

    private static String failures(Measurements measurements) {
        List<List<String>> rows = new ArrayList<>();
        for (String name : measurements.names()) {
            if (name.startsWith("failures.")) {
                Measurement found = measurements.find(name).orElseThrow();
                rows.add(List.of(
                        name.substring("failures.".length()).replace('.', ' '),
                        Figures.of(found.median(), found.unit())));
            }
        }
        return table("Failures", List.of("what", "each"), rows);
    }

    private static String table(String title, List<String> columns, List<List<String>> rows) {
        if (rows.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("**").append(title).append("**\n\n");
        text.append("| ").append(String.join(" | ", columns)).append(" |\n|");
        columns.forEach(column -> text.append("---|"));
        text.append('\n');
        rows.forEach(row -> text.append("| ").append(String.join(" | ", row)).append(" |\n"));
        return text.append('\n').toString();
    }
}
