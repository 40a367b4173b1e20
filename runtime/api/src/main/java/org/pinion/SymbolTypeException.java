// SPDX-License-Identifier: Apache-2.0
package org.pinion;

import java.util.List;

/** Says that a symbol has another type than the caller asked for (S7, S8). The message shows both sides. */
public class SymbolTypeException extends PluginException {

    private static final long serialVersionUID = 1L;

    /**
     * Create an exception.
     *
     * @param operation what failed
     * @param problems what does not fit
     */
    public SymbolTypeException(String operation, List<String> problems) {
        super(
                operation,
                problems.stream()
                        .map(problem -> new Problem(Problem.Kind.SYMBOL_TYPE, "", problem, ""))
                        .toList(),
                null);
    }
}
