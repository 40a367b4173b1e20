// SPDX-License-Identifier: Apache-2.0
package org.pinion.wrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.pinion.Plugin;
import org.pinion.PluginException;
import org.pinion.PluginException.Reason;
import org.pinion.embed.LibraryJar;
import org.pinion.embed.Pinion;
import org.pinion.testing.BundleBuilder;
import org.pinion.testing.PlainJarBuilder;
import org.pinion.testing.Signing;

/** Jars that are no bundles, added as libraries. */
class PlainLibraryTests {

    private static final String WORDS = """
            public class Words {
                public static String hello() { return "hello"; }
                public static String resource() throws java.io.IOException {
                    try (var in = Words.class.getResourceAsStream("words.txt")) {
                        return new String(in.readAllBytes());
                    }
                }
                static void init() { throw new IllegalStateException("my own business"); }
            }
            """;

    @TempDir
    private Path folder;

    private Pinion pinion;

    @BeforeEach
    void start() {
        pinion = Pinion.start();
    }

    @AfterEach
    void close() {
        pinion.close();
    }

    private static PlainJarBuilder words() {
        return new PlainJarBuilder().source("acme.words.Words", WORDS).entry("acme/words/words.txt", "text");
    }

    private Path wordsJar() {
        return words().buildAs(folder.resolve("words-1.2.jar"));
    }

    /** Builds a plugin against the wrapped jar, so that it imports a range of versions. */
    private Path user(Path jar) {
        return user(jar, "acme.user", "acme.words.Words.hello()");
    }

    private Path user(Path jar, String name, String expression) {
        Path bundle = LibraryJar.wrap(jar, folder.resolve("bundle.jar")).path();
        return BundleBuilder.plugin(name, name)
                .classPath(jar.getFileName().toString().startsWith("signed") ? jar : bundle)
                .source(
                        name + ".User",
                        "public class User { public static String use() throws Exception { return " + expression
                                + "; } }")
                .buildTo(folder);
    }

    private static String use(Plugin plugin) {
        return (String) plugin.lookup("use").as(Supplier.class).get();
    }

    @Test
    void plainJar_added_isUsedByPlugin() {
        Path jar = wordsJar();

        Bundle library = pinion.addLibrary(jar);

        assertThat(library.getSymbolicName()).isEqualTo("words");
        assertThat(library.getVersion()).hasToString("1.2.0");
        assertThat(library.getLocation()).isEqualTo(jar.toUri().toString());
        Plugin plugin = pinion.open(user(jar));
        assertThat(plugin.bundle().getHeaders().get("Import-Package")).contains("acme.words;version=\"[1.2,2)\"");
        assertThat(use(plugin)).isEqualTo("hello");
    }

    @Test
    void plainJar_addedAgain_isTheSameBundle() throws IOException {
        Path jar = wordsJar();
        Bundle library = pinion.addLibrary(jar);

        assertThat(pinion.addLibrary(jar)).isSameAs(library);

        words().entry("more.txt", "more").buildAs(jar);
        assertThatThrownBy(() -> pinion.addLibrary(jar))
                .isInstanceOfSatisfying(
                        PluginException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CHANGED));
    }

    @Test
    void plainJar_removedAfterItWasAdded_goesOn() throws IOException {
        Path jar = wordsJar();
        Path user = user(jar, "acme.user", "acme.words.Words.resource()");
        pinion.addLibrary(jar);
        Files.delete(jar);

        assertThat(use(pinion.open(user))).isEqualTo("text");
    }

    @Test
    void plainJar_inAnotherFile_isThereAlready() throws IOException {
        Path jar = wordsJar();
        Bundle library = pinion.addLibrary(jar);
        Path other =
                Files.copy(jar, Files.createDirectory(folder.resolve("other")).resolve("words-1.2.jar"));

        assertThat(pinion.addLibrary(other)).isSameAs(library);
    }

    @Test
    void plainJar_inAnotherVersion_isAddedBeside() {
        Path old = wordsJar();
        Path user = user(old);
        pinion.addLibrary(words().source("acme.words.Words", WORDS.replace("\"hello\"", "\"new\""))
                .buildAs(folder.resolve("words-2.0.jar")));
        pinion.addLibrary(old);

        assertThat(use(pinion.open(user))).isEqualTo("hello");
    }

    @Test
    void plainJar_multiRelease_hasItsNewerClasses() {
        Path jar = words().versioned(17, "acme.words.Words", WORDS.replace("\"hello\"", "\"newer\""))
                .buildAs(folder.resolve("words-1.2.jar"));
        pinion.addLibrary(jar);

        assertThat(use(pinion.open(user(jar)))).isEqualTo("newer");
    }

    @Test
    void signedJar_added_staysIntact() throws IOException {
        Path jar = words().versioned(17, "acme.words.Words", WORDS.replace("\"hello\"", "\"newer\""))
                .buildAs(folder.resolve("signed-1.2.jar"));
        Signing.sign(folder, jar);
        byte[] original = Files.readAllBytes(jar);

        Bundle library = pinion.addLibrary(jar);

        Path nested = folder.resolve("nested.jar");
        Files.write(nested, library.getEntry("signed-1.2.0.jar").openStream().readAllBytes());
        assertThat(nested).hasBinaryContent(original);
        try (JarFile file = new JarFile(nested.toFile(), true)) {
            JarEntry entry = file.getJarEntry("acme/words/Words.class");
            file.getInputStream(entry).readAllBytes();
            assertThat(entry.getCodeSigners()).hasSize(1);
        }
        assertThat(use(pinion.open(user(jar, "acme.user", "acme.words.Words.hello() + acme.words.Words.resource()"))))
                .isEqualTo("newertext");
    }

    @Test
    void folder_withPlainJar_isOpenedAsAWhole() throws IOException {
        Path plugins = Files.createDirectory(folder.resolve("plugins"));
        Path jar = words().buildAs(plugins.resolve("words-1.2.jar"));
        Files.move(user(jar), plugins.resolve("a.jar"));

        try (Pinion started = Pinion.builder().plugins(plugins).start()) {
            assertThat(started.failures()).isEmpty();
            assertThat(use(started.plugin("acme.user").orElseThrow())).isEqualTo("hello");
        }
    }

    @Test
    void plainJar_opened_isRefused() {
        assertThatThrownBy(() -> pinion.open(wordsJar()))
                .hasMessage(
                        "plugin.Open(\"" + folder.resolve("words-1.2.jar") + "\"): is not an OSGi bundle: its manifest"
                                + " has no Bundle-SymbolicName and does not say Bundle-ManifestVersion: 2\n"
                                + "  fix:    if it is a library, add it as one, with addLibrary, addlib in the shell, or -L at"
                                + " the command line; if it is a plugin, build it with bnd and the Pinion linker");
        assertThat(pinion.openAll(List.of(folder.resolve("words-1.2.jar"))).failures())
                .hasSize(1);
    }

    @Test
    void plugin_thatIsNoBundle_isRefused() {
        Path jar = new PlainJarBuilder()
                .mainPackage("acme.plug")
                .source("acme.plug.Plug", "public class Plug {}")
                .buildAs(folder.resolve("plug.jar"));

        assertThatThrownBy(() -> pinion.addLibrary(jar))
                .hasMessage("plugin.AddLibrary(\"" + jar
                        + "\"): is a plugin, not a library, and not an OSGi bundle: package"
                        + " acme.plug has @PluginMain\n  fix:    build it with bnd and the Pinion linker, and open it");
    }

    @Test
    void headersOfPinion_withoutABundle_areRefused() {
        Path jar = words().header("Pinion-Main-Package", "acme.words").buildAs(folder.resolve("plug.jar"));

        assertThatThrownBy(() -> pinion.addLibrary(jar))
                .hasMessageContaining(
                        "is a plugin, not a library, and not an OSGi bundle: its manifest has headers of" + " Pinion");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void plainJar_withResourcesOnly_isReadByAPluginThatImportsThem(boolean signed) throws IOException {
        Path jar = new PlainJarBuilder()
                .entry("acme/pages/page.html", "<p>")
                .entry("my-pages/page.html", "<p>")
                .buildAs(folder.resolve("pages-1.2.jar"));
        if (signed) {
            Signing.sign(folder, jar);
        }

        Bundle library = pinion.addLibrary(jar);

        assertThat(library.getHeaders().get("Export-Package")).isEqualTo("acme.pages;version=\"1.2.0\"");
        Plugin plugin = pinion.open(BundleBuilder.plugin("acme.user", "acme.user")
                .source("acme.user.User", """
                        public class User {
                            public static String use() throws Exception {
                                try (var in = User.class.getResourceAsStream("/acme/pages/page.html")) {
                                    return new String(in.readAllBytes());
                                }
                            }
                        }
                        """)
                .with("Import-Package", "acme.pages, *")
                .buildTo(folder));
        assertThat(use(plugin)).isEqualTo("<p>");
    }

    @Test
    void plainJar_withResourcesOfTheWeb_isAdded() {
        Bundle library = pinion.addLibrary(new PlainJarBuilder()
                .entry("META-INF/resources/webjars/jquery/3.7.1/jquery.js", "$")
                .buildAs(folder.resolve("jquery-3.7.1.jar")));

        assertThat(library.getHeaders().get("Export-Package")).isNull();
        assertThat(library.getEntry("META-INF/resources/webjars/jquery/3.7.1/jquery.js"))
                .isNotNull();
    }

    @Test
    void plainJar_withAHeaderTwice_isAdded() throws IOException {
        Path jar = folder.resolve("words-1.2.jar");
        try (var out = new java.util.zip.ZipOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new java.util.zip.ZipEntry(JarFile.MANIFEST_NAME));
            out.write("Manifest-Version: 1.0\nBuilt-By: Zoe\nBuilt-By: Ada\nBundle-Version: 1\nBundle-Version: 1.2\n\n"
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8));
            out.putNextEntry(new java.util.zip.ZipEntry("acme/words/words.txt"));
        }

        Bundle library = pinion.addLibrary(jar);

        assertThat(library.getVersion()).hasToString("1.2.0");
        assertThat(library.getHeaders().get("Built-By")).isEqualTo("Ada");
    }

    @Test
    void plainJar_multiRelease_exportsPackagesThatOnlyNewerJavasHave() {
        Path jar = words().versioned(
                        17, "acme.fast.Fast", "public class Fast { public static String hello() { return \"fast\"; } }")
                .versioned(99, "acme.later.Later", "public class Later {}")
                .buildAs(folder.resolve("words-1.2.jar"));

        assertThat(pinion.addLibrary(jar).getHeaders().get("Export-Package"))
                .isEqualTo("acme.fast;version=\"1.2.0\",acme.words;version=\"1.2.0\"");
        Plugin plugin = pinion.open(BundleBuilder.plugin("acme.user", "acme.user")
                .source(
                        "acme.user.User",
                        "public class User { public static String use() throws Exception { return (String)"
                                + " Class.forName(\"acme.fast.Fast\").getMethod(\"hello\").invoke(null); } }")
                .with("Import-Package", "acme.fast, *")
                .buildTo(folder));
        assertThat(use(plugin)).isEqualTo("fast");
    }

    @Test
    void plainJar_withSharedPackage_isRefused() {
        Path jar = words().source("org.pinion.Odd", "public class Odd {}").buildAs(folder.resolve("words-1.2.jar"));

        assertThatThrownBy(() -> pinion.addLibrary(jar))
                .hasMessageContaining("the jar contains package org.pinion, which the host shares");
    }

    @Test
    void missingPackage_inRefusedJar_isToldWithIt() throws IOException {
        Path plugins = Files.createDirectory(folder.resolve("plugins"));
        Path plain = words().buildAs(plugins.resolve("words-1.2.jar"));
        Files.move(user(plain), plugins.resolve("a.jar"));
        words().source("org.pinion.Odd", "public class Odd {}").buildAs(plain);

        try (Pinion started = Pinion.builder().plugins(plugins).start()) {
            assertThat(started.failures())
                    .hasSize(2)
                    .first()
                    .satisfies(failed -> assertThat(failed.failure())
                            .hasMessage("plugin.Open(\"" + plugins.resolve("a.jar")
                                    + "\"): no bundle exports package acme.words\n"
                                    + "  needed: Import-Package: acme.words;version=\"[1.2,2)\"\n"
                                    + "  found:  " + plain + " has the package, but was refused:\n"
                                    + "    the jar contains package org.pinion, which the host shares\n"
                                    + "    fix:    leave org.pinion out of the jar and import it: Import-Package: org.pinion"
                                    + " (with bnd, Import-Package: org.pinion, *)"));
        }
    }

    @Test
    void missingPackage_inJarThatIsAddedAfterAll_isTried() {
        Path jar = wordsJar();
        Path user = user(jar);
        words().source("org.pinion.Odd", "public class Odd {}").buildAs(jar);
        assertThatThrownBy(() -> pinion.addLibrary(jar)).isInstanceOf(PluginException.class);
        assertThatThrownBy(() -> pinion.open(user)).hasMessageContaining("has the package, but was refused");

        pinion.addLibrary(wordsJar());

        assertThat(use(pinion.open(user))).isEqualTo("hello");
    }

    @Test
    void wrap_bundleOrPlugin_saysWhatItIs() {
        Path bundle = BundleBuilder.bundle("acme.bundle")
                .source("acme.A", "class A {}")
                .buildTo(folder);
        Path plugin = BundleBuilder.plugin("acme.plugin", "acme").buildTo(folder);

        assertThatThrownBy(() -> LibraryJar.wrap(bundle, folder))
                .hasMessage("plugin.Wrap(\"" + bundle + "\"): is an OSGi bundle already: acme.bundle 1.0.0\n"
                        + "  fix:    add it as a library as it is");
        assertThatThrownBy(() -> LibraryJar.wrap(plugin, folder))
                .hasMessage("plugin.Wrap(\"" + plugin + "\"): is an OSGi bundle already: acme.plugin 1.0.0\n"
                        + "  fix:    open it as it is");
        assertThatThrownBy(() -> LibraryJar.wrap(folder, folder)).hasMessageContaining("is a directory");
    }

    @Test
    void wrap_overItself_isRefused() throws IOException {
        Path jar = words().buildAs(folder.resolve("words-0.0.0.jar"));
        byte[] before = Files.readAllBytes(jar);

        assertThatThrownBy(() -> LibraryJar.wrap(jar, folder))
                .hasMessage("plugin.Wrap(\"" + jar + "\"): the bundle would be written over the jar itself\n"
                        + "  fix:    name another file for it");
        assertThat(jar).hasBinaryContent(before);
        assertThatThrownBy(() -> LibraryJar.wrap(jar, folder.resolve("none/a.jar")))
                .hasMessageContaining(folder.resolve("none/a.jar") + " cannot be written");
    }
}
