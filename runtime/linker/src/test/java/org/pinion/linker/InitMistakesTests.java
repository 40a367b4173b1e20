// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinion.testing.BundleBuilder;

/** Which methods called init get a warning, as they look like init functions and never run. */
class InitMistakesTests {

    private static List<String> warnings(String text) {
        return BundleBuilder.plugin("acme.add", "acme").source("acme.A", text).warnings();
    }

    @Test
    void init_inNestedType_isWarningWithFileAndLine() {
        assertThat(warnings("""
                public class A {
                    static class Nested {
                        static void init() {}
                    }
                }
                """))
                .containsExactly("acme/A.java:4: pinion: acme.A$Nested: init() never runs, an init function is in a"
                        + " top-level type; move it to one, or call it from the init function of one");
    }

    @Test
    void init_inNestedTypeOfALibrary_isWarning() {
        assertThat(BundleBuilder.library("acme.lib")
                        .source("acme.A", "interface A { record Nested(int x) { private static void init() {} } }")
                        .warnings())
                .singleElement()
                .asString()
                .contains("acme.A$Nested: init() never runs");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "static void init() { Nested.init(); }",
                "static void init() { Sub.init(); }",
                "static void init() { new Thread(Nested::init).start(); }"
            })
    void init_inNestedTypeThatTheBundleCalls_isNoMistake(String call) {
        assertThat(warnings("public class A { static class Nested { static void init() {} }"
                        + " static class Sub extends Nested {} " + call + " }"))
                .isEmpty();
    }

    @Test
    void init_inNestedTypeNextToACallOfAnother_isWarning() {
        assertThat(warnings("""
                public class A {
                    static class Nested { static void init() {} }
                    static class Other { static void init() {} static void init(int a) {} }
                    static void f() { Nested.init(); Other.init(1); }
                }
                """)).singleElement().asString().contains("acme.A$Other: init()");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "public", "private", "final", "synchronized"})
    void init_withoutStaticInATypeWithSymbols_isWarningWithFileAndLine(String modifier) {
        assertThat(warnings("""
                public class A {
                    public static int v;
                    %s void init() {}
                }
                """.formatted(modifier)))
                .containsExactly("acme/A.java:4: pinion: acme.A: void init() never runs, it is not static and nothing"
                        + " calls it; an init function is 'static void init()'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "public class A { void init() {} }",
                "class A { public static int v; void init() {} }",
                "public class A { public static int v; static class Nested { public static int v; void init() {} } }",
                "public class A { public static int v; int init() { return 1; } void init(int a) {} }",
                "public class A { public static A a() { A a = new A(); a.init(); return a; } void init() {} }",
                "public class A { public static Runnable a() { return new A()::init; } void init() {} }",
                "public class A { public static void a() { new B().init(); } void init() {} } class B extends A {}",
                "public class A implements Runnable { public static int v; void init() {} public void run() {} }",
                "public class A extends B { public static int v; void init() {} } class B {}",
                "public abstract class A { public static int v; abstract void init(); }",
                "public interface A { int V = 1; default void init() {} }",
                "public enum A { RED; void init() {} }",
                "public class A { public static int v; @Deprecated void init() {} }"
            })
    void init_withoutStaticThatMayBeMeant_isNoMistake(String text) {
        assertThat(warnings(text)).isEmpty();
    }

    @Test
    void init_inTopLevelType_isNoMistake() {
        assertThat(warnings("public class A { public static int v; static void init() {} }"))
                .isEmpty();
    }
}
