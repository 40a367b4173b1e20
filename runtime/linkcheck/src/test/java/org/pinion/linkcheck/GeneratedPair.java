// SPDX-License-Identifier: Apache-2.0
package org.pinion.linkcheck;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** A library before and after a change, and a plugin that was compiled against it before; drawn from a seed. */
final class GeneratedPair {

    private static final int USES = 12;

    final long seed;

    /** Whether only the first bundle changes; the second one stays as it was compiled. */
    final boolean isStale;

    /** The sources by name; the package is that of a bundle. */
    final Map<String, String> before = new LinkedHashMap<>();

    final Map<String, String> after = new LinkedHashMap<>();
    final Map<String, String> uses = new LinkedHashMap<>();

    private final String prefix;

    GeneratedPair(long seed, int number, int release) {
        this.seed = seed;
        prefix = "p" + number;
        Random random = new Random(seed * 0x9E3779B97F4A7C15L);
        isStale = random.nextInt(6) == 0;
        GeneratedLibrary library = new LibraryGenerator(random).draw(first(), second());
        write(library, before);
        GeneratedLibrary changed = library.copy();
        new LibraryChanger(random, changed, first()).change();
        write(changed, after);
        UseGenerator generator = new UseGenerator(
                random,
                library,
                type -> library.withSupertypes(type).stream().anyMatch(each -> isChanged(each, library, changed)),
                release);
        for (int i = 0; i < USES; i++) {
            String use = generator.draw(plugin(), "Use" + i);
            if (use != null) {
                uses.put(plugin() + "/Use" + i, use);
            }
        }
    }

    private static boolean isChanged(GeneratedType type, GeneratedLibrary library, GeneratedLibrary changed) {
        GeneratedType now = changed.get(type.name);
        return now == null || !now.source(changed).equals(type.source(library));
    }

    private void write(GeneratedLibrary library, Map<String, String> sources) {
        sources.put(first(), library.source(first()));
        sources.put(second(), library.source(second()));
    }

    /** Names the package of the bundle that uses no other one. */
    String first() {
        return prefix + "a";
    }

    String second() {
        return prefix + "b";
    }

    String plugin() {
        return prefix + "c";
    }

    /** Tells whether a source is one of this pair. */
    boolean has(String source) {
        return before.containsKey(source) || uses.containsKey(source);
    }
}
