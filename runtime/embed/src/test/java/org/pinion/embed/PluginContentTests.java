// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.pinion.Plugin;
import org.pinion.testing.BundleBuilder;

/** What a plugin keeps, and what is in its jar beside classes, is its own. */
class PluginContentTests {

    private static final String LIBRARY = System.mapLibraryName("acme");

    @TempDir
    Path folder;

    @TempDir
    Path storage;

    private Pinion pinion;

    @BeforeEach
    void start() {
        pinion = Pinion.builder().storage(storage).start();
    }

    @AfterEach
    void close() {
        pinion.close();
    }

    private static BundleBuilder simple(String name) {
        return BundleBuilder.plugin(name, name)
                .source(name + ".A", "public class A { public static int one() { return 1; } }");
    }

    private BundleContext context(String name) {
        return pinion.open(simple(name).buildTo(folder)).bundle().getBundleContext();
    }

    /** Opens an ordinary bundle, for which Felix does all by itself. */
    private BundleContext ordinary() throws Exception {
        byte[] bytes = BundleBuilder.bundle("ordinary").resource("x", "x").build();
        Bundle bundle =
                pinion.framework().getBundleContext().installBundle("ordinary", new ByteArrayInputStream(bytes));
        bundle.start();
        return bundle.getBundleContext();
    }

    @Test
    void dataFile_isAPluginsOwn_andGoneAfterClose() throws IOException {
        BundleContext one = context("one");
        BundleContext two = context("two");
        File file = one.getDataFile("x");
        Files.writeString(file.toPath(), "of one");
        assertThat(two.getDataFile("x")).doesNotExist();
        Files.writeString(two.getDataFile("x").toPath(), "of two");
        assertThat(one.getDataFile("x")).isEqualTo(file).hasContent("of one");
        assertThat(file.toPath()).startsWith(storage);
        pinion.close();
        assertThat(file).doesNotExist();
        assertThat(storage).isEmptyDirectory();
    }

    @Test
    void dataFile_inAFolder_isMadeByThePlugin() throws IOException {
        File file = context("one").getDataFile("a/b");
        assertThat(file.getParentFile()).doesNotExist();
        Files.createDirectories(file.toPath().getParent());
        Files.writeString(file.toPath(), "deep");
        assertThat(file).hasContent("deep");
    }

    @Test
    void dataFile_outsideOfTheFolder_isRefusedAsByFelix() throws Exception {
        BundleContext plugin = context("one");
        BundleContext other = ordinary();
        File data = plugin.getDataFile("");
        String sibling = "../" + data.getName() + "7/x";
        for (String name : List.of("../x", "a/../../x", "..", sibling)) {
            assertThat(plugin.getDataFile(name)).as(name).isNull();
            assertThat(other.getDataFile(name)).as(name).isNull();
        }
        assertThat(plugin.getDataFile("a/../b")).isNotNull();
        assertThat(plugin.getDataFile("/etc/passwd").toPath()).startsWithRaw(data.toPath());
        assertThat(plugin.getDataFile(null)).isEqualTo(other.getDataFile(null)).isNull();
    }

    @Test
    void dataFile_withoutAName_isTheFolderAsOfFelix() throws Exception {
        assertThat(context("one").getDataFile("")).isDirectory();
        assertThat(ordinary().getDataFile("")).isDirectory();
    }

    private byte[] inner(String text) {
        return BundleBuilder.bundle("inner")
                .source(
                        "inner.Inner",
                        "public class Inner { public static String text() { return \"class of " + text + "\"; } }")
                .resource("inner.txt", "resource of " + text)
                .build();
    }

    private BundleBuilder outer(String name) throws IOException {
        Path library = Files.write(folder.resolve(name + "-inner.jar"), inner(name));
        return BundleBuilder.plugin(name, name)
                .classPath(library)
                .resource("lib/inner.jar", Files.readAllBytes(library))
                .with("Bundle-ClassPath", ".,lib/inner.jar")
                .source(name + ".A", """
                        public class A {
                            public static String type() { return inner.Inner.text(); }
                            public static String resource() throws java.io.IOException {
                                try (var in = A.class.getResourceAsStream("/inner.txt")) {
                                    return new String(in.readAllBytes());
                                }
                            }
                        }
                        """);
    }

    private static Object call(Plugin plugin, String symbol) {
        return plugin.lookup(symbol).as(Supplier.class).get();
    }

    @Test
    void nestedJars_ofTheSameName_doNotClash() throws IOException {
        Plugin one = pinion.open(outer("one").buildTo(folder));
        Plugin two = pinion.open(outer("two").buildTo(folder));
        for (Plugin plugin : List.of(one, two)) {
            assertThat(call(plugin, "type")).isEqualTo("class of " + plugin.name());
            assertThat(plugin.bundle().getResource("inner.txt").openStream())
                    .hasContent("resource of " + plugin.name());
        }
        assertThat(text(one.bundle().getEntry("lib/inner.jar"))).isNotEmpty();
    }

    private static byte[] text(URL url) throws IOException {
        try (InputStream in = url.openStream()) {
            return in.readAllBytes();
        }
    }

    @Test
    void nestedJar_givesResourcesToItsPlugin() throws Throwable {
        Plugin plugin = pinion.open(outer("one").buildTo(folder));
        assertThat(plugin.bundle().loadClass("one.A").getMethod("resource").invoke(null))
                .isEqualTo("resource of one");
    }

    @Test
    void failedPlugin_leavesNoNestedJarBehind() throws IOException {
        pinion.open(outer("one").buildTo(folder));
        List<Path> before = StoredFiles.in(storage);
        Path jar = outer("two")
                .source("two.B", "public class B { static void init() { throw new Error(inner.Inner.text()); } }")
                .buildTo(folder);
        assertThatThrownBy(() -> pinion.open(jar)).hasMessageContaining("class of two");
        assertThat(StoredFiles.in(storage)).isEqualTo(before);
    }

    private static BundleBuilder unusable(String name) {
        return BundleBuilder.plugin(name, name)
                .resource("native/" + LIBRARY, "no library at all, of " + name)
                .with("Bundle-NativeCode", "native/" + LIBRARY)
                .source(name + ".A", """
                        public class A {
                            public static String load() {
                                try {
                                    System.loadLibrary("acme");
                                    return "";
                                } catch (UnsatisfiedLinkError e) {
                                    return e.getMessage();
                                }
                            }
                        }
                        """);
    }

    /** The error of a library that is none begins with the path of its file. */
    private static Path library(Plugin plugin) {
        String message = (String) call(plugin, "load");
        assertThat(message).contains(LIBRARY + ": ");
        return Path.of(message.substring(0, message.indexOf(LIBRARY + ": ")), LIBRARY);
    }

    @Test
    void nativeLibraries_ofTheSameName_doNotClash() {
        Path one = library(pinion.open(unusable("one").buildTo(folder)));
        Path two = library(pinion.open(unusable("two").buildTo(folder)));
        assertThat(one).startsWith(storage).hasContent("no library at all, of one");
        assertThat(two).startsWith(storage).hasContent("no library at all, of two");
        pinion.close();
        assertThat(storage).isEmptyDirectory();
    }

    @Test
    void failedPlugin_leavesNoNativeLibraryBehind() {
        pinion.open(simple("one").buildTo(folder));
        List<Path> before = StoredFiles.in(storage);
        Path jar = unusable("two")
                .source("two.B", "public class B { static void init() { throw new Error(A.load()); } }")
                .buildTo(folder);
        assertThatThrownBy(() -> pinion.open(jar)).hasMessageContaining(LIBRARY);
        assertThat(StoredFiles.in(storage)).isEqualTo(before);
    }

    @Test
    void resources_areReadThroughUrls() throws IOException {
        Path jar = simple("one")
                .resource("a/x.txt", "text")
                .resource("a/y.txt", "more")
                .buildTo(folder);
        Bundle bundle = pinion.open(jar).bundle();
        URL entry = bundle.getEntry("a/x.txt");
        assertThat(entry.getProtocol()).isEqualTo("bundle");
        assertThat(text(entry)).asString().isEqualTo("text");
        assertThat(entry.openConnection().getContentLength()).isEqualTo(4);
        assertThat(text(bundle.getResource("a/y.txt"))).asString().isEqualTo("more");
        assertThat(text(new URL(entry, "y.txt"))).asString().isEqualTo("more");
        assertThat(bundle.getEntry("a/z.txt")).isNull();
        assertThat(Collections.list(bundle.getEntryPaths("a"))).containsExactlyInAnyOrder("a/x.txt", "a/y.txt");
        assertThat(Collections.list(bundle.findEntries("/", "*.txt", true))).hasSize(2);
    }
}
