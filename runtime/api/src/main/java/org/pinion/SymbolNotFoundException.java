// SPDX-License-Identifier: Apache-2.0
package org.pinion;

import java.util.List;
import java.util.Optional;

/**
 * Says that a plugin has no symbol of a name, or several that fit (S2, S6).
 *
 * <p>For a missing symbol the message is {@code plugin: symbol NAME not found in plugin PLUGIN} and no more; what may
 * help is in {@link #hint()}.
 */
public class SymbolNotFoundException extends PluginException {

    private static final long serialVersionUID = 1L;

    /** What may help, or {@code null}. */
    private final String hint;

    private final transient List<Symbol> candidates;

    /**
     * Create an exception.
     *
     * @param problem what is wrong
     * @param hint what may help, or {@code null}
     * @param candidates the symbols among which the name does not choose; empty if there are none
     */
    public SymbolNotFoundException(String problem, String hint, List<Symbol> candidates) {
        super(Reason.SYMBOL_NOT_FOUND, "plugin", List.of(problem), null);
        this.hint = hint;
        this.candidates = List.copyOf(candidates);
    }

    /**
     * Tell what may help: that the member is not public, not static, a type, or in another package, or a similar name.
     *
     * @return the hint, if there is one
     */
    public Optional<String> hint() {
        return Optional.ofNullable(hint);
    }

    /**
     * List the symbols that the name fits.
     *
     * @return two or more if the name is ambiguous, none if the symbol is missing or the exception was deserialised
     */
    public List<Symbol> candidates() {
        return candidates == null ? List.of() : candidates;
    }
}
