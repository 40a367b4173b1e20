// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.diagnosis;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pinion.embed.internal.framework.FilterTerm;
import org.pinion.embed.internal.framework.FilterTerm.Operator;

/** Tells of the filters of requirements, which bnd and the framework write in one shape, what a manifest says. */
final class Filters {

    private Filters() {}

    /** Gives the attributes that a filter wants to be equal to something, or to one of several: {@code a" or "b}. */
    static Map<String, String> equalities(List<FilterTerm> filter) {
        Map<String, String> equalities = new TreeMap<>();
        for (FilterTerm term : filter) {
            if (term.operator() == Operator.EQUAL && !term.negated()) {
                equalities.merge(term.attribute(), term.value().strip(), (one, other) -> one + "\" or \"" + other);
            }
        }
        return equalities;
    }

    /** Gives the version range that a filter wants, such as {@code [1.2,2)}, or {@code null} if any version will do. */
    static String range(List<FilterTerm> filter) {
        String floor = null;
        String ceiling = null;
        for (FilterTerm term : filter) {
            if (term.operator() == Operator.EQUAL || !term.attribute().contains("version")) {
                continue;
            }
            String version = shorten(term.value().strip());
            if (term.operator() == Operator.AT_LEAST != term.negated()) {
                floor = (term.negated() ? "(" : "[") + version;
            } else {
                ceiling = version + (term.negated() ? ")" : "]");
            }
        }
        if (ceiling == null) {
            return floor == null ? null : floor.startsWith("[") ? floor.substring(1) : floor + ",)";
        }
        return (floor == null ? "[0" : floor) + "," + ceiling;
    }

    /** Leaves out trailing zeros, as people do when they write manifests. */
    static String shorten(String version) {
        String shorter = version;
        while (shorter.endsWith(".0")) {
            shorter = shorter.substring(0, shorter.length() - 2);
        }
        return shorter;
    }
}
