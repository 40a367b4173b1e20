// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.diagnosis;

import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pinion.PluginException;
import org.pinion.PluginException.Reason;
import org.pinion.Problem;
import org.pinion.Problem.Kind;
import org.pinion.spi.Problems;

/** Why an operation failed, before it is known under which name the caller asked for it. */
public final class Failure extends Exception {

    private static final long serialVersionUID = 1L;

    private static final int TOLD = 10;

    private final transient List<Problem> problems;

    private final boolean previous;

    private Failure(List<Problem> problems, Throwable cause, boolean previous) {
        // Without a stack of its own: it is remembered, and what is thrown at the caller has one.
        super(text(problems), cause, false, false);
        this.problems = sorted(problems).toList();
        this.previous = previous;
    }

    /** As many problems as a message shows, too. */
    private static String text(List<Problem> problems) {
        return sorted(problems).limit(TOLD).map(Problem::toString).collect(Collectors.joining("\n"))
                + (problems.size() > TOLD ? "\n... and " + (problems.size() - TOLD) + " more problems" : "");
    }

    private static Stream<Problem> sorted(List<Problem> problems) {
        return problems.stream().sorted(Comparator.comparing(Problem::kind));
    }

    /**
     * Create a failure.
     *
     * @param problems at least one
     */
    public Failure(List<Problem> problems, Throwable cause) {
        this(problems, cause, false);
    }

    /** Create a failure with one problem. */
    public Failure(Problem problem, Throwable cause) {
        this(List.of(problem), cause);
    }

    /** Create a failure with one problem and no cause. */
    public Failure(Problem problem) {
        this(problem, null);
    }

    /** Create a failure that one sentence describes, about nothing but the operation itself. */
    public Failure(Kind kind, String summary) {
        this(Problems.of(kind, "", summary, ""));
    }

    /** Describe what foreign code has thrown; its own description may throw, too. */
    public static String describe(Throwable thrown) {
        try {
            String text = thrown.toString();
            if (text != null) {
                return text;
            }
        } catch (Throwable e) {
            // The name of its class must do.
        }
        return thrown.getClass().getName();
    }

    /** Tell the kind of failure, which is that of the most fundamental problem. */
    public Reason reason() {
        return problems.get(0).reason();
    }

    /** List what is wrong, the most fundamental first. */
    public List<Problem> problems() {
        return problems;
    }

    /** Make the exception for the caller; a new one for each, as exceptions are not made to be shared. */
    public PluginException toException(String operation) {
        return new PluginException(operation, problems, getCause(), previous);
    }

    /** Make the failure that is told when the same thing is tried again (O5). */
    public Failure again() {
        return new Failure(problems, getCause(), true);
    }

    /**
     * Let the classes of the plugin go, which is gone: as long as the JVM's own record of a stack is there, so are the
     * classes in it. The stack trace stays, as text.
     */
    public void releaseClasses() {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable cause = getCause(); cause != null && seen.add(cause); cause = cause.getCause()) {
            StackTraceElement[] text = cause.getStackTrace();
            cause.fillInStackTrace();
            cause.setStackTrace(text);
        }
    }

    /** Make the failure of what depends on this one. */
    public Failure because(Problem problem) {
        return new Failure(List.of(problem), getCause(), previous);
    }
}
