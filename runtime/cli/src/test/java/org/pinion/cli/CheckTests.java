// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.pinion.testing.BundleBuilder;
import org.pinion.testing.PlainJarBuilder;

/** Plugins held against versions of what they use, for people. */
class CheckTests {

    @TempDir
    Path folder;

    private CheckJars jars;

    @BeforeEach
    void build() {
        jars = new CheckJars(folder);
    }

    @Test
    void plugins_againstTwoVersions_areATableAndWhatBreaks() {
        Path shout = jars.shout();
        jars.square();

        Cli cli = Cli.run("check", jars.plugins, "--against", jars.changed, jars.old);

        assertThat(cli.out()).isEqualTo("""
                        PLUGIN             acme.api 1.0.0  acme.api 1.1.0
                        acme.shout 1.0.0   works           breaks (1)
                        acme.square 1.0.0  works           works

                        acme.shout 1.0.0 (%s) breaks with acme.api 1.1.0
                          acme.api 1.1.0 (%s)
                            NoSuchMethodError in acme.shout.Shout.shout, line 4
                              needed: String acme.api.Text.upper(String)
                              found:  class acme.api.Text has public static CharSequence upper(String)

                        notes on acme.square 1.0.0 with acme.api 1.1.0
                          acme.api 1.1.0 (%s)
                            AbstractMethodError in acme.square.Square (only if it is called)
                              needed: acme.square.Square
                              found:  interface acme.api.Shape has public abstract int corners()
                        """.formatted(shout, jars.changed, jars.changed));
        assertThat(cli.err()).isEmpty();
        assertThat(cli.exit()).isEqualTo(1);
    }

    @Test
    void plugins_thatWork_areATableAlone() {
        jars.shout();
        jars.square();

        assertThat(Cli.run("check", jars.plugins, "--against", jars.old)).isEqualTo(new Cli("""
                        PLUGIN             acme.api 1.0.0
                        acme.shout 1.0.0   works
                        acme.square 1.0.0  works
                        """, "", 0));
    }

    @Test
    void version_outsideOfTheImportedRange_breaks() {
        Path shout = jars.shout();
        Path next = CheckJars.api(
                        "2.0.0",
                        "public class Text { public static String upper(String t) { return t; }"
                                + " public static String lower(String t) { return t; } }")
                .buildTo(folder);

        assertThat(Cli.run("check", shout, "--against", next)).isEqualTo(new Cli("""
                        PLUGIN            acme.api 2.0.0
                        acme.shout 1.0.0  breaks (1)

                        acme.shout 1.0.0 (%s) breaks with acme.api 2.0.0
                          acme.api 2.0.0 (%s)
                            imports acme.api [1.0,2), this is 2.0.0
                        """.formatted(shout, next), "", 1));
    }

    @Test
    void requiredBundle_ofAnotherVersion_breaks() {
        Path plugin = BundleBuilder.plugin("acme.needs", "acme.needs")
                .with("Require-Bundle", "acme.api;bundle-version=\"[2,3)\",acme.other")
                .source("acme.needs.Needs", "public class Needs {}")
                .buildTo(folder);

        assertThat(Cli.run("check", plugin, "--against", jars.old).out())
                .contains("    requires bundle acme.api [2,3), this is 1.0.0\n");
    }

    @Test
    void package_thatOneVersionHas_isMissingInTheOther() {
        Path old = BundleBuilder.bundle("acme.lib")
                .with("Export-Package", "acme.lib;version=1.0.0,acme.gone;version=1.0.0")
                .source("acme.lib.Lib", "public class Lib {}")
                .source("acme.gone.Gone", "public class Gone {}")
                .buildTo(folder);
        Path next = BundleBuilder.bundle("acme.lib")
                .version("1.1.0")
                .with("Export-Package", "acme.lib;version=1.1.0")
                .source("acme.lib.Lib", "public class Lib {}")
                .buildTo(folder);
        Path plugin = BundleBuilder.plugin("acme.user", "acme.user")
                .classPath(old)
                .source(
                        "acme.user.User",
                        "public class User { public static Object o() { return new acme.gone.Gone(); } }")
                .buildTo(folder);

        assertThat(Cli.run("check", plugin, "--against", old, next)).isEqualTo(new Cli("""
                        PLUGIN           acme.lib 1.0.0  acme.lib 1.1.0
                        acme.user 1.0.0  works           breaks (2)

                        acme.user 1.0.0 (%s) breaks with acme.lib 1.1.0
                          acme.lib 1.1.0
                            imports acme.gone [1.0,2), which this does not have
                            NoClassDefFoundError in acme.user.User.o, line 2
                              needed: class acme.gone.Gone, of which it makes objects
                              found:  there is no class acme.gone.Gone
                        """.formatted(plugin), "", 1));
    }

    @Test
    void library_thatIsNoBundle_hasTheVersionOfItsFileName() {
        Path shout = jars.shout();
        Path plain = new PlainJarBuilder()
                .source("acme.api.Text", "public class Text { public static String upper(String t) { return t; } }")
                .buildAs(folder.resolve("text-api-2.1-rc1.jar"));

        assertThat(Cli.run("check", shout, "--against", plain)).isEqualTo(new Cli("""
                        PLUGIN            text-api 2.1-rc1
                        acme.shout 1.0.0  breaks (2)

                        acme.shout 1.0.0 (%s) breaks with text-api 2.1-rc1
                          text-api 2.1-rc1 (%s)
                            imports acme.api [1.0,2), this is 2.1.0.rc1
                            NoSuchMethodError in acme.shout.Shout.whisper, line 7
                              needed: String acme.api.Text.lower(String)
                              found:  class acme.api.Text has no method lower
                        """.formatted(shout, plain), "", 1));
    }

    @Test
    void hostThatAnnotatesItsPackage_hasThatVersion() {
        ClassWriter info = new ClassWriter(0);
        int flags = Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT | Opcodes.ACC_SYNTHETIC;
        info.visit(Opcodes.V17, flags, "acme/api/package-info", null, "java/lang/Object", null);
        info.visitAnnotation("Lorg/osgi/annotation/versioning/Version;", false).visit("value", "3.1.0");
        Path plain = new PlainJarBuilder()
                .source("acme.api.Text", "public class Text {}")
                .entry("acme/api/package-info.class", info.toByteArray())
                .buildAs(folder.resolve("host-1.5.jar"));

        assertThat(Cli.run("check", jars.shout(), "--against", plain).out())
                .contains("    imports acme.api [1.0,2), this is 3.1.0\n");
    }

    @Test
    void packages_thatNoLibraryHas_areToldAndNotJudged() {
        Path shout = jars.shout();
        Path other = BundleBuilder.bundle("acme.other")
                .source("acme.other.O", "public class O {}")
                .buildTo(folder);

        assertThat(Cli.run("check", shout, "--against", other)).isEqualTo(new Cli("""
                        PLUGIN            acme.other 1.0.0
                        acme.shout 1.0.0  works

                        not looked at, as no library has them: acme.api
                        """, "", 0));
    }

    @Test
    void libraryThatNeedsAnother_isNotJudgedWithoutIt() {
        Path base = BundleBuilder.bundle("acme.base")
                .with("Export-Package", "acme.base;version=1.0.0")
                .source("acme.base.Base", "public class Base { public static void run() {} }")
                .buildTo(folder);
        Path middle = BundleBuilder.bundle("acme.middle")
                .with("Export-Package", "acme.middle;version=1.0.0")
                .classPath(base)
                .source("acme.middle.Middle", "public class Middle extends acme.base.Base {}")
                .buildTo(folder);
        Path plugin = BundleBuilder.plugin("acme.top", "acme.top")
                .classPath(base, middle)
                .source("acme.top.Top", "public class Top { void run() { acme.middle.Middle.run(); } }")
                .buildTo(folder);

        assertThat(Cli.run("check", plugin, "--against", middle)).isEqualTo(new Cli("""
                        PLUGIN          acme.middle 1.0.0
                        acme.top 1.0.0  works

                        not looked at, as no library has them: acme.base
                        """, "", 0));
    }

    @Test
    void manyBreaks_areNotAllShown() {
        StringBuilder calls = new StringBuilder();
        StringBuilder methods = new StringBuilder();
        for (int i = 10; i < 60; i++) {
            methods.append("public static void m").append(i).append("() {}\n");
            calls.append("acme.api.Text.m").append(i).append("();\n");
        }
        Path old =
                CheckJars.api("1.0.0", "public class Text { " + methods + "}").buildAs(folder.resolve("old.jar"));
        Path plugin = BundleBuilder.plugin("acme.many", "acme.many")
                .classPath(old)
                .source("acme.many.Many", "public class Many { public static void run() {\n" + calls + "} }")
                .buildTo(folder);

        String text = Cli.run("check", plugin, "--against", jars.changed).out();

        assertThat(text)
                .contains("breaks (50)\n")
                .contains("void acme.api.Text.m49()")
                .doesNotContain("m50()");
        assertThat(text).endsWith("\n\n... and 10 more breaks; --json shows all\n");
        assertThat(Cli.run("check", plugin, "--json", "--against", jars.changed).out())
                .contains("void acme.api.Text.m59()");
    }

    @Test
    void versions_areColumnsInTheirOrder() {
        Path ten = new PlainJarBuilder()
                .source("acme.lib.Lib", "public class Lib {}")
                .buildAs(folder.resolve("lib-1.10.jar"));
        Path nine = new PlainJarBuilder()
                .source("acme.lib.Lib", "public class Lib {}")
                .buildAs(folder.resolve("lib-1.9.jar"));

        assertThat(Cli.run("check", jars.shout(), "--against", ten, nine).out())
                .startsWith("PLUGIN            lib 1.9  lib 1.10\n");
    }

    @Test
    void optionalImport_ofAnotherVersion_isNoBreak() {
        Path plugin = BundleBuilder.plugin("acme.maybe", "acme.maybe")
                .classPath(jars.old)
                .with("Import-Package", "acme.api;version=\"[3,4)\";resolution:=optional,*")
                .source("acme.maybe.Maybe", "public class Maybe { void run() { acme.api.Text.rare(); } }")
                .buildTo(folder);

        assertThat(Cli.run("check", plugin, "--against", jars.old).exit()).isZero();
    }
}
