// SPDX-License-Identifier: Apache-2.0
package org.pinion.benchmarks;

import java.nio.file.Path;
import java.util.List;
import org.pinion.benchmarks.jars.Plugins;
import org.pinion.benchmarks.report.Measurements;

/** Measures what needs a process of its own, in which nothing else was done before. */
final class Processes {

    private static final List<String> HOSTS = List.of("classloader", "pinion", "pf4j", "felix");

    /** How many plugins a process opens until it is warm, and again as many that count. */
    private static final int WARM = 300;

    private final Scale scale;
    private final Workplace workplace;
    private final Measurements measurements;

    Processes(Scale scale, Workplace workplace, Measurements measurements) {
        this.scale = scale;
        this.workplace = workplace;
        this.measurements = measurements;
    }

    void objects() {
        Path jars = workplace.work().resolve("calls");
        Plugins.writeCalled(jars);
        Path jar = jars.resolve("symbols" + Plugins.FUNCTIONS + ".jar");
        for (int round = 0; round < scale.processRounds(); round++) {
            for (String way : List.of("lambda", "pinion")) {
                measure(Workplace.options("-Xms512m", "-Xmx512m"), "MakeObjects", "as", way, jar);
            }
        }
    }

    void open() {
        Path plugins = workplace.plugins(2 * WARM);
        for (int round = 0; round < scale.processRounds(); round++) {
            for (String host : HOSTS) {
                measure(large(), "OpenEach", "open", host, plugins);
            }
        }
    }

    /** Opens folders of all sizes at once, and the largest one file by file, too. */
    void many() {
        for (int size : scale.sizes()) {
            Path plugins = workplace.plugins(size);
            int rounds = size == scale.largest() ? scale.largestRounds() : 1;
            for (int round = 0; round < rounds; round++) {
                for (String host : HOSTS) {
                    // There is no goal beside Felix here, and it takes its time.
                    if (round == 0 || !host.equals("felix")) {
                        measure(large(), "OpenAll", "many." + size, host, plugins);
                    }
                }
            }
        }
        Path plugins = workplace.plugins(scale.largest());
        // What the other compiler costs.
        for (String host : List.of("classloader", "pinion")) {
            measure(large("-XX:TieredStopAtLevel=1"), "OpenAll", "c1." + scale.largest(), host, plugins);
        }
        for (String host : HOSTS) {
            measure(large(), "OpenEach", "each", host, plugins);
        }
    }

    void start() {
        for (int round = 0; round < scale.processRounds(); round++) {
            for (String host : List.of("felix", "pinion")) {
                measure(large(), "StartRuntime", "start", host);
            }
        }
    }

    /** With a heap that would not hold what a leak leaves. */
    void failures() {
        measure(
                Workplace.options("-Xmx64m"),
                "Failures",
                "failures",
                scale.repeatedFailures(),
                scale.distinctFailures(),
                scale.failedLookups());
    }

    private List<String> large(String... more) {
        List<String> options = Workplace.options("-Xms1g", "-Xmx2g", "-Djava.io.tmpdir=" + workplace.storage());
        options.addAll(List.of(more));
        return options;
    }

    private void measure(List<String> options, String program, Object... arguments) {
        measurements.addAll(Child.measure(options, program, arguments));
    }
}
