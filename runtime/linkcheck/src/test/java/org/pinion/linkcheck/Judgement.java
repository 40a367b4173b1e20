// SPDX-License-Identifier: Apache-2.0
package org.pinion.linkcheck;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pinion.linkcheck.Break.Effect;

/** Compares what the check says of a pair with what the JVM does. */
final class Judgement {

    private final GeneratedPair pair;
    private final TestBundle plugin;
    private final TestBundle second;
    private final Statistics statistics;

    /**
     * Prepares it.
     *
     * @param second the bundle of the library that may have stayed as it was
     */
    Judgement(GeneratedPair pair, TestBundle plugin, TestBundle second, Statistics statistics) {
        this.pair = pair;
        this.plugin = plugin;
        this.second = second;
        this.statistics = statistics;
    }

    void judge() {
        List<Break> breaks = plugin.check(BundleReferences.scanEachClass(plugin.classes(), name -> true));
        boolean libraryIsBroken = pair.isStale
                && !second.check(BundleReferences.scanEachClass(second.classes(), name -> true))
                        .isEmpty();
        statistics.pairs++;
        boolean any = false;
        for (String use : pair.uses.keySet()) {
            if (plugin.classes().containsKey(use)) {
                String type = use.replace('/', '.');
                List<Break> own =
                        breaks.stream().filter(each -> isOf(each, type)).toList();
                any |= own.stream().anyMatch(each -> each.effect() == Effect.ERROR);
                judge(use, own, Jvm.run(plugin.loader(), type, "use"), libraryIsBroken);
            }
        }
        compareWithShared(any);
    }

    /** What is told once for all classes of a bundle must be the same, and so must be errors without the rest. */
    private void compareWithShared(boolean any) {
        BundleReferences references = BundleReferences.scan(plugin.classes(), name -> true);
        List<String> shared = plugin.check(references).stream()
                .filter(each -> each.effect() == Effect.ERROR)
                .map(Break::toString)
                .toList();
        if (shared.isEmpty() == any) {
            statistics.disagreements.add("scan() and scanEachClass() disagree: seed " + pair.seed);
        }
        List<String> errors =
                plugin.errors(references).stream().map(Break::toString).toList();
        if (!shared.equals(errors)) {
            statistics.disagreements.add(
                    "check() and errors() disagree: seed " + pair.seed + "\n" + shared + "\n" + errors);
        }
    }

    private static boolean isOf(Break each, String type) {
        return each.user().equals(type)
                || each.user().startsWith(type + ".")
                || each.user().startsWith(type + "$");
    }

    private void judge(String use, List<Break> breaks, @Nullable Throwable thrown, boolean libraryIsBroken) {
        statistics.uses++;
        breaks.forEach(each -> statistics.count(each.effect() + " " + each.error()));
        if (thrown != null) {
            statistics.count("JVM " + thrown.getClass().getSimpleName());
        }
        List<Break> errors =
                breaks.stream().filter(each -> each.effect() == Effect.ERROR).toList();
        if (thrown == null && !errors.isEmpty()) {
            disagree("FALSE ALARM", use, breaks, null);
        } else if (thrown != null && breaks.isEmpty()) {
            if (libraryIsBroken || isReflection(thrown)) {
                statistics.count("of the library itself");
            } else {
                disagree("MISSED", use, breaks, thrown);
            }
        } else if (thrown != null && !errors.isEmpty()) {
            String name = thrown.getClass().getSimpleName();
            boolean same = errors.stream().anyMatch(each -> each.error().equals(name));
            statistics.count(same ? "same error" : "another error");
            if (!same) {
                statistics.others.add(errors + " but " + Objects.toString(thrown));
            }
        }
    }

    /** Who lists the methods of a class asks for all types in their signatures, which is no linking. */
    private static boolean isReflection(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals("getDeclaredMethods0"));
    }

    private void disagree(String what, String use, List<Break> breaks, @Nullable Throwable thrown) {
        String pack = use.substring(0, use.indexOf('/'));
        statistics.disagreements.add(what + ": -Dlinkcheck.seed=" + pair.seed + " -Dlinkcheck.pairs=1, package " + pack
                + (pair.isStale ? ", second bundle not compiled again" : "") + "\n" + pair.uses.get(use)
                + "\n--- before\n" + String.join("", pair.before.values()) + "\n--- after\n"
                + String.join("", pair.after.values()) + "\nJVM: " + thrown + "\ncheck: " + breaks);
    }
}
