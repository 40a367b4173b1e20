// SPDX-License-Identifier: Apache-2.0
package org.pinion.benchmarks.jmh;

import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Reads and writes of a variable of a plugin. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class VariableBenchmark {

    /** How the objects are made. */
    @Param({"hand", "pinion"})
    public String way;

    private final Ways ways = new Ways();
    private IntSupplier reader;
    private IntConsumer writer;
    private int value;

    @Setup
    public void open() {
        if (way.equals("hand")) {
            reader = new ByHand.Reader();
            writer = new ByHand.Writer();
        } else {
            reader = ways.plugin(0).lookup("counter").as(IntSupplier.class);
            writer = ways.plugin(0).lookup("counter").as(IntConsumer.class);
        }
    }

    @TearDown
    public void close() throws Exception {
        ways.close();
    }

    @Benchmark
    public int read() {
        return reader.getAsInt();
    }

    @Benchmark
    public void write() {
        writer.accept(value++);
    }
}
