// SPDX-License-Identifier: Apache-2.0
package org.pinion.spi;

import java.util.List;
import java.util.Objects;
import org.pinion.Problem;

/**
 * A problem, and its text.
 *
 * @param kind what sort of problem it is
 * @param subject what it is about; may be empty
 * @param summary one sentence
 * @param needed what the plugin needs; may be empty
 * @param found what is there instead; may be empty
 * @param causes the problems that lead to this one; may be empty
 * @param fix what to do; may be empty
 * @serial exclude
 */
record ProblemRecord(
        Kind kind, String subject, String summary, String needed, List<String> found, List<Problem> causes, String fix)
        implements Problem {

    private static final long serialVersionUID = 1L;

    private static final String INDENT = "  ";

    /** How many lines of one sort the text shows, and how long they may be; a manifest may be of any size. */
    private static final int LINES = 40;

    private static final int LENGTH = 5000;

    ProblemRecord {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(summary, "summary");
        Objects.requireNonNull(needed, "needed");
        found = List.copyOf(found);
        causes = List.copyOf(causes);
        Objects.requireNonNull(fix, "fix");
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(cut(summary));
        if (!needed.isEmpty()) {
            text.append("\nneeded: ").append(cut(needed));
        }
        String label = "\nfound:  ";
        for (String line : found.subList(0, Math.min(LINES, found.size()))) {
            text.append(label).append(cut(line));
            label = "\n        ";
        }
        text.append(rest(label, found.size()));
        for (Problem cause : causes.subList(0, Math.min(LINES, causes.size()))) {
            text.append("\n").append(INDENT).append(cause.toString().replace("\n", "\n" + INDENT));
        }
        text.append(rest("\n" + INDENT, causes.size()));
        if (!fix.isEmpty()) {
            text.append("\nfix:    ").append(fix);
        }
        return text.toString();
    }

    private static String rest(String label, int size) {
        return size > LINES ? label + "... and " + (size - LINES) + " more" : "";
    }

    private static String cut(String line) {
        return line.length() > LENGTH ? line.substring(0, LENGTH) + " ... (" + line.length() + " characters)" : line;
    }
}
