// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.pinion.testing.BundleBuilder;
import org.pinion.testing.PlainJarBuilder;

/** What libraries and plugins are like that are held against each other, and files that are none. */
class CheckLibrariesTests {

    @TempDir
    Path folder;

    private CheckJars jars;

    @BeforeEach
    void build() {
        jars = new CheckJars(folder);
    }

    @Test
    void librariesOfOtherNames_areThereTogether() {
        Path shape = BundleBuilder.bundle("acme.shapes")
                .with("Export-Package", "acme.shapes;version=1.0.0")
                .classPath(jars.old)
                .source("acme.shapes.Round", "public class Round extends acme.api.Text {}")
                .buildTo(folder);
        Path plugin = BundleBuilder.plugin("acme.round", "acme.round")
                .classPath(jars.old, shape)
                .source("acme.round.Round", """
                        public class Round {
                            public static void run() { acme.shapes.Round.rare(); }
                        }
                        """)
                .buildTo(folder);

        assertThat(Cli.run("check", plugin, "--against", shape, jars.old)).isEqualTo(new Cli("""
                        PLUGIN            2 libraries
                        acme.round 1.0.0  works
                        """, "", 0));
        assertThat(Cli.run("check", plugin, "--against", shape, jars.old, jars.changed))
                .isEqualTo(new Cli("""
                        PLUGIN            acme.api 1.0.0  acme.api 1.1.0
                        acme.round 1.0.0  works           breaks (1)

                        acme.round 1.0.0 (%s) breaks with acme.api 1.1.0
                          acme.shapes 1.0.0 (%s)
                            NoSuchMethodError in acme.round.Round.run, line 3
                              needed: void acme.shapes.Round.rare()
                              found:  class acme.shapes.Round has no method rare
                        """.formatted(plugin, shape), "", 1));
    }

    @Test
    void twoFilesOfOneVersion_areTwoColumns() throws IOException {
        Path copy = Files.copy(jars.old, folder.resolve("copy.jar"));

        assertThat(Cli.run("check", jars.shout(), "--against", jars.old, copy).out())
                .startsWith("PLUGIN            acme.api 1.0.0 (" + jars.old + ")  acme.api 1.0.0 (" + copy + ")\n");
    }

    @Test
    void nestedJar_ofABundle_isLookedInto() throws IOException {
        Path inner = new PlainJarBuilder()
                .source(
                        "acme.api.Text",
                        "public class Text { public static String upper(String t) { return t; }"
                                + " public static String lower(String t) { return t; } }")
                .buildAs(folder.resolve("inner.jar"));
        Path outer = BundleBuilder.bundle("acme.outer")
                .with("Bundle-ClassPath", ".,lib/inner.jar")
                .with("-exportcontents", "acme.api;version=1.0.0")
                .resource("lib/inner.jar", Files.readAllBytes(inner))
                .buildTo(folder);

        assertThat(Cli.run("check", jars.shout(), "--against", outer))
                .isEqualTo(new Cli("PLUGIN            acme.outer 1.0.0\nacme.shout 1.0.0  works\n", "", 0));
    }

    @Test
    void classOfAnotherRelease_isTheOneThatThisJavaLoads() {
        String good = "public class Text { public static String upper(String t) { return t; }"
                + " public static String lower(String t) { return t; } }";
        Path shout = jars.shout();

        Path newer = new PlainJarBuilder()
                .source("acme.api.Text", "public class Text {}")
                .versioned(17, "acme.api.Text", good)
                .buildAs(folder.resolve("newer.jar"));
        Path tooNew = new PlainJarBuilder()
                .source("acme.api.Text", "public class Text {}")
                .versioned(99, "acme.api.Text", good)
                .buildAs(folder.resolve("too-new.jar"));

        assertThat(Cli.run("check", shout, "--against", newer).exit()).isZero();
        assertThat(Cli.run("check", shout, "--against", tooNew).out()).contains("breaks (2)");
    }

    @Test
    void packedCode_thatBreaks_isANoteOnly() {
        Path plugin = BundleBuilder.plugin("acme.packing", "acme.packing")
                .classPath(jars.old)
                .source("acme.packing.Packing", "public class Packing {}")
                .source("org.other.Used", "public class Used { void run() { acme.api.Text.rare(); } }")
                .buildTo(folder);

        assertThat(Cli.run("check", plugin, "--against", jars.changed))
                .isEqualTo(new Cli("""
                        PLUGIN              acme.api 1.1.0
                        acme.packing 1.0.0  works

                        notes on acme.packing 1.0.0 with acme.api 1.1.0
                          acme.api 1.1.0 (%s)
                            NoSuchMethodError in org.other.Used.run, line 2 (in packed code)
                              needed: void acme.api.Text.rare()
                              found:  class acme.api.Text has no method rare
                        """.formatted(jars.changed), "", 0));
    }

    @Test
    void pluginOfAnOlderLinker_isReadFromItsClasses() {
        Path plugin = BundleBuilder.bundle("acme.elder")
                .classPath(jars.old)
                .source("acme.elder.Elder", "public class Elder { void run() { acme.api.Text.rare(); } }")
                .buildTo(folder);

        assertThat(Cli.run("check", plugin, "--against", jars.changed).out())
                .contains("    NoSuchMethodError in acme.elder.Elder.run, line 2\n");
    }

    @Test
    void memberThatThisJavaDoesNotHave_breaks() {
        ClassWriter type = new ClassWriter(0);
        type.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "acme/future/Future", null, "java/lang/Object", null);
        MethodVisitor method = type.visitMethod(Opcodes.ACC_STATIC, "run", "()V", null, null);
        method.visitCode();
        method.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Math", "guess", "()V", false);
        method.visitInsn(Opcodes.RETURN);
        method.visitMaxs(0, 0);
        Path plugin = BundleBuilder.plugin("acme.future", "acme.future")
                .source("acme.future.Other", "public class Other {}")
                .resource("acme/future/Future.class", type.toByteArray())
                .buildTo(folder);

        Cli cli = Cli.run("check", plugin, "--against", jars.old);

        assertThat(cli.out())
                .contains("  Java " + Runtime.version().feature() + " (" + System.getProperty("java.home")
                        + ")\n    NoSuchMethodError in acme.future.Future.run\n      needed: void Math.guess()\n");
        assertThat(cli.exit()).isEqualTo(1);
    }

    @Test
    void filesThatAreNoPlugins_areToldAndTheOthersChecked() throws IOException {
        Path missing = folder.resolve("missing.jar");
        Path text = Files.writeString(folder.resolve("text.jar"), "no jar");
        Path empty = Files.createFile(folder.resolve("empty.jar"));
        Path shout = jars.shout();

        Cli cli = Cli.run("check", missing, text, empty, shout, "--against", jars.old);

        assertThat(cli.err()).isEqualTo("""
                        pinion: %s: no such file
                        pinion: %s: is not a jar file, or a damaged one: zip END header not found
                        pinion: %s: is not a jar file: it is empty
                        """.formatted(missing, text, empty));
        assertThat(cli.out()).isEqualTo("PLUGIN            acme.api 1.0.0\nacme.shout 1.0.0  works\n");
        assertThat(cli.exit()).isEqualTo(1);
    }

    @Test
    void damagedClasses_areTold() {
        byte[] damaged = Arrays.copyOf(new byte[] {(byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe, 0, 0, 0, 61}, 9);
        Path plugin = new PlainJarBuilder().entry("acme/bad/Bad.class", damaged).buildAs(folder.resolve("bad.jar"));
        Path library =
                new PlainJarBuilder().entry("acme/api/Text.class", damaged).buildAs(folder.resolve("library.jar"));

        assertThat(Cli.run("check", plugin, "--against", jars.old)).isEqualTo(new Cli("", """
                        pinion: %s: class acme.bad.Bad is damaged, or made for a newer Java
                        """.formatted(plugin), 1));
        assertThat(Cli.run("check", jars.shout(), "--against", library))
                .isEqualTo(new Cli("", """
                        pinion: %s: class acme.api.Text is damaged, or made for a newer Java
                        """.formatted(library), 1));
    }

    @Test
    void damagedNestedJar_isTold() {
        Path plugin = BundleBuilder.bundle("acme.nest")
                .with("Bundle-ClassPath", ".,lib/bad.jar")
                .resource("lib/bad.jar", "no jar")
                .buildTo(folder);

        Cli cli = Cli.run("check", plugin, "--against", jars.old);

        assertThat(cli.err()).startsWith("pinion: " + plugin + ": cannot read lib/bad.jar: ");
        assertThat(cli.err().lines()).hasSize(1);
        assertThat(cli.exit()).isEqualTo(1);
    }

    @Test
    void emptyFolder_isTold() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("none"));

        assertThat(Cli.run("check", empty, "--against", jars.old))
                .isEqualTo(new Cli("", "pinion: folder " + empty + " has no jars\n", 1));
    }

    @Test
    void versionsOfManyLibraries_areTooManyCombinations() {
        List<Object> words = new ArrayList<>(List.of("check", jars.shout(), "--against"));
        for (int library = 0; library < 7; library++) {
            for (int version = 1; version <= 2; version++) {
                words.add(new PlainJarBuilder()
                        .entry("a" + library, "")
                        .buildAs(folder.resolve("lib" + library + "x-" + version + ".jar")));
            }
        }

        assertThat(Cli.run(words.toArray())).isEqualTo(new Cli("", """
                        pinion: the versions of the libraries make more than 64 combinations
                          fix:    check against fewer libraries at a time
                        """, 1));
    }
}
