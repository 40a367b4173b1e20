// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinion.testing.BundleBuilder;

/** Which types of a package are initialised, and in which order. */
@Tag("I4")
class InitTypesTests {

    private static String plugin(String className, String text) {
        return Content.inits(
                Content.link(BundleBuilder.plugin("acme.add", "acme").source("acme." + className, text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"private", "", "protected", "public", "final", "synchronized", "strictfp"})
    void init_ofAnyVisibility_counts(String modifier) {
        assertThat(plugin(
                        "A",
                        "@SuppressWarnings(\"strictfp\") public class A { " + modifier + " static void init() {} }"))
                .isEqualTo("acme: A()");
    }

    @Test
    void init_inInterfaceEnumRecordOrAnnotatedType_counts() {
        Linkage linkage = Content.link(BundleBuilder.plugin("acme.add", "acme")
                .source("acme.Shape", "public interface Shape { static void init() {} }")
                .source("acme.Inner", "interface Inner { private static void init() {} }")
                .source("acme.Color", "public enum Color { ; static void init() {} }")
                .source("acme.Point", "public record Point(int x) { static void init() {} }")
                .source("acme.Base", "abstract class Base { static void init() {} }"));

        assertThat(Content.inits(linkage)).isEqualTo("acme: Base(), Color(), Inner(), Point(), Shape()");
    }

    @Test
    void init_inPackagePrivateClassOfTheSameFile_counts() {
        assertThat(plugin("A", "public class A {} class Hidden { static void init() {} }"))
                .isEqualTo("acme: Hidden()");
    }

    @Test
    void init_inNestedClass_doesNotCount() {
        Linkage linkage = Content.link(BundleBuilder.library("acme.lib").source("acme.A", """
                public class A {
                    static class Nested { static void init() {} static void init(int a) {} }
                    interface Shape { static void init() {} }
                    enum Color { RED; static void init() {} }
                    record Point(int x) { static void init() {} }
                    static void f() {
                        class Local { static void init() {} }
                        new Object() { static void init() {} };
                    }
                }
                """));

        assertThat(linkage.inits()).isEmpty();
        assertThat(linkage.errors()).isEmpty();
    }

    @Test
    void init_ofOtherShape_doesNotCount() {
        Linkage linkage = Content.link(BundleBuilder.library("acme.lib")
                .source("acme.A", "public class A { static void init(int a) {} static int init() { return 1; } }")
                .source("acme.B", "public class B { void init() {} static int init; static void Init() {} }"));

        assertThat(linkage.inits()).isEmpty();
    }

    @Test
    void types_ofOnePackage_areOrderedByBinaryName() {
        Linkage linkage = Content.link(BundleBuilder.library("acme.lib")
                .source("acme.b", "public class b { static void init() {} }")
                .source("acme.Ab", "public class Ab { static void init() {} }")
                .source("acme.A", "public class A { static void init() {} }")
                .source("acme.A$1", "public class A$1 { static void init() {} }")
                .source("acme.Ä", "public class Ä { static void init() {} }"));

        assertThat(Content.inits(linkage)).isEqualTo("acme: A(), A$1(), Ab(), b(), Ä()");
    }

    @Test
    void type_withSymbolButNoInit_isInitialisedWithoutCall() {
        Linkage linkage = Content.link(BundleBuilder.plugin("acme.add", "acme")
                .source("acme.C", "public class C { public static int v; }")
                .source("acme.B", "public class B { static void init() {} }")
                .source("acme.A", "public class A { public static void f() {} static void init() {} }")
                .source("acme.D", "public class D { static int hidden; }"));

        assertThat(Content.inits(linkage)).isEqualTo("acme: A(), B(), C");
    }

    @Test
    void type_withPublicStaticsOutsideMainPackage_isNotInitialised() {
        Linkage linkage = Content.link(BundleBuilder.plugin("acme.add", "acme")
                .source("acme.sub.Sub", "public class Sub { public static int v; }"));

        assertThat(linkage.inits()).isEmpty();
    }
}
