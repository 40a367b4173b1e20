// SPDX-License-Identifier: Apache-2.0
package org.pinion.wrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pinion.embed.LibraryJar;
import org.pinion.testing.PlainJarBuilder;

/** The bundle that is made of a jar. */
class WrappedJarTests {

    private static final String WORDS = "public class Words { public static String hello() { return \"hello\"; } }";

    private static final String PROCESSOR =
            "osgi.extender;filter:=\"(&(osgi.extender=osgi.serviceloader.processor)(version>=1.0.0)"
                    + "(!(version>=2.0.0)))\";resolution:=optional";

    @TempDir
    private Path folder;

    private Path target;

    @BeforeEach
    void setUp() {
        target = folder.resolve("wrapped");
    }

    private static PlainJarBuilder words() {
        return new PlainJarBuilder().source("acme.words.Words", WORDS);
    }

    private Attributes wrap(PlainJarBuilder jar, String fileName) throws IOException {
        return headers(
                LibraryJar.wrap(jar.buildAs(folder.resolve(fileName)), target).path());
    }

    private static Attributes headers(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest().getMainAttributes();
        }
    }

    private static PlainJarBuilder withPom(PlainJarBuilder jar) {
        return jar.entry(
                "META-INF/maven/com.acme/words/pom.properties", "groupId=com.acme\nartifactId=words\nversion=3.1\n");
    }

    private static PlainJarBuilder withModule(PlainJarBuilder jar) {
        return jar.source("module-info", "module acme.module { exports acme.words; }");
    }

    @Test
    void name_automaticModuleName_comesFirst() throws IOException {
        PlainJarBuilder jar = withPom(words()).header("Automatic-Module-Name", "acme.automatic");

        assertThat(wrap(jar, "a-1.0.jar").getValue("Bundle-SymbolicName")).isEqualTo("acme.automatic");
    }

    @Test
    void name_module_comesBeforePom() throws IOException {
        assertThat(wrap(withModule(withPom(words())), "a-1.0.jar").getValue("Bundle-SymbolicName"))
                .isEqualTo("acme.module");
    }

    @Test
    void name_pom_comesBeforeFile() throws IOException {
        Attributes headers = wrap(withPom(words()), "a-1.0.jar");

        assertThat(headers.getValue("Bundle-SymbolicName")).isEqualTo("com.acme.words");
        assertThat(headers.getValue("Bundle-Version")).isEqualTo("3.1.0");
    }

    @Test
    void name_severalPoms_isThatOfTheFile() throws IOException {
        PlainJarBuilder jar = withPom(words())
                .entry("META-INF/maven/org.b/other/pom.properties", "groupId=org.b\nartifactId=other\nversion=9\n");

        assertThat(wrap(jar, "words-3.1.jar").getValue("Bundle-SymbolicName")).isEqualTo("com.acme.words");
        assertThat(wrap(jar, "all.jar").getValue("Bundle-SymbolicName")).isEqualTo("all");
    }

    @ParameterizedTest
    @CsvSource({
        "words-1.2.jar, words, 1.2.0",
        "words.jar, words, 0.0.0",
        "my words (2)-2.0-rc1.jar, my_words__2_, 2.0.0.rc1",
        "words-api-33.4.8-jre.jar, words-api, 33.4.8.jre",
        "wörds.JAR, w_rds, 0.0.0",
        "..jar, library, 0.0.0"
    })
    void name_nothingElse_isThatOfTheFile(String file, String name, String version) throws IOException {
        Attributes headers = wrap(words(), file);

        assertThat(headers.getValue("Bundle-SymbolicName")).isEqualTo(name);
        assertThat(headers.getValue("Bundle-Version")).isEqualTo(version);
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.3-SNAPSHOT, 1.2.3.SNAPSHOT",
        "1.2.3.Final, 1.2.3.Final",
        "2.0-rc1, 2.0.0.rc1",
        "1.0b3, 1.0.0.b3",
        "33.4.8-jre, 33.4.8.jre",
        "1.2.3.4.5, 1.2.3.4_5",
        "1.0.0+build.5, 1.0.0.build_5",
        "v1.2, 1.2.0",
        "r09, 9.0.0",
        "20240303, 20240303.0.0",
        "9.12.3 f965e93 - 2025-09-24 07:44:31, 9.12.3",
        "4.0.6 - 0dcfdf5, 4.0.6",
        "2.3.1.GA-é, 2.3.1.GA-_",
        "99999999999.1, 7.0.0",
        "1.99999999999, 1.0.0.99999999999",
        "${project.version}, 7.0.0",
        "unknown, 7.0.0"
    })
    void version_implementationVersion_becomesOneOfOsgi(String text, String version) throws IOException {
        assertThat(wrap(words().header("Implementation-Version", text), "words-7.jar")
                        .getValue("Bundle-Version"))
                .isEqualTo(version);
    }

    @Test
    void packages_all_areExportedWithTheVersion() throws IOException {
        PlainJarBuilder jar = words().source("acme.words.internal.Secret", "public class Secret {}")
                .source("acme.words.use.User", "public class User extends acme.words.Words { }")
                .entry("templates/page.html", "<p>")
                .entry("BOOT-INF/classes/acme/boot/A.class", new byte[] {1, 2, 3});

        assertThat(wrap(jar, "words-1.2.jar").getValue("Export-Package"))
                .isEqualTo("acme.words;version=\"1.2.0\",acme.words.internal;version=\"1.2.0\","
                        + "acme.words.use;version=\"1.2.0\";uses:=\"acme.words\"");
    }

    @Test
    void packages_ofTheJdk_areImportedInsteadOfExported() throws IOException {
        PlainJarBuilder jar = words().entry("javax/xml/parsers/SAXParser.class", classFile(61))
                .entry("java/util/Odd.class", classFile(61));

        Attributes headers = wrap(jar, "words-1.2.jar");

        assertThat(headers.getValue("Export-Package")).isEqualTo("acme.words;version=\"1.2.0\"");
        assertThat(headers.getValue("Import-Package")).isEqualTo("javax.xml.parsers;resolution:=optional");
    }

    @Test
    void imports_all_areOptional() throws IOException {
        Path other = new PlainJarBuilder()
                .source("acme.other.Other", "public class Other {}")
                .buildAs(folder.resolve("o.jar"));
        PlainJarBuilder jar = new PlainJarBuilder()
                .classPath(other)
                .source(
                        "acme.words.Words",
                        "public class Words { acme.other.Other other; javax.xml.parsers.SAXParser parser;"
                                + " java.util.List<String> list; }");

        assertThat(wrap(jar, "words-1.2.jar").getValue("Import-Package"))
                .isEqualTo("acme.other;resolution:=optional,javax.xml.parsers;resolution:=optional");
    }

    @Test
    void imports_ofVersionedClasses_areThereToo() throws IOException {
        PlainJarBuilder jar =
                words().versioned(17, "acme.words.Words", "public class Words { javax.xml.parsers.SAXParser parser; }");

        Attributes headers = wrap(jar, "words-1.2.jar");

        assertThat(headers.getValue("Import-Package")).isEqualTo("javax.xml.parsers;resolution:=optional");
        assertThat(headers.getValue("Export-Package")).isEqualTo("acme.words;version=\"1.2.0\"");
        assertThat(headers.getValue("Multi-Release")).isEqualTo("true");
    }

    @Test
    void services_ofItsOwn_areDeclared() throws IOException {
        PlainJarBuilder jar = words().entry("META-INF/services/java.lang.Runnable", "# nobody\nacme.words.Words # me\n")
                .entry("META-INF/services/java.lang.Comparable", "# nobody\n")
                .entry("META-INF/services/not a name", "acme.words.Words\n");

        Attributes headers = wrap(jar, "words-1.2.jar");

        assertThat(headers.getValue("Provide-Capability"))
                .isEqualTo("osgi.serviceloader;osgi.serviceloader=\"java.lang.Runnable\"");
        assertThat(headers.getValue("Require-Capability"))
                .isEqualTo("osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=17))\","
                        + "osgi.extender;filter:=\"(&(osgi.extender=osgi.serviceloader.registrar)(version>=1.0.0)"
                        + "(!(version>=2.0.0)))\";resolution:=optional");
    }

    @ParameterizedTest
    @CsvSource({
        "java.util.ServiceLoader.load(Runnable.class), true",
        "java.util.stream.Stream.<java.util.ServiceLoader.Provider<?>>of().map(p -> p.get()), true",
        "new Object(), false"
    })
    void serviceLoader_usedByAClass_isAskedFor(String use, boolean asked) throws IOException {
        PlainJarBuilder jar = words().source("acme.words.Use", "public class Use { Object use = " + use + "; }");

        assertThat(wrap(jar, "words-1.2.jar").getValue("Require-Capability").contains(PROCESSOR))
                .isEqualTo(asked);
    }

    @Test
    void serviceLoader_usedForANewerJava_isAskedFor() throws IOException {
        PlainJarBuilder jar = words().versioned(
                        17,
                        "acme.words.Use",
                        "class Use { Object use = java.util.ServiceLoader.load(Runnable.class); }");

        assertThat(wrap(jar, "words-1.2.jar").getValue("Require-Capability")).contains(PROCESSOR);
    }

    @Test
    void java_ofADamagedClass_doesNotCount() throws IOException {
        byte[] damaged = classFile(61);
        damaged[6] = 0x6e;
        byte[] old = classFile(44);
        PlainJarBuilder jar = words().entry("acme/words/Damaged.class", damaged).entry("acme/old/Old.class", old);

        Attributes headers = wrap(jar, "a-1.0.jar");

        assertThat(headers.getValue("Require-Capability"))
                .isEqualTo("osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=17))\"");
        assertThat(headers.getValue("Export-Package")).isEqualTo("acme.words;version=\"1.0.0\"");
    }

    @ParameterizedTest
    @CsvSource({"46, 1.2", "52, 1.8", "53, 9", "61, 17", "69, 25", "71, 27"})
    void java_newestClass_isRequired(int major, String version) throws IOException {
        PlainJarBuilder jar = new PlainJarBuilder()
                .entry("acme/a/A.class", classFile(46))
                .entry("acme/a/B.class", classFile(major))
                .entry("META-INF/versions/99/acme/a/A.class", classFile(80))
                .entry("module-info.class", classFile(80))
                .header("Multi-Release", "true");

        assertThat(wrap(jar, "a-1.0.jar").getValue("Require-Capability"))
                .isEqualTo("osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=" + version + "))\"");
    }

    @Test
    void headers_ofSomeOtherTool_areReplaced() throws IOException {
        PlainJarBuilder jar = words().header("Export-Package", "acme.odd")
                .header("Import-Package", "nobody.has.it")
                .header("Require-Bundle", "nobody")
                .header("Bundle-Activator", "acme.None")
                .header("Bundle-Name", "Words")
                .header("Bundle-Version", "4.5.6")
                .header("Class-Path", "other.jar")
                .header("Implementation-Title", "words")
                .header("Bundle-SymbolicName", "acme.old; singleton:=true");

        Attributes headers = wrap(jar, "words-1.2.jar");

        assertThat(headers.getValue("Export-Package")).isEqualTo("acme.words;version=\"4.5.6\"");
        assertThat(headers.getValue("Bundle-SymbolicName")).isEqualTo("acme.old");
        assertThat(headers.getValue("Bundle-Name")).isEqualTo("Words");
        assertThat(headers.getValue("Implementation-Title")).isEqualTo("words");
        assertThat(headers)
                .doesNotContainKeys(
                        new Attributes.Name("Import-Package"),
                        new Attributes.Name("Require-Bundle"),
                        new Attributes.Name("Bundle-Activator"),
                        new Attributes.Name("Class-Path"));
    }

    @Test
    void classFiles_bad_areLeftAsTheyAre() throws IOException {
        byte[] cut = java.util.Arrays.copyOf(classFile(61), 12);
        PlainJarBuilder jar = words().entry("acme/words/Text.class", "no class at all")
                .entry("acme/words/Cut.class", cut)
                .entry("acme/words/Empty.class", new byte[0])
                .entry("acme/elsewhere/Other.class", classFile(61))
                .entry("Default.class", classFile(61));

        Attributes headers = wrap(jar, "words-1.2.jar");

        assertThat(headers.getValue("Export-Package"))
                .isEqualTo("acme.elsewhere;version=\"1.2.0\",acme.words;version=\"1.2.0\"");
        try (JarFile bundle = new JarFile(target.toFile())) {
            assertThat(bundle.getInputStream(bundle.getEntry("acme/words/Cut.class")))
                    .hasBinaryContent(cut);
        }
    }

    @Test
    void bytes_sameJar_areTheSame() throws IOException {
        Path jar = withPom(words())
                .entry("META-INF/services/java.lang.Runnable", "acme.words.Words\n")
                .buildAs(folder.resolve("words.jar"));

        byte[] first = Files.readAllBytes(LibraryJar.wrap(jar, target).path());

        assertThat(LibraryJar.wrap(jar, folder.resolve("again.jar")).path()).hasBinaryContent(first);
    }

    /** A class named X without members, as far as a class file must say it. */
    private static byte[] classFile(int major) {
        var writer = new org.objectweb.asm.ClassWriter(0);
        writer.visit(
                org.objectweb.asm.Opcodes.V1_2,
                org.objectweb.asm.Opcodes.ACC_PUBLIC,
                "X",
                null,
                "java/lang/Object",
                null);
        byte[] bytes = writer.toByteArray();
        bytes[7] = (byte) major;
        return bytes;
    }
}
