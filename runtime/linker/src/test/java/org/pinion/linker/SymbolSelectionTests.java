// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pinion.testing.BundleBuilder;

/** Which members are symbols. */
@Tag("S1")
class SymbolSelectionTests {

    private static BundleBuilder plugin(String className, String text) {
        return BundleBuilder.plugin("acme.add", "acme").source("acme." + className, text);
    }

    @Test
    void member_publicAndStatic_isSymbol() {
        Linkage linkage = Content.link(plugin("Add", """
                public class Add {
                    public static int variable;
                    public static volatile String text;
                    public static void function() {}
                    public static synchronized native int other(int a);
                }
                """));

        assertThat(linkage.mainPackage()).hasValue("acme");
        assertThat(Content.symbols(linkage))
                .containsExactly("Add.function()", "Add.other(int)", "Add.text", "Add.variable");
    }

    @Test
    void member_thatIsNotPublic_isNoSymbol() {
        Linkage linkage = Content.link(plugin("Add", """
                public class Add {
                    private static int a;
                    static int b;
                    protected static int c;
                    private static void d() {}
                    static void e() {}
                    protected static void f() {}
                }
                """));

        assertThat(linkage.symbols()).isEmpty();
    }

    @Test
    void member_ofInstance_isNoSymbol() {
        Linkage linkage = Content.link(plugin("Add", """
                public class Add {
                    public int a;
                    public final int b = 1;
                    public Add() {}
                    public int c() { return a; }
                }
                """));

        assertThat(linkage.symbols()).isEmpty();
    }

    @Test
    void member_ofNestedType_isNoSymbol() {
        Linkage linkage = Content.link(plugin("Add", """
                public class Add {
                    public static class Nested {
                        public static int a;
                        public static class Deeper { public static int b; }
                    }
                    public interface Shape { static int c() { return 1; } }
                    public enum Color { RED }
                    public record Point(int x) { public static int d; }
                    public static Object local() {
                        record Local(int e) { public static int f; }
                        return new Object() { public static int g; };
                    }
                }
                """));

        assertThat(Content.symbols(linkage)).containsExactly("Add.local()");
    }

    @Test
    void member_ofOtherPackage_isNoSymbol() {
        Linkage linkage = Content.link(plugin("Add", "public class Add { public static int a; }")
                .source("acme.sub.Sub", "public class Sub { public static int b; }")
                .source("acmes.Other", "public class Other { public static int c; }")
                .source("other.acme.Add", "public class Add { public static int d; }"));

        assertThat(linkage.symbols())
                .singleElement()
                .extracting(Declaration::type)
                .isEqualTo("acme.Add");
    }

    @Test
    void member_ofPackagePrivateTypeInTheSameFile_isNoSymbol() {
        Linkage linkage = Content.link(plugin("Add", """
                public class Add { public static int a; }
                class Hidden { public static int b; public static void c() {} }
                interface HiddenShape { int D = 1; static void e() {} }
                enum HiddenColor { RED }
                """));

        assertThat(Content.symbols(linkage)).containsExactly("Add.a");
    }

    @Test
    void main_withStringArray_isNoSymbol() {
        Linkage linkage = Content.link(plugin("Add", """
                public class Add { public static void main(String[] arguments) {} }
                """)
                .source("acme.Other", "public class Other { public static void main(String... arguments) {} }"));

        assertThat(linkage.symbols()).isEmpty();
    }

    @Test
    void main_ofOtherShape_isSymbol() {
        Linkage linkage = Content.link(plugin("Add", """
                public class Add {
                    public static String main;
                    public static void main() {}
                    public static int main(int a) { return a; }
                    public static void main(String[] arguments, int more) {}
                    public static void Main(String[] arguments) {}
                }
                """)
                .source("acme.Other", "public class Other { public static int main(String[] a) { return 1; } }"));

        assertThat(Content.symbols(linkage))
                .containsExactly(
                        "Add.Main(String[])",
                        "Add.main",
                        "Add.main()",
                        "Add.main(String[],int)",
                        "Add.main(int)",
                        "Other.main(String[])");
    }

    @Test
    void init_withoutParameters_isNoSymbol() {
        Linkage linkage = Content.link(plugin("Add", """
                public class Add {
                    public static int init;
                    public static void init() {}
                    public static void init(String text) {}
                }
                """));

        assertThat(Content.symbols(linkage)).containsExactly("Add.init", "Add.init(String)");
    }

    @Test
    void member_thatTheCompilerMadeUp_isNoSymbol() {
        Linkage linkage = Content.link(plugin("Add", """
                public class Add implements Comparable<Add> {
                    public static Runnable lambda() { return () -> System.out.println(); }
                    public int compareTo(Add other) { assert other != null; return 0; }
                    public static int choose(Color color) {
                        switch (color) { case RED: return 1; default: return 2; }
                    }
                    private static int secret;
                    class Inner { int read() { return secret; } }
                }
                """).source("acme.Color", "enum Color { RED }"));

        assertThat(Content.symbols(linkage)).containsExactly("Add.choose(acme.Color)", "Add.lambda()");
    }

    @Test
    void member_markedSynthetic_isNoSymbol() {
        Linkage linkage = Content.empty()
                .with("acme/package-info.class", Classes.mainPackage("acme"))
                .with("acme/Made.class", Classes.file("acme/Made", type -> {
                    Classes.method(type, Classes.PUBLIC_STATIC | org.objectweb.asm.Opcodes.ACC_SYNTHETIC, "a");
                    Classes.method(type, Classes.PUBLIC_STATIC | org.objectweb.asm.Opcodes.ACC_BRIDGE, "b");
                    Classes.method(type, Classes.PUBLIC_STATIC, "c");
                }))
                .scan();

        assertThat(Content.symbols(linkage)).containsExactly("Made.b()", "Made.c()");
    }

    @Test
    void memberOfInterface_thatIsStatic_isSymbol() {
        Linkage linkage = Content.link(plugin("Shape", """
                public interface Shape {
                    int SIDES = 4;
                    Object ORIGIN = new Object();
                    static int area() { return hidden(); }
                    private static int hidden() { return 1; }
                    default int sides() { return SIDES; }
                    int corners();
                }
                """));

        assertThat(Content.symbols(linkage)).containsExactly("Shape.ORIGIN", "Shape.SIDES", "Shape.area()");
    }

    @Test
    void memberOfEnum_thatItsAuthorWrote_isSymbol() {
        Linkage linkage = Content.link(plugin("Color", """
                public enum Color {
                    RED, GREEN { @Override int mix() { return 2; } };
                    public static int count;
                    int mix() { return 1; }
                    public static Color valueOf(int code) { return RED; }
                }
                """));

        assertThat(Content.symbols(linkage))
                .containsExactly("Color.GREEN", "Color.RED", "Color.count", "Color.valueOf(int)");
    }

    @Test
    void memberOfRecord_thatIsStatic_isSymbol() {
        Linkage linkage = Content.link(plugin("Point", """
                public record Point(int x, int y) {
                    public static final Point ORIGIN = new Point(0, 0);
                    public static Point at(int x, int y) { return new Point(x, y); }
                }
                """));

        assertThat(Content.symbols(linkage)).containsExactly("Point.ORIGIN", "Point.at(int,int)");
    }

    @Test
    void memberOfAnnotation_thatIsConstant_isSymbol() {
        Linkage linkage =
                Content.link(plugin("Mark", "public @interface Mark { int LIMIT = 3; int value() default 1; }"));

        assertThat(Content.symbols(linkage)).containsExactly("Mark.LIMIT");
    }

    @Test
    void memberInherited_fromPackagePrivateClass_isNoSymbol() {
        Linkage linkage = Content.link(plugin("Add", """
                public class Add extends Base { public static int a; }
                class Base { public static int b; public static void c() {} }
                """));

        assertThat(Content.symbols(linkage)).containsExactly("Add.a");
    }

    @Test
    void library_withPublicStatics_hasNoSymbols() {
        Linkage linkage = Content.link(BundleBuilder.library("acme.lib")
                .source("acme.Add", "public class Add { public static int a; public static void b() {} }"));

        assertThat(linkage.mainPackages()).isEmpty();
        assertThat(linkage.symbols()).isEmpty();
    }
}
