// SPDX-License-Identifier: Apache-2.0
package org.pinion;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Says that a plugin has no symbol of a name, or several that fit (S2, S6).
 *
 * <p>For a missing symbol the message is {@code plugin: symbol NAME not found in plugin PLUGIN} and no more; what may
 * help is in {@link #hint()}.
 *
 * @since 0.1
 */
public final class SymbolNotFoundException extends PluginException {

    private static final long serialVersionUID = 1L;

    /** What may help, or {@code null}; known once it was asked for. */
    private @Nullable String hint;

    private transient @Nullable Supplier<@Nullable String> hintSource;

    private final transient List<Symbol> candidates;

    /**
     * Create an exception. Only runtimes do.
     *
     * @param problem what is wrong with the name that was looked up
     * @param hint finds what may help, or returns {@code null}; asked at most once, when somebody wants to know
     * @param candidates the symbols among which the name does not choose; empty if there are none
     */
    public SymbolNotFoundException(Problem problem, Supplier<@Nullable String> hint, List<Symbol> candidates) {
        super("plugin", List.of(problem), null);
        this.hintSource = hint;
        this.candidates = List.copyOf(candidates);
    }

    /**
     * Tell what may help: that the member is not public, not static, a type, or in another package, or a similar name.
     *
     * <p>The first call may read the plugin's class files; once the runtime is closed it knows similar names only.
     *
     * @return the hint, if there is one
     */
    public synchronized Optional<String> hint() {
        if (hintSource != null) {
            hint = hintSource.get();
            hintSource = null;
        }
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

    /**
     * Writes the hint instead of what would find it.
     *
     * @param out where to
     * @throws IOException if writing fails
     */
    private void writeObject(ObjectOutputStream out) throws IOException {
        hint();
        out.defaultWriteObject();
    }
}
