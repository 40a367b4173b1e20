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

/** A call through an interface that every plugin can see; each call needs the result of the one before. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CallBenchmark {

    static final int CALLS = 1000;

    /** How the object is made. */
    @Param({"hand", "pinion", "hand-lending", "pinion-lending"})
    public String way;

    private final Ways ways = new Ways();
    private IntBinaryOperator operator;
    private int value;

    @Setup
    public void open() throws Exception {
        operator = ways.operators(way, 1).get(0);
    }

    @TearDown
    public void close() throws Exception {
        ways.close();
    }

    @Benchmark
    @OperationsPerInvocation(CALLS)
    public int call() {
        int x = value;
        for (int i = 0; i < CALLS; i++) {
            x = operator.applyAsInt(x, i) ^ 0x5bd1e995;
        }
        value = x;
        return x;
    }
}
