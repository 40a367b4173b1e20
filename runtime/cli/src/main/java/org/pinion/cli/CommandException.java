// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import java.util.List;

/** Says that a command failed, in words for its user. */
final class CommandException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<String> details;

    CommandException(String message, Throwable cause, List<String> details) {
        super(message, cause);
        this.details = List.copyOf(details);
    }

    CommandException(String message, Throwable cause) {
        this(message, cause, List.of());
    }

    CommandException(String message, List<String> details) {
        this(message, null, details);
    }

    /** List what to show below the message. */
    List<String> details() {
        return details;
    }
}
