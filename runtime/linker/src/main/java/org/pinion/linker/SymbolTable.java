// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The names by which the symbols of one plugin are found (S2, S3). Immutable.
 *
 * @since 0.1
 */
public final class SymbolTable {

    private final Map<String, List<Declaration>> byName = new HashMap<>();

    /** The name that is best for each symbol. To compare symbols would take long, and two are never equal. */
    private final IdentityHashMap<Declaration, String> best;

    private final List<Declaration> sorted;

    /**
     * Create the table of a plugin.
     *
     * @param declarations all its symbols
     */
    public SymbolTable(List<Declaration> declarations) {
        List<List<String>> names = declarations.stream().map(SymbolTable::names).toList();
        for (int i = 0; i < declarations.size(); i++) {
            List<Declaration> found = List.of(declarations.get(i));
            names.get(i).forEach(name -> byName.merge(name, found, SymbolTable::union));
        }
        best = new IdentityHashMap<>();
        for (int i = 0; i < declarations.size(); i++) {
            best.put(declarations.get(i), bestOf(names.get(i)));
        }
        sorted = declarations.stream().sorted(Comparator.comparing(best::get)).toList();
    }

    /** Gives the first name that is one symbol's only; if there is none, the one with the type. */
    private String bestOf(List<String> names) {
        return names.stream().filter(name -> find(name).size() == 1).findFirst().orElse(names.get(1));
    }

    private static List<Declaration> union(List<Declaration> found, List<Declaration> more) {
        return Stream.concat(found.stream(), more.stream()).toList();
    }

    /** All names of a symbol, the shortest first. */
    private static List<String> names(Declaration declaration) {
        String bare = declaration.bareName();
        String qualified = declaration.qualifiedName();
        String signature = declaration.signature();
        return signature.isEmpty()
                ? List.of(bare, qualified)
                : List.of(bare, qualified, bare + signature, qualified + signature);
    }

    /**
     * List the symbols, sorted by {@link #nameOf}.
     *
     * @return all symbols
     */
    public List<Declaration> declarations() {
        return sorted;
    }

    /**
     * Find what a name stands for.
     *
     * @param name any name of a symbol
     * @return the symbol; several if the name does not choose among them; none if there is no such symbol
     */
    public List<Declaration> find(String name) {
        return byName.getOrDefault(name, List.of());
    }

    /**
     * Give all names with what they stand for.
     *
     * @return names, sorted, and the symbols that each of them fits
     */
    public SortedMap<String, List<Declaration>> names() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(byName));
    }

    /**
     * Give the shortest name that finds this symbol and no other one.
     *
     * @param declaration a symbol of this table
     * @return the name; for a field that has a method of its name beside it in the same type there is none, and
     *     {@code Type.member} is returned
     */
    public String nameOf(Declaration declaration) {
        return Objects.requireNonNull(best.get(declaration));
    }
}
