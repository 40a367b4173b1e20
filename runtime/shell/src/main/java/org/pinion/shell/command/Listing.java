// SPDX-License-Identifier: Apache-2.0
package org.pinion.shell.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pinion.Symbol;
import org.pinion.linker.SymbolTable;

/**
 * Writes symbols in two columns: the name that finds the symbol, and its declaration.
 *
 * @since 0.1
 */
public final class Listing {

    private Listing() {}

    /**
     * List symbols of an opened plugin.
     *
     * @param symbols the symbols
     * @return a line for each
     */
    public static List<String> of(List<? extends Symbol> symbols) {
        Map<String, String> rows = new LinkedHashMap<>();
        symbols.forEach(symbol -> rows.put(symbol.name(), symbol.declaration()));
        return of(rows);
    }

    /**
     * List the symbols of a jar.
     *
     * @param table the symbols
     * @return a line for each
     */
    public static List<String> of(SymbolTable table) {
        Map<String, String> rows = new LinkedHashMap<>();
        table.declarations().forEach(symbol -> rows.put(table.nameOf(symbol), symbol.declaration()));
        return of(rows);
    }

    private static List<String> of(Map<String, String> rows) {
        int width = rows.keySet().stream().mapToInt(String::length).max().orElse(0);
        List<String> lines = new ArrayList<>();
        rows.forEach((name, declaration) -> lines.add(name + " ".repeat(width - name.length() + 2) + declaration));
        return lines;
    }
}
