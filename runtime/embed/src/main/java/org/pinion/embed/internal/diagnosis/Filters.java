// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.diagnosis;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the filters of requirements, which bnd and the framework write in one shape, and writes them as manifests do. */
final class Filters {

    private static final Pattern LOWER = Pattern.compile("(!?)\\(?\\(([^()=<>!]*version[^()=<>]*)(>=|<=)([^()]+)\\)");
    private static final Pattern EQUAL = Pattern.compile("\\(([^()=<>!~]+)=([^()]*)\\)");

    private Filters() {}

    /** Gives the attributes that a filter wants to be equal to something, or to one of several: {@code a" or "b}. */
    static Map<String, String> equalities(String filter) {
        Map<String, String> equalities = new TreeMap<>();
        Matcher matcher = EQUAL.matcher(filter);
        while (matcher.find()) {
            equalities.merge(
                    matcher.group(1).strip(), matcher.group(2).strip(), (one, other) -> one + "\" or \"" + other);
        }
        return equalities;
    }

    /** Gives the version range that a filter wants, such as {@code [1.2,2)}, or {@code null} if any version will do. */
    static String range(String filter) {
        String floor = null;
        String ceiling = null;
        Matcher matcher = LOWER.matcher(filter);
        while (matcher.find()) {
            boolean not = matcher.group(1).equals("!");
            boolean atLeast = matcher.group(3).equals(">=");
            String version = shorten(matcher.group(4).strip());
            if (atLeast != not) {
                floor = (not ? "(" : "[") + version;
            } else {
                ceiling = version + (not ? ")" : "]");
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
