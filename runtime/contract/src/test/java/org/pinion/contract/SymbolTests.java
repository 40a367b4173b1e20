// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.invoke.MethodType;
import java.nio.file.Path;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinion.Function;
import org.pinion.Plugin;
import org.pinion.PluginException;
import org.pinion.Symbol;
import org.pinion.SymbolNotFoundException;
import org.pinion.SymbolTypeException;
import org.pinion.Variable;
import org.pinion.embed.Pinion;
import org.pinion.testing.BundleBuilder;

class SymbolTests {

    private static Pinion pinion;
    private static Plugin plugin;

    @BeforeAll
    static void open(@TempDir Path folder) {
        pinion = Pinion.start();
        plugin = pinion.open(BundleBuilder.plugin("acme.symbols", "acme")
                .source("acme.A", """
                        public class A {
                            public static int ExportedVar = 123;
                            static int unexportedVar = 456;
                            public static final int CONSTANT = 1;
                            public static final String FINAL = new String("f");
                            public static String nothing;
                            public static int over(int a, int b) { return a + b; }
                            public static String over(String text, java.util.List<String> list) { return text; }
                            public static int same() { return 1; }
                            public static long widen(long a, Integer b) { return a + b; }
                            public static String all(String first, Object... more) {
                                return first + java.util.List.of(more);
                            }
                            public static int sum(int first, int... more) { return first + more.length; }
                            public static void fail() throws java.io.IOException {
                                throw new java.io.IOException("checked");
                            }
                            public static void main(String[] arguments) { throw new Error("main was run"); }
                            static void init() {}
                            public int instance;
                            @org.pinion.SymbolName("Renamed") public static void original() {}
                            public static class Inner { public static int inner; }
                        }
                        class Hidden { public static int hidden; }
                        """)
                .source("acme.sub.S", "public class S { public static void elsewhere() {} }")
                .source("acme.B", "public class B { public static int same() { return 2; } }")
                .buildTo(folder));
    }

    @AfterAll
    static void close() {
        pinion.close();
    }

    @Test
    @Tag("S1")
    void symbols_arePublicStaticMembersOfPublicTopLevelTypesOfTheMainPackage() {
        assertThat(plugin.symbols())
                .extracting(Symbol::declaration)
                .contains("public static int ExportedVar", "public static int over(int a, int b)")
                .noneMatch(text -> text.contains("unexportedVar"))
                .noneMatch(text -> text.contains("instance"))
                .noneMatch(text -> text.contains("inner"))
                .noneMatch(text -> text.contains("hidden"))
                .noneMatch(text -> text.contains("elsewhere"))
                .noneMatch(text -> text.contains("main"))
                .noneMatch(text -> text.contains("init"));
    }

    @Test
    @Tag("S3")
    void explicitName_takesThePlaceOfTheBareName() {
        assertThat(plugin.lookup("Renamed")).isSameAs(plugin.lookup("A.original"));
        assertThat(hint("original")).isEqualTo("original is published as Renamed");
    }

    @Test
    @Tag("S3")
    void explicitName_onTwoMembers_isAnOpenError(@TempDir Path folder) {
        Path jar = BundleBuilder.plugin("acme.twice", "acme")
                .source("acme.T", """
                        public class T {
                            @org.pinion.SymbolName("X") public static int a;
                            @org.pinion.SymbolName("X") public static int b;
                        }
                        """)
                .unlinked()
                .buildTo(folder);
        assertThatThrownBy(() -> pinion.open(jar))
                .hasMessage("plugin.Open(\"" + jar
                        + "\"): @SymbolName(\"X\") is on T.a and on T.b\n  fix:    give one of them another name");
    }

    @Test
    @Tag("S2")
    void lookup_findsEveryNameOfASymbol() {
        assertThat(plugin.lookup("ExportedVar"))
                .isInstanceOf(Variable.class)
                .isSameAs(plugin.lookup("A.ExportedVar"))
                .isSameAs(pinion.lookup("acme.symbols", "ExportedVar"));
        assertThat(plugin.lookup("A.same").name()).isEqualTo("A.same");
        assertThat(plugin.lookup("over(int,int)"))
                .isInstanceOf(Function.class)
                .isSameAs(plugin.lookup("A.over(int,int)"));
        assertThat(plugin.lookup("over(String,java.util.List)").declaration())
                .isEqualTo("public static String over(String text, java.util.List list)");
        assertThat(plugin.lookup("all(String,Object...)")).isSameAs(plugin.lookup("all"));
        assertThat(plugin.symbols())
                .extracting(Symbol::name)
                .containsExactly(
                        "A.same",
                        "B.same",
                        "CONSTANT",
                        "ExportedVar",
                        "FINAL",
                        "Renamed",
                        "all",
                        "fail",
                        "nothing",
                        "over(String,java.util.List)",
                        "over(int,int)",
                        "sum",
                        "widen");
    }

    @Test
    @Tag("S2")
    void lookup_ofAmbiguousName_listsTheCandidates() {
        assertThatThrownBy(() -> plugin.lookup("over"))
                .isInstanceOf(SymbolNotFoundException.class)
                .hasMessage("""
                        plugin: symbol over is ambiguous in plugin acme.symbols, it is one of
                          over(String,java.util.List): public static String over(String text, java.util.List list)
                          over(int,int): public static int over(int a, int b)""")
                .asInstanceOf(InstanceOfAssertFactories.type(SymbolNotFoundException.class))
                .satisfies(e -> assertThat(e.candidates()).hasSize(2))
                .satisfies(e -> assertThat(e.hint()).isEmpty());
        assertThatThrownBy(() -> plugin.lookup("same")).hasMessageContaining("is ambiguous");
    }

    @Test
    @Tag("S6")
    void lookup_ofMissingSymbol_failsAsGoDoes() {
        assertThatThrownBy(() -> plugin.lookup("unexportedVar"))
                .isInstanceOf(SymbolNotFoundException.class)
                .hasMessage("plugin: symbol unexportedVar not found in plugin acme.symbols");
        assertThatThrownBy(() -> plugin.lookup("exportedvar"))
                .hasMessage("plugin: symbol exportedvar not found in plugin acme.symbols")
                .asInstanceOf(InstanceOfAssertFactories.type(SymbolNotFoundException.class))
                .satisfies(e -> assertThat(e.hint()).contains("did you mean ExportedVar"))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(PluginException.Reason.SYMBOL_NOT_FOUND));
        assertThatThrownBy(() -> plugin.lookup("")).hasMessage("plugin: symbol  not found in plugin acme.symbols");
        assertThatThrownBy(() -> plugin.lookup("main")).isInstanceOf(SymbolNotFoundException.class);
        assertThatThrownBy(() -> plugin.lookup("init")).isInstanceOf(SymbolNotFoundException.class);
        assertThatThrownBy(() -> plugin.lookup(null)).isInstanceOf(NullPointerException.class);
    }

    private static String hint(String name) {
        try {
            return "found " + plugin.lookup(name);
        } catch (SymbolNotFoundException e) {
            return e.hint().orElse(null);
        }
    }

    @Test
    @Tag("S6")
    void hint_saysWhyANameIsNoSymbol() {
        assertThat(hint("unexportedVar")).isEqualTo("unexportedVar is not public");
        assertThat(hint("A.unexportedVar")).isEqualTo("unexportedVar is not public");
        assertThat(hint("instance")).isEqualTo("instance is not static");
        assertThat(hint("hidden")).isEqualTo("the type Hidden of hidden is not public");
        assertThat(hint("inner")).isEqualTo("inner is a member of the nested type A.Inner");
        assertThat(hint("B")).isEqualTo("B is a type, only its public static members can be symbols");
        assertThat(hint("elsewhere()")).isEqualTo("elsewhere lives in package acme.sub, which is not the main package");
        assertThat(hint("main")).isEqualTo("main is never a symbol");
        assertThat(hint("init")).isEqualTo("init is not public");
        assertThat(hint("over(long)")).isEqualTo("over is published as over(String,java.util.List), over(int,int)");
        assertThat(hint("Wrong.over")).isEqualTo("over is published as over(String,java.util.List), over(int,int)");
        assertThat(hint("withen")).isEqualTo("did you mean widen");
        assertThat(hint("nothingLikeIt")).isNull();
    }

    @Test
    @Tag("S6")
    void hint_ofSeveralNamesThatAreNear_isTheNearest() {
        assertThat(hint("B.samee")).isEqualTo("did you mean B.same");
        assertThat(hint("al")).isEqualTo("did you mean all");
    }

    @Test
    void lookup_inPluginThatIsNotOpen_namesThoseThatAre() {
        assertThatThrownBy(() -> pinion.lookup("acme.other", "x"))
                .isInstanceOf(PluginException.class)
                .hasMessage("plugin: no plugin acme.other is open, open are acme.symbols");
    }

    @Test
    void function_call_convertsArgumentsAndCollectsVarargs() throws Throwable {
        Function widen = (Function) plugin.lookup("widen");
        assertThat(widen.call(1, 2)).isEqualTo(3L);
        assertThat(widen.type()).isEqualTo(MethodType.methodType(long.class, long.class, Integer.class));
        assertThat((long) widen.handle().invokeExact(1L, (Integer) 2)).isEqualTo(3L);
        Function all = (Function) plugin.lookup("all");
        assertThat(all.call("a")).isEqualTo("a[]");
        assertThat(all.call("a", 1, "b")).isEqualTo("a[1, b]");
        assertThat(all.call("a", new Object[] {1})).isEqualTo("a[1]");
    }

    @Test
    void function_calledWithWrongArguments_isNotCalled() {
        Function over = (Function) plugin.lookup("over(int,int)");
        assertThatThrownBy(() -> over.call(1))
                .isInstanceOf(SymbolTypeException.class)
                .hasMessage("plugin: cannot call int over(int, int) of plugin acme.symbols with (Integer)");
        assertThatThrownBy(() -> over.call(1, null))
                .hasMessage("plugin: cannot call int over(int, int) of plugin acme.symbols with (Integer, null)");
        assertThatThrownBy(() -> over.call("1", 2)).isInstanceOf(SymbolTypeException.class);
        assertThatThrownBy(() -> ((Function) plugin.lookup("sum")).call(1, 2, "3"))
                .hasMessage("plugin: cannot call int sum(int, int...) of plugin acme.symbols with (Integer, Integer,"
                        + " String)");
        assertThatThrownBy(() -> ((Function) plugin.lookup("sum")).call())
                .hasMessage("plugin: cannot call int sum(int, int...) of plugin acme.symbols with ()");
        assertThatThrownBy(() -> ((Function) plugin.lookup("fail")).call()).isExactlyInstanceOf(IOException.class);
    }

    @Test
    @Tag("S5")
    void variable_setAndGet_seesTheField() {
        Variable variable = (Variable) plugin.lookup("ExportedVar");
        assertThat(variable.type()).isEqualTo(int.class);
        assertThat(variable.plugin()).isSameAs(plugin);
        variable.set(7);
        assertThat(variable.get()).isEqualTo(7);
        variable.set((short) 8);
        assertThat((int) variable.handle().get()).isEqualTo(8);
        Variable nothing = (Variable) plugin.lookup("nothing");
        assertThat(nothing.get()).isNull();
        nothing.set("some");
        nothing.set(null);
        assertThat(nothing.get()).isNull();
        assertThatThrownBy(() -> variable.set("text"))
                .isInstanceOf(SymbolTypeException.class)
                .hasMessage("plugin: cannot write int ExportedVar of plugin acme.symbols: String is not int");
        assertThatThrownBy(() -> variable.set(null)).hasMessageEndingWith("null is not int");
    }

    @Test
    @Tag("S4")
    void finalVariable_isReadOnly() {
        Variable constant = (Variable) plugin.lookup("CONSTANT");
        assertThat(constant.constant()).isTrue();
        assertThat(constant.readOnly()).isTrue();
        assertThat(constant.get()).isEqualTo(1);
        Variable other = (Variable) plugin.lookup("FINAL");
        assertThat(other.constant()).isFalse();
        assertThat(other.readOnly()).isTrue();
        assertThat(other.declaration()).isEqualTo("public static final String FINAL");
        assertThatThrownBy(() -> other.set("g"))
                .hasMessage("plugin: cannot write final String FINAL of plugin acme.symbols: it is read-only, the field"
                        + " is final");
    }
}
