// SPDX-License-Identifier: Apache-2.0
package org.pinion.benchmarks.jmh;

import java.util.concurrent.TimeUnit;
import java.util.function.IntBinaryOperator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.pinion.benchmarks.jars.Plugins;

/** Calls of eight plugins through one call site, in turns. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MegamorphicBenchmark {

    /** How the objects are made. */
    @Param({"hand", "pinion"})
    public String way;

    private final Ways ways = new Ways();
    private IntBinaryOperator[] operators;
    private int value;

    @Setup
    public void open() throws Exception {
        operators = ways.operators(way, Plugins.CALLED).toArray(IntBinaryOperator[]::new);
    }

    @TearDown
    public void close() throws Exception {
        ways.close();
    }

    @Benchmark
    @OperationsPerInvocation(CallBenchmark.CALLS)
    public int call() {
        int x = value;
        for (int i = 0; i < CallBenchmark.CALLS; i++) {
            x = operators[i % Plugins.CALLED].applyAsInt(x, i) ^ 0x5bd1e995;
        }
        value = x;
        return x;
    }
}
