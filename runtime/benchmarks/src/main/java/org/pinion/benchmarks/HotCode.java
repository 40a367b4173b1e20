// SPDX-License-Identifier: Apache-2.0
package org.pinion.benchmarks;

import java.nio.file.Path;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.pinion.benchmarks.jars.Plugins;
import org.pinion.benchmarks.report.Measurements;

/**
 * Runs the benchmarks of JMH: in rounds, each benchmark once a round, so that those that are compared take turns.
 *
 * <p>A sample is named after the benchmark, its parameters and its threads: {@code Lookup.map.10}, or
 * {@code Lookup.map.10.2threads}.
 */
final class HotCode {

    private static final int ITERATIONS = 5;

    private final Scale scale;
    private final Path jars;
    private final Measurements measurements;

    HotCode(Scale scale, Path jars, Measurements measurements) {
        this.scale = scale;
        this.jars = jars;
        this.measurements = measurements;
        // Whoever else measures on this machine is not our concern.
        System.setProperty("jmh.ignoreLock", "true");
        Plugins.writeCalled(jars);
    }

    void calls() throws RunnerException {
        rounds(scale.rounds(), 1, "\\.(Call|HiddenCall|Variable)Benchmark\\.");
        rounds(
                scale.peerRounds(),
                1,
                "\\.CallBenchmark\\.",
                "way",
                "felix",
                "pf4j",
                "serviceloader",
                "proxies",
                "reflection");
        rounds(scale.megamorphicRounds(), 1, "\\.MegamorphicBenchmark\\.");
        rounds(scale.peerRounds(), 1, "\\.MegamorphicBenchmark\\.", "way", "felix", "pf4j");
    }

    void lookups() throws RunnerException {
        rounds(scale.rounds(), 1, "\\.LookupBenchmark\\.(map|lookup)$");
        rounds(scale.rounds(), 2, "\\.LookupBenchmark\\.(map|lookup)$");
        rounds(scale.rounds(), 1, "\\.LookupBenchmark\\.(typeMap|asAgain)$", "symbols", "10");
        rounds(scale.peerRounds(), 1, "\\.LookupBenchmark\\.extensions$");
    }

    private void rounds(int rounds, int threads, String benchmarks) throws RunnerException {
        rounds(rounds, threads, benchmarks, "");
    }

    private void rounds(int rounds, int threads, String benchmarks, String parameter, String... values)
            throws RunnerException {
        for (int round = 0; round < rounds; round++) {
            ChainedOptionsBuilder options = new OptionsBuilder()
                    .include(benchmarks)
                    .threads(threads)
                    .forks(1)
                    .warmupIterations(ITERATIONS)
                    .warmupTime(TimeValue.milliseconds(scale.warmingMillis()))
                    .measurementIterations(ITERATIONS)
                    .measurementTime(TimeValue.milliseconds(scale.millis()))
                    .jvm(Workplace.java().toString())
                    .jvmArgs(Workplace.options("-Xms256m", "-Xmx256m", "-Dbenchmarks.jars=" + jars)
                            .toArray(String[]::new))
                    .shouldFailOnError(true)
                    .verbosity(VerboseMode.SILENT);
            if (values.length > 0) {
                options.param(parameter, values);
            }
            for (RunResult result : new Runner(options.build()).run()) {
                measurements.add(
                        nameOf(result, threads),
                        "ns",
                        result.getPrimaryResult().getStatistics().getPercentile(50));
            }
        }
    }

    private static String nameOf(RunResult result, int threads) {
        String benchmark = result.getParams().getBenchmark();
        String name = benchmark
                .substring(benchmark.lastIndexOf('.', benchmark.lastIndexOf('.') - 1) + 1)
                .replace("Benchmark.", ".");
        String parameters = result.getParams().getParamsKeys().stream()
                .map(key -> "." + result.getParams().getParam(key))
                .collect(Collectors.joining());
        return name + parameters + (threads == 1 ? "" : "." + threads + "threads");
    }
}
