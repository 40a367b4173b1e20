// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pinion.testing.BundleBuilder;

/** By which names symbols are found. */
class SymbolNameTests {

    private static final String NO_EFFECT =
            " has no effect, a symbol is a public static member of a public top-level type of the main package";

    private static SymbolTable table(BundleBuilder plugin) {
        return new SymbolTable(Content.link(plugin).symbols());
    }

    private static BundleBuilder plugin(String className, String text) {
        return BundleBuilder.plugin("acme.add", "acme").source("acme." + className, text);
    }

    private static List<String> found(SymbolTable table, String name) {
        return table.find(name).stream()
                .map(symbol -> symbol.qualifiedName() + symbol.signature())
                .toList();
    }

    @Test
    @Tag("S2")
    void function_thatIsUnique_hasFourNames() {
        SymbolTable table =
                table(plugin("Add", "public class Add { public static int f(int a, int b) { return 1; } }"));

        assertThat(table.names()).containsOnlyKeys("f", "Add.f", "f(int,int)", "Add.f(int,int)");
        assertThat(found(table, "f")).containsExactly("Add.f(int,int)");
        assertThat(table.nameOf(table.find("f").get(0))).isEqualTo("f");
    }

    @Test
    @Tag("S2")
    void variable_thatIsUnique_hasTwoNames() {
        SymbolTable table = table(plugin("Add", "public class Add { public static int v; }"));

        assertThat(table.names()).containsOnlyKeys("v", "Add.v");
    }

    @Test
    @Tag("S2")
    void name_inOtherCase_findsNothing() {
        SymbolTable table = table(plugin("Add", "public class Add { public static int f(int a) { return a; } }"));

        for (String name : List.of("F", "add.f", "acme.Add.f", "f()", "f( int)", "f(Int)", "Add", "", " f")) {
            assertThat(table.find(name)).as(name).isEmpty();
        }
    }

    @Test
    @Tag("S2")
    void bareName_inTwoTypes_findsBoth() {
        SymbolTable table = table(plugin("Add", "public class Add { public static void f(int a) {} }")
                .source("acme.Sub", "public class Sub { public static void f(int a) {} }"));

        assertThat(found(table, "f")).containsExactlyInAnyOrder("Add.f(int)", "Sub.f(int)");
        assertThat(found(table, "f(int)")).hasSize(2);
        assertThat(found(table, "Sub.f")).containsExactly("Sub.f(int)");
        assertThat(table.declarations()).extracting(table::nameOf).containsExactly("Add.f", "Sub.f");
    }

    @Test
    @Tag("S2")
    void overloads_inOneType_areToldApartBySignature() {
        SymbolTable table = table(plugin("Add", """
                public class Add {
                    public static void f() {}
                    public static void f(int a) {}
                    public static void f(Integer a) {}
                }
                """));

        assertThat(table.find("f")).hasSize(3);
        assertThat(table.find("Add.f")).hasSize(3);
        assertThat(found(table, "f()")).containsExactly("Add.f()");
        assertThat(found(table, "f(int)")).containsExactly("Add.f(int)");
        assertThat(found(table, "Add.f(Integer)")).containsExactly("Add.f(Integer)");
        assertThat(table.declarations()).extracting(table::nameOf).containsExactly("f()", "f(Integer)", "f(int)");
    }

    @Test
    @Tag("S2")
    void signature_ofEveryKindOfType_isWrittenAsInSource() {
        Linkage linkage = Content.link(plugin("Add", """
                public class Add {
                    public static class Nested { public static class Deeper {} }
                    public static void primitives(boolean a, byte b, char c, short d, int e, long f, float g, double h) {}
                    public static void arrays(int[] a, String[][] b, java.util.List<?>[] c) {}
                    public static void varargs(int a, int[]... b) {}
                    public static void nested(Nested a, Nested.Deeper[] b, java.util.Map.Entry<String, Nested> c) {}
                    public static void lang(String a, Thread.State b, java.lang.invoke.MethodHandle c) {}
                    public static void own(Add a, acme.sub.Other b) {}
                }
                """).source("acme.sub.Other", "public class Other {}"));

        assertThat(Content.symbols(linkage))
                .containsExactly(
                        "Add.arrays(int[],String[][],java.util.List[])",
                        "Add.lang(String,Thread.State,java.lang.invoke.MethodHandle)",
                        "Add.nested(acme.Add.Nested,acme.Add.Nested.Deeper[],java.util.Map.Entry)",
                        "Add.own(acme.Add,acme.sub.Other)",
                        "Add.primitives(boolean,byte,char,short,int,long,float,double)",
                        "Add.varargs(int,int[]...)");
    }

    @Test
    @Tag("S2")
    void signature_withTypeOfTheSameSimpleNameAsInJavaLang_isQualified() {
        Linkage linkage = Content.link(plugin("Add", """
                public class Add { public static void f(acme.String a, java.lang.String b) {} }
                """).source("acme.String", "public class String {}"));

        assertThat(Content.symbols(linkage)).containsExactly("Add.f(acme.String,String)");
    }

    @Test
    @Tag("S2")
    void variable_besideFunctionOfItsName_leavesTheFunctionItsSignature() {
        SymbolTable table = table(plugin("Add", "public class Add { public static int x; public static void x() {} }"));

        assertThat(table.find("x")).hasSize(2);
        assertThat(table.find("Add.x")).hasSize(2);
        assertThat(found(table, "x()")).containsExactly("Add.x()");
    }

    @Test
    @Tag("S2")
    void identifier_outsideAscii_isFound() {
        SymbolTable table = table(plugin("Größe", """
                public class Größe { public static void länge(int straße) {} public static int 長さ; public static int 𝒳; }
                """));

        assertThat(found(table, "länge")).containsExactly("Größe.länge(int)");
        assertThat(found(table, "Größe.長さ")).containsExactly("Größe.長さ");
        assertThat(found(table, "𝒳")).containsExactly("Größe.𝒳");
    }

    @Test
    @Tag("S3")
    void explicitName_ofMember_replacesTheBareName() {
        SymbolTable table = table(plugin("Add", """
                public class Add {
                    @org.pinion.SymbolName("Sum") public static int add(int a) { return a; }
                    @org.pinion.SymbolName("Limit") public static int limit;
                }
                """));

        assertThat(table.names()).containsOnlyKeys("Sum", "Sum(int)", "Add.add", "Add.add(int)", "Limit", "Add.limit");
    }

    @Test
    @Tag("S3")
    void explicitName_onOverloads_tellsThemApart() {
        SymbolTable table = table(plugin("Add", """
                public class Add {
                    @org.pinion.SymbolName("AddInt") public static void add(int a) {}
                    @org.pinion.SymbolName("AddLong") public static void add(long a) {}
                    public static void add(double a) {}
                }
                """));

        assertThat(found(table, "add")).containsExactly("Add.add(double)");
        assertThat(table.find("Add.add")).hasSize(3);
        assertThat(table.declarations()).extracting(table::nameOf).containsExactly("AddInt", "AddLong", "add");
    }

    @Test
    @Tag("S3")
    void explicitName_givenTwice_isErrorInScan() {
        Linkage linkage = Content.scan(plugin("Add", """
                public class Add { @org.pinion.SymbolName("N") public static int a; }
                """).source("acme.Sub", """
                public class Sub { @org.pinion.SymbolName("N") public static void b(int c) {} }
                """));

        assertThat(linkage.errors())
                .map(Finding::sentence)
                .containsExactly("@SymbolName(\"N\") is on Add.a and on Sub.b(int); give one of them another name");
    }

    @Test
    @Tag("S3")
    void explicitName_givenTwice_isBuildErrorWithFileAndLine() {
        List<String> errors = plugin("Add", """
                public class Add {
                    @org.pinion.SymbolName("N") public static void a() {}

                    @org.pinion.SymbolName("N") public static void b() {}
                }
                """).errors();

        assertThat(errors)
                .containsExactly("acme/Add.java:5: pinion: @SymbolName(\"N\") is on Add.a() and on Add.b();"
                        + " give one of them another name");
    }

    @Test
    @Tag("S3")
    void explicitName_thatIsNoIdentifier_isError() {
        for (String name : List.of("", "a b", "Add.f", "1a", "f()", "a;b")) {
            Linkage linkage = Content.scan(plugin(
                    "Add", "public class Add { @org.pinion.SymbolName(\"" + name + "\") public static void f() {} }"));

            assertThat(linkage.errors())
                    .map(Finding::sentence)
                    .containsExactly("@SymbolName(\"" + name
                            + "\") on Add.f() is not a Java identifier; write a name such as Add");
        }
    }

    @Test
    @Tag("S3")
    void explicitName_onMemberThatIsNoSymbol_isWarning() {
        Linkage linkage = Content.link(plugin("Add", """
                public class Add {
                    @org.pinion.SymbolName("A") public int a;
                    @org.pinion.SymbolName("B") public void b() {}
                    public static class Nested { @org.pinion.SymbolName("C") void c() {} }
                    @org.pinion.SymbolName("D") private static void d() {}
                    @org.pinion.SymbolName("E") public static void init() {}
                }
                """));

        assertThat(linkage.symbols()).isEmpty();
        assertThat(linkage.findings())
                .extracting(Finding::text)
                .containsExactlyInAnyOrder(
                        "acme.Add: @SymbolName on a" + NO_EFFECT,
                        "acme.Add: @SymbolName on b" + NO_EFFECT,
                        "acme.Add$Nested: @SymbolName on c" + NO_EFFECT,
                        "acme.Add: @SymbolName on d" + NO_EFFECT,
                        "acme.Add: @SymbolName on init" + NO_EFFECT);
        assertThat(linkage.findings()).extracting(Finding::severity).containsOnly(Finding.Severity.WARNING);
    }

    @Test
    @Tag("S3")
    void explicitName_equalToAnotherBareName_makesItAmbiguous() {
        Linkage linkage = Content.link(plugin("Add", """
                public class Add {
                    @org.pinion.SymbolName("b") public static void a() {}
                    public static int b;
                }
                """));

        assertThat(new SymbolTable(linkage.symbols()).find("b")).hasSize(2);
        assertThat(linkage.findings())
                .extracting(Finding::text)
                .containsExactly("symbol b is ambiguous, look it up as one of Add.a, Add.b");
    }

    @Test
    @Tag("S2")
    void variable_withAFunctionOfItsNameInItsType_isWarning() {
        Linkage linkage = Content.link(plugin("Add", """
                public class Add {
                    public static int a;
                    public static int a() { return a; }
                }
                """));

        assertThat(linkage.findings())
                .extracting(Finding::text)
                .containsExactly(
                        "symbol a is ambiguous, look it up as one of a()",
                        "variable Add.a cannot be looked up, a function of its type has the same name; give one of them a"
                                + " @SymbolName");
    }

    /** Only an object of Scala has its static members in the class beside it. */
    @Test
    void explicitName_onAnInstanceMember_hasNoEffect_evenIfAnotherTypeHasTheSymbol() {
        Linkage linkage = Content.link(plugin("Add", """
                public class Add {
                    @org.pinion.SymbolName("Sum")
                    public int f() { return 1; }
                }
                """).source("acme.Other", """
                        public class Other {
                            @org.pinion.SymbolName("Sum")
                            public static int f() { return 2; }
                        }
                        """));

        assertThat(linkage.findings())
                .extracting(Finding::text)
                .containsExactly("acme.Add: @SymbolName on f" + NO_EFFECT);
    }
}
