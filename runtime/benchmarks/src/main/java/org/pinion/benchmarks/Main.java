// SPDX-License-Identifier: Apache-2.0
package org.pinion.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pinion.benchmarks.report.Measurements;
import org.pinion.benchmarks.report.Page;
import org.pinion.benchmarks.report.Report;

/** The command line of the benchmarks. */
public final class Main {

    private static final String USAGE = """
            usage: java -jar benchmarks.jar COMMAND

              quick [GROUP...]   measure a little, write a report
              full [GROUP...]    measure as much as needed, write a report, and put it into docs/performance.md
              report             write the report again from what was measured
              publish            the same, and put it into docs/performance.md
              flame              record how a folder of 10,000 plugins is opened, draw it as a page
              flame JFR HTML     draw a recording

            groups: calls, lookups, objects, open, many, start, cold, failures. What they measured before is replaced,
            what the others measured stays.
            """;

    private final Workplace workplace = Workplace.find();

    private Main() {}

    /** A part of what is measured. */
    private interface Group {
        void measure(Measurements measurements) throws Exception;
    }

    /**
     * Run a command.
     *
     * @param arguments the command and its arguments
     */
    public static void main(String[] arguments) throws Exception {
        String command = arguments.length == 0 ? "" : arguments[0];
        List<String> rest = Arrays.asList(arguments).subList(Math.min(1, arguments.length), arguments.length);
        Main main = new Main();
        switch (command) {
            case "quick" -> main.measure(Scale.QUICK, rest, false);
            case "full" -> main.measure(Scale.FULL, rest, true);
            case "report" -> main.report(false);
            case "publish" -> main.report(true);
            case "flame" -> main.flame(rest);
            default -> {
                System.err.print(USAGE);
                System.exit(2);
            }
        }
        System.exit(0);
    }

    private void measure(Scale scale, List<String> chosen, boolean publish) throws Exception {
        Map<String, Group> groups = groups(scale);
        if (!groups.keySet().containsAll(chosen)) {
            System.err.print(USAGE);
            System.exit(2);
        }
        for (Map.Entry<String, Group> group : groups.entrySet()) {
            if (chosen.isEmpty() || chosen.contains(group.getKey())) {
                System.out.println("measuring " + group.getKey() + " ...");
                long start = System.nanoTime();
                Measurements measurements = new Measurements();
                group.getValue().measure(measurements);
                measurements.write(workplace.results().resolve(group.getKey() + ".tsv"));
                System.out.printf("... took %d s%n", (System.nanoTime() - start) / 1_000_000_000);
            }
        }
        workplace.clear();
        report(publish);
    }

    private Map<String, Group> groups(Scale scale) {
        Path jars = workplace.work().resolve("calls");
        Map<String, Group> groups = new LinkedHashMap<>();
        groups.put("calls", results -> {
            new HotCode(scale, jars, results).calls();
            Optional<GoPeer> go = GoPeer.find(workplace.work().resolve("go"));
            go.ifPresent(peer -> peer.measure(results));
        });
        groups.put("lookups", results -> new HotCode(scale, jars, results).lookups());
        groups.put("objects", results -> new Processes(scale, workplace, results).objects());
        groups.put("open", results -> new Processes(scale, workplace, results).open());
        groups.put("many", results -> new Processes(scale, workplace, results).many());
        groups.put("start", results -> new Processes(scale, workplace, results).start());
        groups.put("cold", results -> new ColdStart(workplace).measure(scale.starts(), results));
        groups.put("failures", results -> new Processes(scale, workplace, results).failures());
        return groups;
    }

    private void report(boolean publish) throws IOException {
        Measurements measurements = Measurements.of(workplace.results());
        String heading = String.format(
                "Java %s (%s) on %s %s, %d processors, %s%s.",
                System.getProperty("java.version"),
                System.getProperty("java.vm.name"),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                LocalDate.now(),
                measurements.find("Go.call").isPresent() ? "" : "; there was no Go with plugins");
        Report report = new Report(Workplace.jdk(), heading, measurements);
        Path page = workplace.results().resolve("report.md");
        Files.writeString(page, report.write(workplace.results(), ""));
        System.out.println("the report is in " + page);
        if (publish) {
            Path docs = workplace.root().resolve("docs");
            Page.write(
                    docs.resolve("performance.md"),
                    Workplace.jdk(),
                    report.write(docs.resolve("performance"), "performance/"));
            System.out.println("and in " + docs.resolve("performance.md"));
        }
        report.judgements().stream()
                .filter(judgement -> !judgement.met())
                .forEach(judgement -> System.out.printf(
                        "missed: %s, beside %s: %s, goal %s%n",
                        judgement.goal().what(),
                        judgement.goal().limitText(),
                        judgement.resultText(),
                        judgement.boundText()));
    }

    private void flame(List<String> files) throws IOException {
        if (files.size() == 2) {
            FlameGraph.draw(Path.of(files.get(0)), "", files.get(0), Path.of(files.get(1)));
            return;
        }
        Path results = Files.createDirectories(workplace.results());
        Path recording = results.resolve("open-10000.jfr");
        Child.measure(
                Workplace.options(
                        "-Xms1g",
                        "-Xmx2g",
                        "-XX:FlightRecorderOptions=stackdepth=128",
                        "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + recording),
                "OpenAll",
                "flame",
                "pinion",
                workplace.plugins(10_000));
        FlameGraph.draw(
                recording,
                ".*\\.openAll",
                "Open of a folder of 10,000 plugins, Java " + Runtime.version().feature(),
                results.resolve("open-10000-flame.html"));
    }
}
