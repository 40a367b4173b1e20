// SPDX-License-Identifier: Apache-2.0
package org.pinion.linkcheck;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What has been seen of generated pairs. */
final class Statistics {

    int pairs;
    int uses;

    /** Where the check and the JVM do not agree. */
    final List<String> disagreements = new ArrayList<>();

    /** Where they agree that there is an error, but not on its name. */
    final List<String> others = new ArrayList<>();

    final Map<String, Integer> counts = new TreeMap<>();

    void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    synchronized void add(Statistics other) {
        pairs += other.pairs;
        uses += other.uses;
        disagreements.addAll(other.disagreements);
        others.addAll(other.others);
        other.counts.forEach((what, count) -> counts.merge(what, count, Integer::sum));
    }

    int of(String what) {
        return counts.getOrDefault(what, 0);
    }

    @Override
    public String toString() {
        return pairs + " pairs, " + uses + " uses, " + disagreements.size() + " disagreements, " + counts;
    }
}
