// SPDX-License-Identifier: Apache-2.0
package org.pinion.mrsequential;

import java.util.List;

/** Tells why a run cannot begin or go on. Its message is fit to be shown. */
final class JobException extends Exception {

    private static final long serialVersionUID = 1L;

    JobException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Create an exception from one line, and lines that say more. */
    JobException(String message, List<String> details, Throwable cause) {
        super(details.isEmpty() ? message : message + "\n  " + String.join("\n  ", details), cause);
    }

    /**
     * Say that the heap is too small.
     *
     * @param during what was done, as in {@code " while mapping a.txt"}, or nothing
     */
    static JobException outOfMemory(String during, OutOfMemoryError e) {
        return new JobException(
                "out of memory" + during,
                List.of(
                        "found: " + e.getMessage(),
                        "fix:   enlarge the heap, as with JAVA_OPTS=-Xmx1g; use fewer workers; or split large files"),
                e);
    }
}
