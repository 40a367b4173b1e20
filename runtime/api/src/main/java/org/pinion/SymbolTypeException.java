// SPDX-License-Identifier: Apache-2.0
package org.pinion;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says that a symbol has another type than the caller asked for (S7, S8). The message shows both sides.
 *
 * @since 0.1
 */
public final class SymbolTypeException extends PluginException {

    private static final long serialVersionUID = 1L;

    /**
     * Create an exception. Only runtimes do.
     *
     * @param operation what failed
     * @param problems what does not fit
     * @param cause the cause, or {@code null} if there is none
     */
    public SymbolTypeException(String operation, List<Problem> problems, @Nullable Throwable cause) {
        super(operation, problems, cause);
    }
}
