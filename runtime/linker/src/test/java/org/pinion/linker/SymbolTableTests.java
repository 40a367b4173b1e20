// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pinion.testing.BundleBuilder;

/** What a table says of many symbols, whatever their order. */
class SymbolTableTests {

    private static List<Declaration> symbols() {
        return Content.link(BundleBuilder.plugin("acme.add", "acme")
                        .source("acme.Add", """
                                public class Add {
                                    public static int v;
                                    public static int v() { return v; }
                                    public static void f(int a) {}
                                    public static void f(String a) {}
                                    public static void g() {}
                                }
                                """)
                        .source("acme.Sub", """
                                public class Sub {
                                    public static void f(int a) {}
                                    public static void g() {}
                                    public static void h() {}
                                }
                                """))
                .symbols();
    }

    private static List<String> names(SymbolTable table) {
        return table.declarations().stream().map(table::nameOf).toList();
    }

    @Test
    void declarations_areSortedByTheirBestNames_whateverTheOrder() {
        List<Declaration> symbols = new ArrayList<>(symbols());
        SymbolTable table = new SymbolTable(symbols);
        assertThat(names(table))
                .isSorted()
                .containsExactly("Add.f(int)", "Add.g", "Add.v", "Sub.f", "Sub.g", "f(String)", "h", "v()");
        Collections.reverse(symbols);
        SymbolTable reversed = new SymbolTable(symbols);
        assertThat(names(reversed)).isEqualTo(names(table));
        assertThat(reversed.names().keySet()).isEqualTo(table.names().keySet());
    }

    @Test
    void bestName_findsItsSymbolOnly_unlessThereIsNone() {
        SymbolTable table = new SymbolTable(symbols());
        assertThat(table.declarations()).allSatisfy(symbol -> {
            String name = table.nameOf(symbol);
            if (name.equals("Add.v")) {
                assertThat(table.find(name)).hasSize(2).contains(symbol);
            } else {
                assertThat(table.find(name)).containsExactly(symbol);
            }
        });
    }

    @Test
    void names_areSorted_andCannotBeChanged() {
        SymbolTable table = new SymbolTable(symbols());
        assertThat(new ArrayList<>(table.names().keySet())).isSorted().hasSize(22);
        table.names().forEach((name, found) -> assertThat(table.find(name)).isEqualTo(found));
        assertThatThrownBy(() -> table.names().remove("h")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> table.find("h").clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThat(table.find("none")).isEmpty();
    }

    @Test
    void noSymbols_haveNoNames() {
        SymbolTable table = new SymbolTable(List.of());
        assertThat(table.declarations()).isEmpty();
        assertThat(table.names()).isEmpty();
    }

    @Test
    void symbols_ofManyTypesWithTheSameMembers_areToldApart() {
        List<Declaration> many = IntStream.range(0, 500)
                .<Declaration>mapToObj(i -> new DeclarationRecord(
                        "acme.T" + i, "f", "(I)V", null, List.of(), List.of(), false, false, false))
                .toList();
        SymbolTable table = new SymbolTable(many);
        assertThat(table.find("f")).hasSize(500);
        assertThat(names(table)).isSorted().doesNotHaveDuplicates().contains("T499.f");
    }
}
