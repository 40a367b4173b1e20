// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.symbols;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Guesses which name was meant. */
final class SimilarNames {

    private SimilarNames() {}

    /** Returns {@code did you mean X}, or {@code null} if no name is near. */
    static String hint(String name, List<String> names) {
        return names.stream()
                .filter(other -> distance(name, other) <= Math.max(1, name.length() / 3))
                .min(Comparator.comparing(other -> distance(name, other)))
                .map(near -> "did you mean " + near)
                .orElse(null);
    }

    /** The Levenshtein distance, where another case counts nothing. */
    private static int distance(String one, String other) {
        String left = one.toLowerCase(Locale.ROOT);
        String right = other.toLowerCase(Locale.ROOT);
        int[] row = new int[right.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int substituted = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[right.length()];
    }
}
