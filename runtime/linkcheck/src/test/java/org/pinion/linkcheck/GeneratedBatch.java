// SPDX-License-Identifier: Apache-2.0
package org.pinion.linkcheck;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Pairs that are compiled together, as that is faster. What does not compile is left out. */
final class GeneratedBatch {

    private final int release;
    private final List<GeneratedPair> pairs;
    private final Map<String, Map<String, byte[]>> before;
    private final Map<String, Map<String, byte[]>> after;
    private final Map<String, Map<String, byte[]>> plugins;

    GeneratedBatch(int release, List<GeneratedPair> drawn) {
        this.release = release;
        pairs = new ArrayList<>(drawn);
        Map<String, byte[]> old = libraries(pair -> pair.before);
        before = byPackage(old);
        after = byPackage(libraries(pair -> pair.after));
        Map<String, String> uses = new LinkedHashMap<>();
        pairs.forEach(pair -> uses.putAll(pair.uses));
        plugins = byPackage(uses(old, uses));
    }

    /** Compiles the libraries; a pair whose library does not compile is dropped. */
    private Map<String, byte[]> libraries(Function<GeneratedPair, Map<String, String>> sources) {
        while (true) {
            Map<String, String> all = new LinkedHashMap<>();
            pairs.forEach(pair -> all.putAll(sources.apply(pair)));
            Compiler.Result result = Compiler.compile(release, Map.of(), all);
            if (result.failed().isEmpty()) {
                return result.classes();
            }
            if (!pairs.removeIf(pair -> result.failed().stream().anyMatch(pair::has))) {
                throw new IllegalStateException(result.messages().toString());
            }
        }
    }

    /** Compiles the classes of the plugins; those that do not compile are dropped. */
    private Map<String, byte[]> uses(Map<String, byte[]> libraries, Map<String, String> uses) {
        while (true) {
            Compiler.Result result = Compiler.compile(release, libraries, uses);
            if (result.failed().isEmpty()) {
                return result.classes();
            }
            if (!uses.keySet().removeAll(result.failed())) {
                throw new IllegalStateException(result.messages().toString());
            }
        }
    }

    private static Map<String, Map<String, byte[]>> byPackage(Map<String, byte[]> classes) {
        Map<String, Map<String, byte[]>> packages = new HashMap<>();
        classes.forEach((name, bytes) -> packages.computeIfAbsent(Hierarchy.packageOf(name), key -> new HashMap<>())
                .put(name, bytes));
        return packages;
    }

    /** Judges all pairs. */
    void judge(Statistics statistics) {
        for (GeneratedPair pair : pairs) {
            TestBundle first = new TestBundle("first", after.getOrDefault(pair.first(), Map.of()));
            Map<String, Map<String, byte[]>> seconds = pair.isStale ? before : after;
            TestBundle second = new TestBundle("second", seconds.getOrDefault(pair.second(), Map.of()), first);
            Map<String, byte[]> plugin = plugins.getOrDefault(pair.plugin(), Map.of());
            new Judgement(pair, new TestBundle("plugin", plugin, second, first), second, statistics).judge();
        }
    }
}
