// SPDX-License-Identifier: Apache-2.0
package org.pinion.linkcheck;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.pinion.linkcheck.Break.Effect;

/** A library that has changed under a plugin: what the check says of it, and what the JVM. */
final class Change {

    private final List<Break> breaks;
    private final @Nullable Throwable thrown;

    /**
     * Asks both.
     *
     * @param type the name of the class of the plugin that has a method {@code use}
     * @param library the bundles that the plugin imports
     */
    Change(String type, Map<String, byte[]> plugin, TestBundle... library) {
        TestBundle bundle = new TestBundle("plugin", plugin, library);
        breaks = bundle.check(BundleReferences.scan(plugin, name -> true));
        thrown = Jvm.run(bundle.loader(), type, "use");
    }

    /** Compiles for Java 17: the package {@code l} before and after, and {@code c} with a class {@code M}. */
    static Change of(String before, String after, String plugin) {
        Map<String, byte[]> old = Compiler.compile(17, Map.of(), "package l; " + before);
        Map<String, byte[]> changed = Compiler.compile(17, Map.of(), "package l; " + after);
        Map<String, byte[]> compiled = Compiler.compile(17, old, "package c; import l.*; " + plugin);
        return new Change("c.M", compiled, new TestBundle("library", changed));
    }

    /** Gives the simple name of the error of the JVM, or {@code ok}. */
    String jvm() {
        return thrown == null ? "ok" : thrown.getClass().getSimpleName();
    }

    /** Gives the errors that the check foretells, by their names in order, or {@code ok}. */
    String check() {
        Set<String> errors = new TreeSet<>();
        for (Break each : breaks) {
            errors.add(
                    switch (each.effect()) {
                        case ERROR -> each.error();
                        case ERROR_IF_CALLED -> "if called " + each.error();
                        case OTHER_MEANING -> "other meaning";
                    });
        }
        return errors.isEmpty() ? "ok" : String.join(", ", errors);
    }

    List<Break> breaks() {
        return breaks;
    }

    /** Gives what is said of the only break. */
    String text() {
        return breaks.size() == 1 ? breaks.get(0).toString() : breaks.toString();
    }

    /**
     * Tells whether both agree: an error is foretold and comes, by the same name, or none comes that is not told of.
     */
    boolean agree() {
        boolean error = breaks.stream().anyMatch(each -> each.effect() == Effect.ERROR);
        return error
                ? breaks.stream()
                        .anyMatch(each ->
                                each.effect() == Effect.ERROR && each.error().equals(jvm()))
                : thrown == null || !breaks.isEmpty();
    }

    @Override
    public String toString() {
        return "JVM: " + (thrown == null ? "ok" : thrown.toString()) + "\ncheck: " + breaks;
    }
}
