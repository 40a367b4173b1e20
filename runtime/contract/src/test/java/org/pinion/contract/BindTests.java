// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinion.Plugin;
import org.pinion.SymbolTypeException;
import org.pinion.embed.Pinion;
import org.pinion.testing.BundleBuilder;

@Tag("S8")
class BindTests {

    @TempDir
    Path folder;

    private final Pinion pinion = Pinion.start();
    private Plugin plugin;

    @BeforeEach
    void open() {
        plugin = pinion.open(BundleBuilder.plugin("acme.words", "acme")
                .source("acme.Words", """
                        public class Words {
                            public static int ExportedVar = 123;
                            public static final int LIMIT = 10;
                            public static int ExportedFunc(int a, int b) { return a + b; }
                            public static java.util.List<String> split(String text) {
                                return java.util.List.of(text.split(" "));
                            }
                            public static String over(int a) { return "int"; }
                            public static String over(long a) { return "long"; }
                            public static String over(Object a) { return "Object"; }
                            public static String boxed(int a) { return "int"; }
                            public static String boxed(Integer a) { return "Integer"; }
                            public static String both = "variable";
                            public static String both() { return "function"; }
                            public static int mixed(int a, long b) { return 1; }
                            public static int mixed(long a, int b) { return 2; }
                            @org.pinion.SymbolName("renamed")
                            public static String original() { return "renamed"; }
                        }
                        """)
                .buildTo(folder));
    }

    @AfterEach
    void close() {
        pinion.close();
    }

    public interface Api {
        int ExportedFunc(int a, int b);

        int ExportedVar();

        void ExportedVar(int value);

        List<String> split(String text);

        String renamed();

        default int twice(int a) {
            return ExportedFunc(a, a);
        }
    }

    @Test
    void interface_withSeveralMethods_isBoundByName() {
        Api api = plugin.bind(Api.class);
        assertThat(api.ExportedFunc(1, 2)).isEqualTo(3);
        assertThat(api.ExportedVar()).isEqualTo(123);
        api.ExportedVar(7);
        assertThat(api.ExportedVar()).isEqualTo(7);
        assertThat(api.split("a b")).containsExactly("a", "b");
        assertThat(api.renamed()).isEqualTo("renamed");
        assertThat(api.twice(4)).isEqualTo(8);
        assertThat(api).hasToString("org.pinion.contract.BindTests$Api of plugin acme.words");
        assertThat(plugin.bind(Api.class)).isSameAs(api);
    }

    interface Overloads {
        String over(int a);

        String over(long a);

        String over(short a);

        String over(char a);

        String over(String a);
    }

    @Test
    void overloads_areChosenByType() {
        Overloads overloads = plugin.bind(Overloads.class);
        assertThat(overloads.over(1)).isEqualTo("int");
        assertThat(overloads.over(1L)).isEqualTo("long");
        assertThat(overloads.over((short) 1)).isEqualTo("int");
        assertThat(overloads.over('c')).isEqualTo("int");
        assertThat(overloads.over("a")).isEqualTo("Object");
    }

    interface Exact {
        String boxed(int a);

        String boxed(Integer a);

        String both();

        void both(String value);
    }

    @Test
    void symbol_withTheVeryTypesOfTheMethod_isChosen() {
        Exact exact = plugin.bind(Exact.class);
        assertThat(exact.boxed(1)).isEqualTo("int");
        assertThat(exact.boxed(Integer.valueOf(1))).isEqualTo("Integer");
        exact.both("changed");
        assertThat(exact.both()).isEqualTo("function");
    }

    interface Ambiguous {
        int mixed(int a, int b);
    }

    @Test
    void overloads_thatFitAlike_areAmbiguous() {
        assertThatThrownBy(() -> plugin.bind(Ambiguous.class))
                .hasMessage("plugin.Bind(org.pinion.contract.BindTests$Ambiguous): symbol mixed is ambiguous in plugin"
                        + " acme.words for int mixed(int, int): mixed(int,long), mixed(long,int)");
    }

    interface Wrong {
        int ExportedFunc(int a);

        String ExportedVar();

        void LIMIT(int value);

        int missing(String text);
    }

    @Test
    void allProblems_areToldAtOnce() {
        assertThatThrownBy(() -> plugin.bind(Wrong.class))
                .isInstanceOf(SymbolTypeException.class)
                .hasMessage("""
                        plugin.Bind(org.pinion.contract.BindTests$Wrong): 4 problems
                          symbol of plugin acme.words is int ExportedFunc(int, int), not int ExportedFunc(int) of \
                        org.pinion.contract.BindTests$Wrong
                          symbol missing not found in plugin acme.words, wanted int missing(String)
                          symbol of plugin acme.words is int ExportedVar, not String ExportedVar() of \
                        org.pinion.contract.BindTests$Wrong
                          symbol of plugin acme.words is final int LIMIT, not void LIMIT(int) of \
                        org.pinion.contract.BindTests$Wrong: it is read-only, the field is final""");
    }

    @Test
    void interface_withoutMethods_isImplemented() {
        assertThat(plugin.bind(java.io.Serializable.class)).isNotNull();
    }

    @Test
    void class_isRefused() {
        assertThatThrownBy(() -> plugin.bind(Object.class))
                .hasMessage("plugin.Bind(java.lang.Object): java.lang.Object is not an interface");
    }
}
