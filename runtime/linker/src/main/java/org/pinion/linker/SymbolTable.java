// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The names by which the symbols of one plugin are found (S2, S3). Immutable. */
public final class SymbolTable {

    private final Map<String, List<Declaration>> byName = new TreeMap<>();
    private final List<Declaration> declarations;

    /**
     * Create the table of a plugin.
     *
     * @param declarations all its symbols
     */
    public SymbolTable(List<Declaration> declarations) {
        for (Declaration declaration : declarations) {
            for (String name : names(declaration)) {
                byName.computeIfAbsent(name, key -> new ArrayList<>()).add(declaration);
            }
        }
        byName.replaceAll((name, found) -> List.copyOf(found));
        this.declarations =
                declarations.stream().sorted(Comparator.comparing(this::nameOf)).toList();
    }

    /** All names of a symbol, the shortest first. */
    private static Set<String> names(Declaration declaration) {
        Set<String> names = new LinkedHashSet<>();
        names.add(declaration.bareName());
        names.add(declaration.qualifiedName());
        names.add(declaration.bareName() + declaration.signature());
        names.add(declaration.qualifiedName() + declaration.signature());
        return names;
    }

    /**
     * List the symbols, sorted by {@link #nameOf}.
     *
     * @return all symbols
     */
    public List<Declaration> declarations() {
        return declarations;
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
     * @return names and the symbols that each of them fits
     */
    public Map<String, List<Declaration>> names() {
        return java.util.Collections.unmodifiableMap(byName);
    }

    /**
     * Give the shortest name that finds this symbol and no other one.
     *
     * @param declaration a symbol of this table
     * @return the name; for a field that has a method of its name beside it in the same type there is none, and
     *     {@code Type.member} is returned
     */
    public String nameOf(Declaration declaration) {
        return names(declaration).stream()
                .filter(name -> byName.get(name).size() == 1)
                .findFirst()
                .orElseGet(declaration::qualifiedName);
    }
}
