// SPDX-License-Identifier: Apache-2.0
package org.pinion.linkcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Holds the check against the JVM, by pairs of a library before and after a change at random, and plugins that use it.
 *
 * <p>The system property {@code linkcheck.pairs} tells how many pairs are judged, {@code linkcheck.seed} the seed of
 * the first; each has the next one. A disagreement names the seed of its pair.
 */
class GeneratedPairsTests {

    private static final int USUAL = 300;

    /** How many are compiled together. */
    private static final int BATCH = 100;

    /** The releases of Java to compile for: 21 brought patterns in a switch. */
    private static final int[] RELEASES = IntStream.of(17, 21, 25)
            .filter(release -> release <= Runtime.version().feature())
            .toArray();

    private final Statistics statistics = new Statistics();

    @Test
    void check_ofRandomChanges_agreesWithTheJvm() {
        int wanted = Integer.getInteger("linkcheck.pairs", USUAL);
        long seed = Long.getLong("linkcheck.seed", 1);

        judge(seed, wanted);

        if (System.getProperty("linkcheck.pairs") != null) {
            System.out.println("From seed " + seed + ": " + statistics);
        }
        assertThat(statistics.disagreements).as(statistics.toString()).isEmpty();
        if (wanted >= USUAL) {
            assertThat(statistics.pairs).isGreaterThanOrEqualTo(wanted);
            requireAllKinds();
        }
    }

    /** Who sees nothing break does not see that nothing is wrong. */
    private void requireAllKinds() {
        assertThat(statistics.uses).isGreaterThan(7 * statistics.pairs);
        assertThat(statistics.counts)
                .containsKeys(
                        "JVM AbstractMethodError",
                        "JVM BootstrapMethodError",
                        "ERROR_IF_CALLED AbstractMethodError",
                        "ERROR_IF_CALLED IncompatibleClassChangeError");
        for (String often : List.of(
                "JVM NoClassDefFoundError",
                "JVM NoSuchMethodError",
                "JVM NoSuchFieldError",
                "JVM IllegalAccessError",
                "JVM IncompatibleClassChangeError",
                "JVM InstantiationError",
                "JVM VerifyError")) {
            assertThat(statistics.of(often)).as(often).isGreaterThan(statistics.pairs / 50);
        }
    }

    private void judge(long seed, int wanted) {
        if (wanted < BATCH) {
            judgeBatch(seed, wanted);
            return;
        }
        int batches = Runtime.getRuntime().availableProcessors();
        for (long next = seed; statistics.pairs < wanted; next += (long) batches * BATCH) {
            long first = next;
            IntStream.range(0, batches).parallel().forEach(batch -> judgeBatch(first + (long) batch * BATCH, BATCH));
        }
    }

    private void judgeBatch(long seed, int size) {
        Statistics own = new Statistics();
        for (int release : RELEASES) {
            List<GeneratedPair> pairs = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                if (RELEASES[(int) ((seed + i) % RELEASES.length)] == release) {
                    pairs.add(new GeneratedPair(seed + i, i, release));
                }
            }
            if (!pairs.isEmpty()) {
                new GeneratedBatch(release, pairs).judge(own);
            }
        }
        statistics.add(own);
    }
}
