// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.diagnosis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.pinion.Problem;
import org.pinion.Problem.Kind;
import org.pinion.spi.Problems;

/** Puts a problem together in the order in which it is read. */
public final class ProblemBuilder {

    private final Kind kind;
    private final String subject;
    private final String summary;
    private String needed = "";
    private final List<String> found = new ArrayList<>();
    private final List<Problem> causes = new ArrayList<>();

    private ProblemBuilder(Kind kind, String subject, String summary) {
        this.kind = kind;
        this.subject = subject;
        this.summary = summary;
    }

    /** Begin with one sentence. */
    public static ProblemBuilder problem(Kind kind, String subject, String summary) {
        return new ProblemBuilder(kind, subject, summary);
    }

    /** Add what is needed. */
    public ProblemBuilder needed(String text) {
        needed = text;
        return this;
    }

    /** Add a line about what was found. */
    public ProblemBuilder found(String line) {
        found.add(line);
        return this;
    }

    /** Add lines about what was found. */
    public ProblemBuilder found(Collection<String> lines) {
        found.addAll(lines);
        return this;
    }

    /** Add what leads to this problem. */
    public ProblemBuilder causes(Collection<Problem> problems) {
        causes.addAll(problems);
        return this;
    }

    /**
     * End with what to do.
     *
     * @param text the fix; empty if it is said with the causes
     */
    public Problem fix(String text) {
        return Problems.of(kind, subject, summary, needed, found, causes, text);
    }
}
