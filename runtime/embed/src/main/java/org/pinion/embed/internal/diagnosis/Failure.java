// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.diagnosis;

import java.util.ArrayList;
import java.util.List;
import org.pinion.PluginException;
import org.pinion.PluginException.Reason;

/** Why an operation failed, before it is known under which name the caller asked for it. */
public final class Failure extends Exception {

    private static final long serialVersionUID = 1L;

    private static final String PREVIOUS = " (previous failure)";

    private final Reason reason;

    private final transient List<String> problems;

    /**
     * Create a failure.
     *
     * @param problems at least one
     */
    public Failure(Reason reason, List<String> problems, Throwable cause) {
        super(String.join("\n", problems), cause);
        this.reason = reason;
        this.problems = List.copyOf(problems);
    }

    /** Create a failure with one problem and no cause. */
    public Failure(Reason reason, String problem) {
        this(reason, List.of(problem), null);
    }

    /** Create a failure with one problem. */
    public Failure(Reason reason, String problem, Throwable cause) {
        this(reason, List.of(problem), cause);
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

    /** Tell the kind of failure. */
    public Reason reason() {
        return reason;
    }

    /** List what is wrong. */
    public List<String> problems() {
        return problems;
    }

    /** Make the exception for the caller; a new one for each, as exceptions are not made to be shared. */
    public PluginException toException(String operation) {
        return new PluginException(reason, operation, problems, getCause());
    }

    /** Make the failure that is told when the same thing is tried again (O5). */
    public Failure again() {
        List<String> texts = new ArrayList<>(problems);
        int last = texts.size() - 1;
        if (!texts.get(last).endsWith(PREVIOUS)) {
            texts.set(last, texts.get(last) + PREVIOUS);
        }
        return new Failure(reason, texts, getCause());
    }
}
