// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.pinion.testing.BundleBuilder;

class LinkerPluginTests {

    @TempDir
    Path folder;

    @Test
    void plugin_withSymbolsAndInits_hasReadableHeaders() throws Exception {
        Path jar = BundleBuilder.plugin("acme.add", "acme")
                .source("acme.Add", """
                        public class Add {
                            public static int ExportedVar = 123;
                            public static final int LIMIT = 7;
                            static void init() { acme.sub.Sub.one(); }
                            public static int ExportedFunc(int a, int b) { return a + b; }
                            @org.pinion.SymbolName("Split")
                            public static java.util.List<String> split(String text, Object... more)
                                    throws java.io.IOException { return null; }
                        }
                        """)
                .source(
                        "acme.sub.Sub",
                        "public class Sub { private static void init() {} public static void one() {} }")
                .buildTo(folder);

        try (JarFile file = new JarFile(jar.toFile())) {
            var headers = file.getManifest().getMainAttributes();
            assertThat(headers.getValue("Pinion-Main-Package")).isEqualTo("acme");
            assertThat(headers.getValue("Pinion-Symbols"))
                    .isEqualTo(
                            "int Add.ExportedFunc(int a, int b); int Add.ExportedVar; const int Add.LIMIT; "
                                    + "java.util.List Add.split(String text, Object... more) throws java.io.IOException as Split");
            assertThat(headers.getValue("Pinion-Init")).isEqualTo("acme.sub: Sub(); acme: Add()");
            assertThat(headers.getValue("Import-Package")).isNull();
            Content.assertSame(Linker.read(BundleContent.of(file)), Linker.scan(BundleContent.of(file)));
        }
    }

    @Test
    void plugin_withoutSymbolsAndInits_saysThatThereIsNothing() {
        Content content = Content.of(BundleBuilder.plugin("acme.add", "acme").build());

        assertThat(content.header("Pinion-Main-Package")).isEqualTo("acme");
        assertThat(content.header("Pinion-Symbols")).isEqualTo("-");
        assertThat(content.header("Pinion-Init")).isEqualTo("-");
    }

    @Test
    void plugin_withoutMainPackage_isError() {
        assertThat(BundleBuilder.unmarked("acme.add")
                        .source("acme.Add", "public class Add { public static int a; }")
                        .errors())
                .singleElement()
                .asString()
                .startsWith("pinion: no main package: put @PluginMain on the package-info.java")
                .contains("'-pinion: library'");
    }

    @Test
    void plugin_withAnnotationOnAClassOnly_hasNoMainPackage() {
        // The compiler refuses the annotation there, another language's might not.
        Linkage linkage = Content.empty()
                .with(
                        "acme/Add.class",
                        Classes.file(
                                "acme/Add",
                                type -> type.visitAnnotation("Lorg/pinion/PluginMain;", false)
                                        .visitEnd()))
                .scan();

        assertThat(linkage.mainPackages()).isEmpty();
    }

    @Test
    void plugin_withTwoMainPackages_isError() {
        BundleBuilder bundle = BundleBuilder.plugin("acme.add", "acme").mainPackage("acme.sub");

        assertThat(bundle.errors())
                .containsExactly("pinion: more than one main package: acme, acme.sub; keep @PluginMain on one of them");
        Linkage linkage = Content.scan(bundle);
        assertThat(linkage.errors())
                .map(Finding::sentence)
                .containsExactly("more than one main package: acme, acme.sub; keep @PluginMain on one of them");
        assertThat(linkage.mainPackage()).isEmpty();
        assertThat(linkage.mainPackages()).containsExactly("acme", "acme.sub");
    }

    @Test
    void library_withInits_hasInitHeaderOnly() {
        Content content = Content.of(BundleBuilder.library("acme.lib")
                .source("acme.Lib", "public class Lib { static void init() {} public static int v; }")
                .build());

        assertThat(content.header("Pinion-Main-Package")).isNull();
        assertThat(content.header("Pinion-Symbols")).isNull();
        assertThat(content.header("Pinion-Init")).isEqualTo("acme: Lib()");
        Content.assertSame(content.read(), content.scan());
    }

    @Test
    void library_withoutInits_hasEmptyInitHeader() {
        Content content = Content.of(BundleBuilder.library("acme.lib")
                .source("acme.Lib", "public class Lib {}")
                .build());

        assertThat(content.header("Pinion-Init")).isEqualTo("-");
        assertThat(LinkHeaders.areIn(content::header)).isTrue();
    }

    @Test
    void library_withMainPackage_isError() {
        assertThat(BundleBuilder.plugin("acme.lib", "acme")
                        .with("-pinion", "library")
                        .errors())
                .containsExactly(
                        "pinion: the package acme has @PluginMain, but '-pinion: library' says that there is no"
                                + " main package");
    }

    @Test
    void instruction_withOtherValue_isError() {
        for (String value : List.of("Library", "libary", "plugin, library", "true")) {
            assertThat(BundleBuilder.plugin("acme.add", "acme")
                            .with("-pinion", value)
                            .errors())
                    .containsExactly("pinion: -pinion: '" + value + "' is neither 'plugin' nor 'library'");
        }
    }

    @Test
    void instruction_withBlanksAround_isUnderstood() {
        assertThat(BundleBuilder.plugin("acme.add", "acme")
                        .with("-pinion", " plugin ")
                        .errors())
                .isEmpty();
    }

    @Test
    void init_withParameters_isWarningWithFileAndLine() {
        assertThat(BundleBuilder.library("acme.lib").source("acme.Lib", """
                        public class Lib {
                            static void init(int a, java.util.Map.Entry<?, ?>[] b) {
                                System.out.println();
                            }
                        }
                        """).warnings())
                .containsExactly("acme/Lib.java:4: pinion: acme.Lib: init(int,java.util.Map.Entry[]) is not an init"
                        + " function, which is 'static void init()'");
    }

    @Test
    void init_withResult_isWarning() {
        assertThat(BundleBuilder.library("acme.lib")
                        .source("acme.Lib", "public class Lib { static int init() { return 1; } }")
                        .warnings())
                .containsExactly("acme/Lib.java:2: pinion: acme.Lib: int init() is not an init function, which is"
                        + " 'static void init()'");
    }

    @Test
    void init_withParametersAndNoDebugInformation_isWarningWithoutPlace() {
        assertThat(BundleBuilder.library("acme.lib")
                        .source("acme.Lib", "public class Lib { static void init(int a) {} }")
                        .javac("-g:none")
                        .warnings())
                .containsExactly("pinion: acme.Lib: init(int) is not an init function, which is 'static void init()'");
    }

    @Test
    @Tag("S2")
    void bareName_thatIsAmbiguous_isWarningWithTheNamesToUse() {
        assertThat(BundleBuilder.plugin("acme.add", "acme")
                        .source("acme.Add", """
                        public class Add {
                            public static void f() {}
                            public static void f(int a) {}
                        }
                        """)
                        .source("acme.Sub", "public class Sub { public static int f; }")
                        .warnings())
                .containsExactly(
                        "acme/Add.java:3: pinion: symbol f is ambiguous, look it up as one of Sub.f, f(), f(int)");
    }

    @Test
    @Tag("S3")
    void explicitName_onInstanceMember_isWarningWithFileAndLine() {
        assertThat(BundleBuilder.plugin("acme.add", "acme")
                        .source("acme.Add", """
                        public class Add {
                            @org.pinion.SymbolName("F") public void f() {}
                        }
                        """)
                        .warnings())
                .containsExactly(
                        "acme/Add.java:3: pinion: acme.Add: @SymbolName on f has no effect, a symbol is a public"
                                + " static member of a public top-level type of the main package");
    }

    @Test
    void embeddedJar_onBundleClassPath_isLinked() {
        Content inner = Content.of(BundleBuilder.bundle("inner")
                .source("inner.Inner", "public class Inner { static void init() {} }")
                .source("acme.More", "public class More { public static int more; }")
                .build());
        BundleBuilder bundle = BundleBuilder.plugin("acme.add", "acme")
                .source("acme.Add", "public class Add { public static int v; }")
                .resource("lib/inner.jar", Content.jar(inner.all()));

        assertThat(Content.symbols(Content.link(bundle))).containsExactly("Add.v");
        bundle.with("Bundle-ClassPath", "., lib/inner.jar");
        Linkage linkage = Content.link(bundle);
        assertThat(Content.symbols(linkage)).containsExactly("Add.v", "More.more");
        assertThat(Content.inits(linkage)).isEqualTo("acme: Add, More; inner: Inner()");
    }

    @Test
    void identifier_withDollar_isNotTakenForAMacro() {
        Linkage linkage = Content.link(BundleBuilder.plugin("acme.add", "acme").source("acme.Add$", """
                        public class Add$ {
                            public static class Nested$ {}
                            static void init() {}
                            public static int f$(int a$, Nested$[] b, Nested$... $) { return 1; }
                            public static int $;
                            public static Nested$[] $$;
                        }
                        """));

        assertThat(linkage.symbols()).hasSize(3);
        assertThat(Content.inits(linkage)).isEqualTo("acme: Add$()");
    }

    @Test
    void header_longerThan64K_isWhole() {
        StringBuilder text = new StringBuilder("public class Add {\n");
        for (int i = 0; i < 2_500; i++) {
            text.append("public static void länge_%04d(String text, int zahl) {}%n".formatted(i));
        }
        Content content = Content.of(BundleBuilder.plugin("acme.add", "acme")
                .source("acme.Add", text.append("}").toString())
                .build());

        assertThat(content.header("Pinion-Symbols")).hasSizeGreaterThan(100_000);
        Content.assertSame(content.read(), content.scan());
    }

    @Test
    void headers_writtenByHand_areReplaced() {
        Content content = Content.of(BundleBuilder.plugin("acme.add", "acme")
                .with("Pinion-Main-Package", "other")
                .with("Pinion-Symbols", "int Other.v")
                .with("Pinion-Init", "other: Other()")
                .build());

        assertThat(LinkHeaders.write(content.read()))
                .isEqualTo(Map.of(
                        "Pinion-Main-Package", "acme",
                        "Pinion-Symbols", "-",
                        "Pinion-Init", "-"));
    }

    @Test
    void snapshots_builtOneAfterTheOther_haveRisingVersions() {
        BundleBuilder bundle = BundleBuilder.plugin("acme.add", "acme")
                .version("1.0.0.SNAPSHOT")
                .with("-snapshot", "${tstamp}");
        List<String> versions = new java.util.ArrayList<>();
        for (int build = 0; build < 3; build++) {
            versions.add(Content.of(bundle.build()).header("Bundle-Version"));
        }
        assertThat(versions)
                .doesNotHaveDuplicates()
                .isSorted()
                .allMatch(version -> version.matches("1\\.0\\.0\\.\\d{17}"));
    }

    @Test
    void snapshot_withAQualifierOfTheAuthor_keepsIt() {
        for (String qualifier : List.of("SNAPSHOT", "nightly", "${tstamp;yyyy}")) {
            String version = Content.of(BundleBuilder.plugin("acme.add", "acme")
                            .version("1.0.0.SNAPSHOT")
                            .with("-snapshot", qualifier)
                            .build())
                    .header("Bundle-Version");
            assertThat(version).matches("1\\.0\\.0\\.(SNAPSHOT|nightly|\\d{4})");
        }
    }

    @Test
    void classes_withoutPackage_areOneErrorThatNamesTheirSources() {
        assertThat(BundleBuilder.plugin("acme.add", "acme")
                        .source(
                                "Util",
                                "public class Util { static class Nested {} Runnable r = new Runnable() { public void run() {} }; }")
                        .source("Tool", "class Tool {}")
                        .source("acme.A", "public class A {}")
                        .errors())
                .containsExactly(
                        "Tool.java:1: pinion: no package statement in Tool.java, Util.java; a bundle cannot have"
                                + " classes without a package, put one at the start of the file");
    }

    @Test
    void void_asAClassOfGroovyNamesIt_isNoClassWithoutPackage() {
        // A class with a trait that has a property.
        ClassWriter bird = new ClassWriter(0);
        bird.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "acme/Bird", null, "java/lang/Object", null);
        MethodVisitor method = bird.visitMethod(Opcodes.ACC_PUBLIC, "setHeight", "()V", null, null);
        method.visitLdcInsn(Type.getObjectType("void"));
        method.visitInsn(Opcodes.POP);
        method.visitInsn(Opcodes.RETURN);
        method.visitMaxs(1, 1);
        assertThat(BundleBuilder.plugin("acme.add", "acme")
                        .resource("acme/Bird.class", bird.toByteArray())
                        .errors())
                .isEmpty();
    }

    @Test
    void module_isNoClassWithoutPackage() {
        ClassWriter module = new ClassWriter(0);
        module.visit(Opcodes.V17, Opcodes.ACC_MODULE, "module-info", null, null, null);
        module.visitModule("acme.add", 0, null).visitEnd();
        assertThat(BundleBuilder.plugin("acme.add", "acme")
                        .resource("module-info.class", module.toByteArray())
                        .errors())
                .isEmpty();
    }

    @Test
    void classes_withPreviewFeatures_areOneWarning() {
        BundleBuilder bundle = BundleBuilder.plugin("acme.add", "acme");
        for (String name : List.of("acme/B", "acme/A")) {
            byte[] file = Classes.file(name, type -> {});
            // The minor version.
            file[4] = (byte) 0xff;
            file[5] = (byte) 0xff;
            bundle.resource(name + ".class", file);
        }
        assertThat(bundle.warnings())
                .containsExactly(
                        "pinion: compiled with preview features of Java 17: acme.A, acme.B; they load on no other"
                                + " Java, and there only if the host is started with --enable-preview; compile without that option");
    }
}
