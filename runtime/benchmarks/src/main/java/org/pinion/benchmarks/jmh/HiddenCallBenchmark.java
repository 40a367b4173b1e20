// SPDX-License-Identifier: Apache-2.0
package org.pinion.benchmarks.jmh;

import java.util.concurrent.TimeUnit;
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

/** A call through an interface of the host that the plugin cannot see, bound alone or as part of a whole. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HiddenCallBenchmark {

    /** How the object is made. */
    @Param({"hand", "pinion", "hand-bound", "pinion-bound"})
    public String way;

    private final Ways ways = new Ways();
    private Adder adder;
    private int value;

    @Setup
    public void open() {
        adder = switch (way) {
            case "hand" -> new ByHand.Add();
            case "hand-bound" -> new ByHand.Calls();
            case "pinion" -> ways.plugin(0).lookup("add").as(Adder.class);
            case "pinion-bound" -> ways.plugin(0).bind(Api.class);
            default -> throw new IllegalArgumentException(way);
        };
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
            x = adder.add(x, i) ^ 0x5bd1e995;
        }
        value = x;
        return x;
    }
}
