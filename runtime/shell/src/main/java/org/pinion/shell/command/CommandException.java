// SPDX-License-Identifier: Apache-2.0
package org.pinion.shell.command;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says that a command failed, in words for its user. Made by the shell and the command line tool only.
 *
 * @since 0.1
 */
public final class CommandException extends Exception {

    private static final long serialVersionUID = 1L;

    private static final String INDENT = "\n  ";

    /**
     * Create an exception.
     *
     * @param message what failed
     * @param cause why, or {@code null}
     * @param details lines that stand below the message, indented, and become a part of it
     */
    public CommandException(String message, @Nullable Throwable cause, List<String> details) {
        super(details.isEmpty() ? message : message + INDENT + String.join(INDENT, details), cause);
    }

    /**
     * Create an exception.
     *
     * @param message what failed
     * @param cause why
     */
    public CommandException(String message, Throwable cause) {
        this(message, cause, List.of());
    }

    /**
     * Create an exception.
     *
     * @param message what failed
     * @param details lines that stand below the message
     */
    public CommandException(String message, List<String> details) {
        this(message, null, details);
    }
}
