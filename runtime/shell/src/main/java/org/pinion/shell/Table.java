// SPDX-License-Identifier: Apache-2.0
package org.pinion.shell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows in aligned columns, with a heading. */
final class Table {

    private static final String GAP = "  ";

    private static final String ELLIPSIS = "...";

    private final List<String[]> rows = new ArrayList<>();
    private final boolean[] toTheRight;

    /**
     * Create a table without rows.
     *
     * @param heading the columns; one that starts with {@code >} has its content at the right, as numbers have
     */
    Table(String... heading) {
        toTheRight = new boolean[heading.length];
        String[] names = new String[heading.length];
        for (int i = 0; i < heading.length; i++) {
            toTheRight[i] = heading[i].startsWith(">");
            names[i] = toTheRight[i] ? heading[i].substring(1) : heading[i];
        }
        rows.add(names);
    }

    /** Add a row with a cell for each column. */
    void add(Object... cells) {
        rows.add(Arrays.stream(cells).map(String::valueOf).toArray(String[]::new));
    }

    /**
     * Write the table, a line for each row.
     *
     * @param width the longest line; what is longer ends in an ellipsis
     * @return the text, without a line feed at its end
     */
    String text(int width) {
        int[] widths = new int[toTheRight.length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        return String.join(
                "\n", rows.stream().map(row -> cut(line(row, widths), width)).toList());
    }

    private String line(String[] row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.length; i++) {
            String padding = " ".repeat(widths[i] - row[i].length());
            line.append(i == 0 ? "" : GAP).append(toTheRight[i] ? padding + row[i] : row[i] + padding);
        }
        return line.toString().stripTrailing();
    }

    private static String cut(String line, int width) {
        return line.length() <= width || width <= ELLIPSIS.length()
                ? line
                : line.substring(0, width - ELLIPSIS.length()) + ELLIPSIS;
    }
}
