// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pinion.testing.BundleBuilder;

/** What is said of a symbol: constant or final, its erased types, its parameters and exceptions. */
class SymbolKindTests {

    private static SymbolTable table(String text) {
        return new SymbolTable(
                Content.link(BundleBuilder.plugin("acme.add", "acme").source("acme.Add", text))
                        .symbols());
    }

    private static Declaration only(SymbolTable table, String name) {
        assertThat(table.find(name)).as(name).hasSize(1);
        return table.find(name).get(0);
    }

    @Test
    @Tag("S4")
    void field_withConstantValue_isConstant() {
        SymbolTable table = table("""
                public class Add {
                    public static final int A = 7;
                    public static final String B = "b" + A;
                    public static final boolean C = false;
                    public static final char D = 'd';
                    public static final double E = 1.0 / 3;
                    public static final long F = 0L;
                }
                """);

        assertThat(table.declarations())
                .hasSize(6)
                .allMatch(Declaration::isFinal)
                .allMatch(Declaration::constant);
    }

    @Test
    @Tag("S4")
    void field_finalWithComputedValue_isFinalButNotConstant() {
        SymbolTable table = table("""
                public class Add {
                    public static final Integer A = 7;
                    public static final String B = null;
                    public static final int C = Integer.parseInt("3");
                    public static final int D;
                    public static final int[] E = {1};
                    static { D = 4; }
                }
                """);

        assertThat(table.declarations())
                .hasSize(5)
                .allMatch(Declaration::isFinal)
                .noneMatch(Declaration::constant);
    }

    @Test
    @Tag("S4")
    void field_notFinal_isWritable() {
        SymbolTable table = table("public class Add { public static int a = 7; public static String b = \"b\"; }");

        assertThat(table.declarations())
                .hasSize(2)
                .noneMatch(Declaration::isFinal)
                .noneMatch(Declaration::constant);
    }

    @Test
    @Tag("S4")
    void field_notFinalWithConstantInItsClassFile_isNoConstant() {
        // The JVM assigns the value, but nobody has copied it.
        Linkage linkage = Content.empty()
                .with("acme/package-info.class", Classes.mainPackage("acme"))
                .with(
                        "acme/Add.class",
                        Classes.file(
                                "acme/Add",
                                type -> type.visitField(Classes.PUBLIC_STATIC, "a", "I", null, 7)
                                        .visitEnd()))
                .scan();

        assertThat(linkage.symbols()).singleElement().matches(symbol -> !symbol.constant() && !symbol.isFinal());
    }

    @Test
    @Tag("S4")
    void function_declaredFinal_isNotFinalVariable() {
        SymbolTable table = table("public class Add { public static final void f() {} }");

        assertThat(only(table, "f").isFinal()).isFalse();
        assertThat(only(table, "f").isFunction()).isTrue();
    }

    @Test
    @Tag("S9")
    void function_thatIsGeneric_isErased() {
        SymbolTable table = table("""
                import java.util.*;
                public class Add {
                    public static <T> T identity(T a) { return a; }
                    public static <T extends Comparable<T>> T max(List<? extends T> a, T[] b) { return null; }
                    public static <N extends Number & Runnable> Map<String, N> map(Set<N> a) { return null; }
                    public static List<String> names = List.of();
                }
                """);

        assertThat(only(table, "identity(Object)").declaration()).isEqualTo("public static Object identity(Object a)");
        assertThat(only(table, "max(java.util.List,Comparable[])").declaration())
                .isEqualTo("public static Comparable max(java.util.List a, Comparable[] b)");
        assertThat(only(table, "map").declaration()).isEqualTo("public static java.util.Map map(java.util.Set a)");
        assertThat(only(table, "names").declaration()).isEqualTo("public static java.util.List names");
    }

    @Test
    @Tag("S9")
    void function_withVarargs_isShownWithDots() {
        SymbolTable table = table("""
                public class Add {
                    public static void a(int... b) {}
                    @SafeVarargs public static <T> void c(String d, T... e) {}
                    public static void f(int[] g) {}
                }
                """);

        assertThat(only(table, "a(int...)").declaration()).isEqualTo("public static void a(int... b)");
        assertThat(only(table, "c(String,Object...)").declaration())
                .isEqualTo("public static void c(String d, Object... e)");
        assertThat(only(table, "f(int[])").varargs()).isFalse();
        assertThat(only(table, "a").varargs()).isTrue();
    }

    @Test
    @Tag("S9")
    void function_withGenericException_throwsItsBound() {
        SymbolTable table = table("""
                public class Add {
                    public static class Oops extends Exception { private static final long serialVersionUID = 1; }
                    public static <X extends java.io.IOException> void f() throws X, Oops, InterruptedException {}
                }
                """);

        assertThat(only(table, "f").exceptions())
                .containsExactly("java.io.IOException", "acme.Add$Oops", "java.lang.InterruptedException");
        assertThat(only(table, "f").declaration())
                .isEqualTo("public static void f() throws java.io.IOException, acme.Add.Oops, InterruptedException");
    }

    @Test
    void parameters_ofWideTypes_keepTheirNames() {
        SymbolTable table = table("""
                public class Add {
                    public static long f(long a, int b, double c, Object d) {
                        long e = a + b;
                        for (int i = 0; i < 3; i++) { int inner = i; e += inner; }
                        return e;
                    }
                }
                """);

        assertThat(only(table, "f").parameterNames()).containsExactly("a", "b", "c", "d");
    }

    @Test
    void parameters_ofNativeFunction_haveNoNames() {
        SymbolTable table = table("public class Add { public static native long f(long a, int b); }");

        assertThat(only(table, "f").parameterNames()).isEmpty();
        assertThat(only(table, "f").declaration()).isEqualTo("public static long f(long, int)");
    }

    @Test
    void parameters_compiledWithoutDebugInformation_haveNoNames() {
        Linkage linkage = Content.link(BundleBuilder.plugin("acme.add", "acme")
                .source("acme.Add", "public class Add { public static int f(int a, String... b) { return a; } }")
                .javac("-g:none"));

        assertThat(linkage.symbols().get(0).declaration()).isEqualTo("public static int f(int, String...)");
    }

    @Test
    void parameters_compiledWithParametersOption_haveNames() {
        Linkage linkage = Content.link(BundleBuilder.plugin("acme.add", "acme")
                .source("acme.Add", """
                        public interface Add {
                            static int f(final int a, long b, String... c) { return a; }
                        }
                        """)
                .source("acme.Color", "public enum Color { RED }")
                .javac("-g:none", "-parameters"));

        assertThat(new SymbolTable(linkage.symbols()).find("f").get(0).parameterNames())
                .containsExactly("a", "b", "c");
    }
}
