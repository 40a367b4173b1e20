// SPDX-License-Identifier: Apache-2.0
package org.pinion.benchmarks.jmh;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntBinaryOperator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.pf4j.JarPluginManager;
import org.pinion.Plugin;
import org.pinion.Symbol;
import org.pinion.benchmarks.jars.AddExtension;
import org.pinion.benchmarks.jars.Plugins;
import org.pinion.benchmarks.jars.Template;

/** Finding something by a name; the names are others than those that were stored, but equal to them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LookupBenchmark {

    private static final int NAMES = 8;

    /** How many symbols the plugin has; for PF4J, how many plugins there are. */
    @Param({"10", "1000"})
    public int symbols;

    private final Ways ways = new Ways();
    private final Map<String, Symbol> map = new HashMap<>();
    private final Map<Class<?>, Object> types = new HashMap<>();
    private String[] names;
    private String[] ids;
    private Plugin plugin;
    private Symbol symbol;
    private JarPluginManager extensions;

    /** Where a thread is in its round of the names. */
    @State(Scope.Thread)
    public static class Turn {
        private int next;

        String of(String[] names) {
            return names[next++ & (NAMES - 1)];
        }
    }

    @Setup
    public void open(BenchmarkParams benchmark) {
        names = new String[NAMES];
        ids = new String[NAMES];
        for (int i = 0; i < NAMES; i++) {
            names[i] = Plugins.symbol(i * symbols / NAMES);
            ids[i] = "id." + Template.name(i * symbols / NAMES);
        }
        if (benchmark.getBenchmark().endsWith(".extensions")) {
            extensions = ways.extensions(symbols);
            return;
        }
        plugin = ways.open(Ways.FOLDER.resolve("symbols" + symbols + ".jar"));
        plugin.symbols().forEach(each -> map.put(each.name(), each));
        symbol = plugin.lookup(names[0]);
        types.put(IntBinaryOperator.class, symbol.as(IntBinaryOperator.class));
    }

    @TearDown
    public void close() throws Exception {
        ways.close();
    }

    @Benchmark
    public Symbol map(Turn turn) {
        return map.get(turn.of(names));
    }

    @Benchmark
    public Symbol lookup(Turn turn) {
        return plugin.lookup(turn.of(names));
    }

    @Benchmark
    public List<AddExtension> extensions(Turn turn) {
        return extensions.getExtensions(AddExtension.class, turn.of(ids));
    }

    @Benchmark
    public Object typeMap() {
        return types.get(IntBinaryOperator.class);
    }

    @Benchmark
    public Object asAgain() {
        return symbol.as(IntBinaryOperator.class);
    }
}
