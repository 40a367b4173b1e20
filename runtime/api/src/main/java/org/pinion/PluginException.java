// SPDX-License-Identifier: Apache-2.0
package org.pinion;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says that an operation on a plugin failed.
 *
 * <p>The message starts, as Go's do, with the operation and its argument: {@code plugin.Open("add.jar"): ...}. When
 * there are several problems each has its lines below the first. The message shows ten of them and the number of the
 * rest; {@link #problems()} has all.
 *
 * @since 0.1
 */
public sealed class PluginException extends RuntimeException permits SymbolNotFoundException, SymbolTypeException {

    private static final long serialVersionUID = 1L;

    /** How many problems the message shows. */
    private static final int TOLD = 10;

    /**
     * Tells kinds of failure apart, so that nobody has to read the message.
     *
     * <p>Constants may come in any version: a {@code switch} needs a {@code default}.
     *
     * @since 0.1
     */
    public enum Reason {
        /** The path does not lead to a file that can be read (O1). */
        FILE,
        /** The file is not a zip archive, not a bundle, or a bundle without a main package (O10). */
        NOT_A_PLUGIN,
        /** The manifest or the classes of the bundle are not in order, or a class is missing. */
        MALFORMED,
        /** Another file with the same name and version is open (O2). */
        ALREADY_LOADED,
        /** The file was changed after it was opened (O3). */
        CHANGED,
        /** Something that the bundle requires is not there, or in another version (O8). */
        UNRESOLVED,
        /** What the plugin is wired to has not all that it refers to (R1). */
        INCOMPATIBLE,
        /** The jar contains a package that the host shares with the plugin (O9). */
        SHARED_PACKAGE,
        /** The bundle could not be started: its activator failed or the framework refused. */
        START_FAILED,
        /** An init function or the initialiser of a class threw (I6). */
        INIT_FAILED,
        /** Plugins open each other, or themselves, in their inits (O7). */
        CYCLE,
        /** No plugin of that name is open. */
        NOT_OPEN,
        /** The plugin has no such symbol, or the name fits several. */
        SYMBOL_NOT_FOUND,
        /** The symbol has another type than the caller asked for. */
        SYMBOL_TYPE,
        /**
         * What the runtime needs from the host's class path or file system is not there: it could not start, or not
         * write to its storage.
         */
        RUNTIME,
        /** The runtime is closed (P5). */
        CLOSED
    }

    /** What is wrong, the most fundamental first; an immutable and serialisable list. */
    @SuppressWarnings("serial")
    private final List<Problem> problems;

    /** Whether the operation failed before and was not tried again. */
    private final boolean previous;

    /**
     * Create an exception. Only runtimes, and what comes with them, do.
     *
     * @param operation what failed, for instance {@code plugin.Open("add.jar")}
     * @param problems what is wrong, at least one
     * @param cause the cause, or {@code null} if there is none
     */
    public PluginException(String operation, List<Problem> problems, @Nullable Throwable cause) {
        this(operation, problems, cause, false);
    }

    /**
     * Create an exception. Only runtimes, and what comes with them, do.
     *
     * @param operation what failed, for instance {@code plugin.Open("add.jar")}
     * @param problems what is wrong, at least one
     * @param cause the cause, or {@code null} if there is none
     * @param previous whether the operation failed before and was not tried again (O5)
     */
    public PluginException(String operation, List<Problem> problems, @Nullable Throwable cause, boolean previous) {
        super(message(operation, problems) + (previous ? " (previous failure)" : ""), cause);
        this.problems = sorted(problems);
        this.previous = previous;
    }

    private static String message(String operation, List<Problem> problems) {
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("problems must not be empty");
        }
        if (problems.size() == 1) {
            return operation + ": " + problems.get(0).toString().replace("\n", "\n  ");
        }
        StringBuilder text = new StringBuilder(operation)
                .append(": ")
                .append(problems.size())
                .append(" problems");
        sorted(problems).stream()
                .limit(TOLD)
                .forEach(
                        problem -> text.append("\n  ").append(problem.toString().replace("\n", "\n    ")));
        if (problems.size() > TOLD) {
            text.append("\n  ... and ").append(problems.size() - TOLD).append(" more problems");
        }
        return text.toString();
    }

    private static List<Problem> sorted(List<Problem> problems) {
        return problems.stream().sorted(Comparator.comparing(Problem::kind)).toList();
    }

    /**
     * Tell the kind of failure, which is that of the most fundamental problem.
     *
     * @return the reason
     */
    public Reason reason() {
        return problems.get(0).reason();
    }

    /**
     * List what is wrong, the most fundamental first, without the operation that starts the message.
     *
     * @return at least one problem
     */
    public List<Problem> problems() {
        return problems;
    }

    /**
     * Tell whether the operation failed before and was not tried again (O5).
     *
     * @return whether the message ends with {@code (previous failure)}
     */
    public boolean isPrevious() {
        return previous;
    }
}
