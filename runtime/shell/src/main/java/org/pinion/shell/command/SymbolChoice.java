// SPDX-License-Identifier: Apache-2.0
package org.pinion.shell.command;

import java.util.List;
import org.pinion.Plugin;
import org.pinion.Symbol;
import org.pinion.SymbolNotFoundException;

/**
 * Finds the symbols that a user means.
 *
 * @since 0.1
 */
public final class SymbolChoice {

    private SymbolChoice() {}

    /**
     * Find the symbols of one kind that a name stands for.
     *
     * @param <T> the kind
     * @param plugin where to look
     * @param name the name
     * @param kind the kind
     * @param otherwise what a symbol of the other kind is, and what to do with it
     * @return one, or several if the name does not choose among them
     * @throws SymbolNotFoundException if there is no symbol of the name
     * @throws CommandException if there are only symbols of the other kind
     */
    public static <T extends Symbol> List<T> find(Plugin plugin, String name, Class<T> kind, String otherwise)
            throws CommandException {
        List<Symbol> found = all(plugin, name);
        List<T> wanted = found.stream().filter(kind::isInstance).map(kind::cast).toList();
        if (wanted.isEmpty()) {
            throw new CommandException(
                    name + " is " + otherwise,
                    found.stream().map(Symbol::declaration).toList());
        }
        return wanted;
    }

    /**
     * Find the one symbol of a kind that a name stands for.
     *
     * @param <T> the kind
     * @param plugin where to look
     * @param name the name
     * @param kind the kind
     * @param otherwise what a symbol of the other kind is, and what to do with it
     * @return the symbol
     * @throws SymbolNotFoundException if there is no symbol of the name
     * @throws CommandException if there is none of the kind, or several
     */
    public static <T extends Symbol> T findOne(Plugin plugin, String name, Class<T> kind, String otherwise)
            throws CommandException {
        List<T> found = find(plugin, name, kind, otherwise);
        if (found.size() > 1) {
            throw ambiguous(name + " is ambiguous, it is one of", found);
        }
        return found.get(0);
    }

    /**
     * Find all symbols that a name stands for.
     *
     * @param plugin where to look
     * @param name the name
     * @return one, or several if the name does not choose among them
     * @throws SymbolNotFoundException if there is none; its hint is known, even if the runtime is closed later
     */
    public static List<Symbol> all(Plugin plugin, String name) {
        try {
            return List.of(plugin.lookup(name));
        } catch (SymbolNotFoundException e) {
            if (e.candidates().isEmpty()) {
                // The hint is found in the plugin's classes, which may be gone when the failure is printed.
                e.hint();
                throw e;
            }
            return e.candidates();
        }
    }

    /** Say that a name does not choose, and show what would. */
    static CommandException ambiguous(String message, List<? extends Symbol> candidates) {
        return new CommandException(message, Listing.of(candidates));
    }
}
