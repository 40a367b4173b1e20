// SPDX-License-Identifier: Apache-2.0
package org.pinion.linkcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A class that the plugin has too, although the library has it: two classes of one name. */
class TwoLoadersTests {

    private static final String X = "package l; public class X { }";

    private static final String LIBRARY = """
            package l;
            public class L {
                public static X made = new X();
                public static void take(X x) { }
                public static X give() { return new X(); }
                public void over(X x) { }
                public static void other(Object o) { }
            }
            """;

    private static Change change(String use, String more) {
        Map<String, byte[]> library = Compiler.compile(17, Map.of(), X, LIBRARY);
        Map<String, byte[]> plugin = new HashMap<>(Compiler.compile(17, Map.of(), X));
        plugin.putAll(Compiler.compile(
                17,
                library,
                "package c; import l.*; " + more
                        + " public class M { public static void use() { new X(); L.other(null); " + use + " } }"));
        return new Change("c.M", plugin, new TestBundle("library", library));
    }

    private static void assertAgreed(Change change, String expected) {
        assertThat(change.check()).as(change.toString()).isEqualTo(expected);
        assertThat(change.agree()).as(change.toString()).isTrue();
    }

    @Test
    void method_withATypeOfBoth_fails() {
        assertAgreed(change("L.take(null);", ""), "LinkageError");
        assertAgreed(change("L.give();", ""), "LinkageError");
        assertAgreed(change("L.other(null);", ""), "ok");
    }

    @Test
    void field_ofATypeOfBoth_fails() {
        assertAgreed(change("Object o = L.made;", ""), "LinkageError");
    }

    @Test
    void override_withATypeOfBoth_fails() {
        assertAgreed(change("new P();", "class P extends L { public void over(X x) { } }"), "LinkageError");
        assertAgreed(change("new P();", "class P extends L { public void own(X x) { } }"), "ok");
    }

    @Test
    void text_namesBothBundles() {
        assertThat(change("L.take(null);", "").text())
                .isEqualTo("ERROR LinkageError: void l.L.take(l.X), used by c.M.use line 1: "
                        + "its l.X is that of library, not that of plugin");
    }
}
