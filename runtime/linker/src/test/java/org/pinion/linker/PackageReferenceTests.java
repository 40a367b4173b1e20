// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pinion.testing.BundleBuilder;

/** What counts as a reference from one package of a bundle to another one. */
@Tag("I3")
class PackageReferenceTests {

    private static final String INIT = " static void init() {} ";

    /** {@code a.A} has the given body; by name alone it comes before {@code z.Z}. */
    private static String order(String text) {
        return Content.inits(Content.link(BundleBuilder.library("acme.lib")
                .source("a.A", text)
                .source("z.Z", """
                        public class Z {
                            public static final int CONSTANT = 1;
                            public static int variable;
                            public static void call() {}
                            static void init() {}
                        }
                        """)
                .source("z.Plain", "public class Plain {}")
                .source("z.Shape", "public interface Shape { default void draw() {} }")
                .source("z.Mark", "public @interface Mark { Class<?> value() default Object.class; }")
                .source("z.Oops", "public class Oops extends Error { private static final long serialVersionUID = 1; }")
                .source("z.Color", "public enum Color { RED }")));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "static call         | static void f() { z.Z.call(); }",
                "static field        | static int f() { return z.Z.variable; }",
                "inlined constant    | static int f() { return z.Z.CONSTANT; }",
                "new object          | static Object f() { return new z.Plain(); }",
                "field               | z.Plain field;",
                "array field         | static z.Plain[][] field;",
                "result              | z.Plain f() { return null; }",
                "parameter           | void f(int a, z.Plain[] b) {}",
                "native parameter    | native void f(z.Plain a);",
                "class literal       | static Object f() { return z.Plain.class; }",
                "array class literal | static Object f() { return z.Plain[].class; }",
                "cast                | static Object f(Object a) { return (z.Plain) a; }",
                "instanceof          | static boolean f(Object a) { return a instanceof z.Plain; }",
                "new array           | static Object f() { return new z.Plain[1]; }",
                "thrown              | void f() throws z.Oops {}",
                "caught              | void f() { try { hashCode(); } catch (z.Oops e) { hashCode(); } }",
                "lambda              | static Runnable f() { return () -> z.Z.call(); }",
                "method reference    | static Runnable f() { return z.Z::call; }",
                "lambda parameter    | static Object f() { return (java.util.function.Function<z.Plain, String>) a -> null; }",
                "generic call        | static int f(java.util.List<z.Plain> a) { for (z.Plain b : a) return 1; return 0; }",
                "nested class        | static class Nested extends z.Plain {}",
                "anonymous class     | static Object f() { return new z.Shape() {}; }",
                "switch on enum      | static int f(z.Color c) { switch (c) { case RED: return 1; default: return 2; } }",
                "record component    | record Pair(z.Plain a) {}",
                "static initializer  | static { z.Z.call(); }",
            })
    void reference_by(String how, String member) {
        assertThat(order("public class A {" + INIT + member + "}")).isEqualTo("z: Z(); a: A()");
    }

    @Test
    void reference_bySuperclass_counts() {
        assertThat(order("public class A extends z.Plain {" + INIT + "}")).isEqualTo("z: Z(); a: A()");
    }

    @Test
    void reference_byInterface_counts() {
        assertThat(order("public class A implements z.Shape {" + INIT + "}")).isEqualTo("z: Z(); a: A()");
    }

    @Test
    void reference_byOtherClassOfThePackage_counts() {
        assertThat(order("public class A {" + INIT + "} class B { z.Plain field; }"))
                .isEqualTo("z: Z(); a: A()");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "no reference      | int field;",
                "generic argument  | java.util.List<z.Plain> field;",
                "annotation        | @z.Mark(z.Plain.class) int field;",
                "name in a text    | static String f() { return \"z.Plain\"; }",
            })
    void noReference_by(String how, String member) {
        assertThat(order("public class A {" + INIT + member + "}")).isEqualTo("a: A(); z: Z()");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "result of a call        | static void f() { b.B.make(); }",
                "parameter of a call     | static void f() { b.B.take(null); }",
                "type of a field         | static Object f() { return b.B.field; }",
                "type made by a lambda   | static Object f() { return (b.Maker<z.Z>) b.B::more; }",
            })
    void reference_bySignatureInAThirdPackage_counts(String how, String member) {
        // Were b in the same bundle, its own reference would order z before a; here the class file alone counts.
        byte[] file = Content.of(BundleBuilder.bundle("acme.lib")
                        .source("a.A", "public class A {" + INIT + member + "}")
                        .source("b.B", """
                                public class B {
                                    public static z.Z field;
                                    public static z.Z make() { return null; }
                                    public static void take(z.Z a) {}
                                    public static More more() { return null; }
                                }
                                """)
                        .source("b.More", "public class More extends z.Z {}")
                        .source("b.Maker", "public interface Maker<T> { T make(); }")
                        .source("z.Z", "public class Z {}")
                        .build())
                .bytes("a/A.class");

        assertThat(ClassFacts.read(file).references().packages()).contains("b", "z");
    }

    @Test
    void package_withoutInits_passesReferencesOn() {
        Linkage linkage = Content.link(BundleBuilder.library("acme.lib")
                .source("a.A", "public class A { static void init() { m.M.go(); } }")
                .source("m.M", "public class M { public static void go() { z.Z.go(); } }")
                .source("z.Z", "public class Z { static void init() {} public static void go() {} }"));

        assertThat(Content.inits(linkage)).isEqualTo("z: Z(); a: A()");
    }

    @Test
    void circle_ofPackages_isOneUnit() {
        Linkage linkage = Content.link(BundleBuilder.library("acme.lib")
                .source("a.A", "public class A { static void init() {} z.Z field; }")
                .source("b.B", "public class B { static void init() {} }")
                .source("y.Y", "public class Y { static void init() {} public z.Z field; }")
                .source("z.Z", "public class Z { static void init() {} y.Y field; b.B other; }"));

        assertThat(Content.inits(linkage)).isEqualTo("b: B(); y: Y(); z: Z(); a: A()");
    }

    @Test
    void mainPackage_thatIsReferredTo_comesFirst() {
        Linkage linkage = Content.link(BundleBuilder.plugin("acme.add", "main")
                .source("main.Main", "public class Main { public static int v; static void init() {} }")
                .source(
                        "alpha.Alpha",
                        "public class Alpha { static int f() { return main.Main.v; } static void init() {} }"));

        assertThat(Content.inits(linkage)).isEqualTo("main: Main(); alpha: Alpha()");
    }
}
