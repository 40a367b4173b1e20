// SPDX-License-Identifier: Apache-2.0
package org.pinion.benchmarks;

import java.util.List;

/**
 * How much is measured.
 *
 * @param rounds how often a benchmark of JMH runs, each time in a new process
 * @param megamorphicRounds the same for calls of many classes, whose cost varies from process to process
 * @param peerRounds the same for what no goal is about
 * @param warmingMillis how long each of five iterations takes that warm a process up
 * @param millis the same of those that count
 * @param processRounds how often other processes run
 * @param starts how often the shortest processes run
 * @param sizes how many plugins are opened at once
 * @param largestRounds how often as many plugins as possible are opened
 * @param repeatedFailures how often files fail that failed before
 * @param distinctFailures how many different files fail
 * @param failedLookups how often names are looked up in vain
 */
record Scale(
        int rounds,
        int megamorphicRounds,
        int peerRounds,
        int warmingMillis,
        int millis,
        int processRounds,
        int starts,
        List<Integer> sizes,
        int largestRounds,
        int repeatedFailures,
        int distinctFailures,
        int failedLookups) {

    /** For a look at how things are, in less than ten minutes. */
    static final Scale QUICK = new Scale(3, 6, 1, 200, 120, 3, 7, List.of(1, 100, 1000), 2, 6_000, 3_000, 100_000);

    /** For what is published. */
    static final Scale FULL =
            new Scale(3, 6, 1, 250, 150, 3, 11, List.of(1, 100, 1000, 10_000), 2, 100_000, 3_000, 1_000_000);

    /** Gives how many plugins are opened at most. */
    int largest() {
        return sizes.get(sizes.size() - 1);
    }
}
