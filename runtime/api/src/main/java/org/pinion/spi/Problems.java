// SPDX-License-Identifier: Apache-2.0
package org.pinion.spi;

import java.util.List;
import org.pinion.Problem;

/**
 * Makes problems. Two are equal if all that they tell is.
 *
 * @since 0.1
 */
public final class Problems {

    private Problems() {}

    /**
     * Create a problem; the lists are copied.
     *
     * @param kind what sort of problem it is
     * @param subject what it is about; may be empty
     * @param summary one sentence
     * @param needed what the plugin needs; may be empty
     * @param found what is there instead; may be empty
     * @param causes the problems that lead to this one; may be empty
     * @param fix what to do; may be empty
     * @return the problem
     * @throws NullPointerException if anything is {@code null}
     */
    public static Problem of(
            Problem.Kind kind,
            String subject,
            String summary,
            String needed,
            List<String> found,
            List<Problem> causes,
            String fix) {
        return new ProblemRecord(kind, subject, summary, needed, found, causes, fix);
    }

    /**
     * Create a problem that one sentence describes.
     *
     * @param kind what sort of problem it is
     * @param subject what it is about; may be empty
     * @param summary the sentence
     * @param fix what to do; empty if the summary says it
     * @return the problem
     */
    public static Problem of(Problem.Kind kind, String subject, String summary, String fix) {
        return of(kind, subject, summary, "", List.of(), List.of(), fix);
    }
}
