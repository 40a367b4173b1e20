// SPDX-License-Identifier: Apache-2.0
package org.pinion.linkcheck;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.pinion.linkcheck.Break.Effect;

/** What a break says. */
class BreakTests {

    private static final String USED = ", used by c.M.use line 2: ";

    private static Change change(String before, String after, String use) {
        return change(before, after, "", use);
    }

    /** The code of the plugin is on line 2, and that of its other classes on line 1. */
    private static Change change(String before, String after, String plugin, String use) {
        Change change = Change.of(
                before,
                after,
                plugin + "\npublic class M { public static void use() throws Throwable { " + use + " } }");
        assertThat(change.agree()).as(change.toString()).isTrue();
        return change;
    }

    private static String text(String before, String after, String use) {
        return change(before, after, use).text();
    }

    @Test
    void method_ofOtherParameters_isShownAsItIs() {
        assertThat(text(
                        "public class L { public static void m(int i) { } }",
                        "public class L { public static void m(long l) { } protected static int m(String[] s) { return 0; } }",
                        "L.m(1);"))
                .isEqualTo("ERROR NoSuchMethodError: void l.L.m(int)" + USED
                        + "class l.L has public static void m(long), protected static int m(String[])");
    }

    @Test
    void method_ofManyKinds_isShownFourTimes() {
        assertThat(text(
                        "public class L { public static void m() { } }",
                        "public class L { void m(int i) { } void m(long i) { } void m(char i) { } void m(byte i) { } "
                                + "void m(short i) { } void m(float i) { } }",
                        "L.m();"))
                .endsWith("class l.L has void m(int), void m(long), void m(char), void m(byte), and 2 more");
    }

    @Test
    void method_ofASuperclass_isShownWithIt() {
        assertThat(text(
                        "public class L { public void m() { } }",
                        "class K { public void m(int i) { } } public class L extends K { }",
                        "new L().m();"))
                .endsWith("class l.L has public void m(int) of l.K");
    }

    @Test
    void constructor_ofOtherParameters_isShownAsItIs() {
        assertThat(text("public class L { }", "public class L { public L(int i) { } }", "new L();"))
                .isEqualTo("ERROR NoSuchMethodError: new l.L()" + USED + "class l.L has public L(int)");
    }

    @Test
    void field_thatIsGone_isNamed() {
        assertThat(text("public class L { public static String f; }", "public class L { }", "L.f = null;"))
                .isEqualTo("ERROR NoSuchFieldError: String l.L.f" + USED + "class l.L has no field f");
    }

    @Test
    void member_thatIsNotForOthers_isShownAsItIs() {
        assertThat(text(
                        "public interface L { static void m() { } }",
                        "public interface L { private static void m() { } }",
                        "L.m();"))
                .isEqualTo(
                        "ERROR IllegalAccessError: void l.L.m()" + USED + "interface l.L has private static void m()");
    }

    @Test
    void type_thatBecameAnother_isNamed() {
        assertThat(text("public class L { }", "class L { }", "Object o = L.class;"))
                .isEqualTo("ERROR IllegalAccessError: class l.L" + USED + "class l.L is not public");
        assertThat(text("public class L { }", "public abstract class L { }", "new L();"))
                .isEqualTo("ERROR InstantiationError: class l.L, of which it makes objects" + USED
                        + "class l.L is abstract");
        assertThat(text("public interface L { void m(); }", "public class L { }", "L l = () -> { };"))
                .isEqualTo("ERROR BootstrapMethodError: interface l.L, of which it makes a lambda" + USED
                        + "class l.L is no interface");
    }

    @Test
    void switchOfAnEnum_isToldBothWays() {
        String before = "public enum L { A, B }";
        assertThat(text(before, "public enum L { B }", "switch (L.B) { case A: break; default: }"))
                .isEqualTo("OTHER_MEANING : l.L, in a switch" + USED
                        + "enum l.L has no constant A: this case is never chosen");
        assertThat(text(
                        before,
                        "public enum L { A, B, C, D }",
                        "String s = switch (L.B) { case A -> \"\"; case B -> \"\"; };"))
                .isEqualTo("OTHER_MEANING : l.L, in a switch" + USED
                        + "enum l.L also has C, D: the switch throws if it meets one of them");
    }

    @Test
    void definition_ofAClass_saysWhatItExtends() {
        Change change = change("public class L { }", "public final class L { }", "class P extends L { }", "new P();");

        assertThat(change.text())
                .isEqualTo("ERROR IncompatibleClassChangeError: c.P extends l.L, used by c.P: class l.L is final");
    }

    @Test
    void override_ofAFinalMethod_isShown() {
        Change change = change(
                "public class L { public void m(int i) { } }",
                "public class L { public final void m(int i) { } }",
                "class P extends L { public void m(int i) { } }",
                "new P();");

        assertThat(change.text())
                .isEqualTo("ERROR IncompatibleClassChangeError: void c.P.m(int), used by c.P: "
                        + "class l.L has public final void m(int)");
    }

    @Test
    void abstractMethod_thatIsNotImplemented_isShown() {
        Change change = change(
                "public interface L { }", "public interface L { void m(); }", "class P implements L { }", "new P();");

        assertThat(change.text())
                .isEqualTo("ERROR_IF_CALLED AbstractMethodError: c.P, used by c.P: "
                        + "interface l.L has public abstract void m()");
    }

    @Test
    void parts_ofABreak_areThoseOfItsText() {
        Break found = change("public class L { public static int f; }", "public class L { }", "L.f = 1;")
                .breaks()
                .get(0);

        assertThat(found.effect()).isEqualTo(Effect.ERROR);
        assertThat(found.error()).isEqualTo("NoSuchFieldError");
        assertThat(found.needed()).isEqualTo("int l.L.f");
        assertThat(found.user()).isEqualTo("c.M.use");
        assertThat(found.line()).isEqualTo(2);
        assertThat(found.found()).isEqualTo("class l.L has no field f");
        assertThat(found.type()).isEqualTo("l.L");
        assertThat(found.provider()).isNotNull();
        assertThat(found.provider().origin()).isEqualTo("library");
    }

    @Test
    void classThatIsGone_hasNoProvider() {
        Break found = change("public class L { }", "class K { }", "Object o = L.class;")
                .breaks()
                .get(0);

        assertThat(found.provider()).isNull();
        assertThat(found.type()).isEqualTo("l.L");
        assertThat(found.found()).isEqualTo("there is no class l.L");
    }
}
