// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.registry;

import java.util.List;
import org.pinion.Problem;
import org.pinion.Problem.Kind;

/** What can let an open succeed that has failed, with the same bytes (O5). */
public enum Cure {
    /** Nothing: it would fail again. */
    NONE,
    /** Another bundle: something was missing or did not fit, or a library failed. */
    BUNDLE,
    /** Another try: the disk may have room by then. */
    RETRY;

    /**
     * Find the cure of a failure.
     *
     * @param problems of which the first is the most fundamental one
     */
    public static Cure of(List<Problem> problems) {
        Problem first = problems.get(0);
        return switch (first.reason()) {
            case RUNTIME -> RETRY;
            case UNRESOLVED, INCOMPATIBLE -> BUNDLE;
            default -> first.kind() == Kind.FAILED_BUNDLE ? BUNDLE : NONE;
        };
    }
}
