// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;
import org.pinion.PluginException;
import org.pinion.Problem;
import org.pinion.Problem.Kind;
import org.pinion.linker.Declaration;
import org.pinion.linker.LinkHeaders;
import org.pinion.testing.BundleBuilder;

class PluginJarTests {

    @TempDir
    Path folder;

    private BundleBuilder shop() {
        // It could not be opened, as nobody has that package.
        return BundleBuilder.plugin("acme.shop", "acme.main")
                .version("1.2.0")
                .with("Import-Package", "does.not.exist, *")
                .source("acme.main.Shop", """
                        public class Shop {
                            public static int limit = 10;
                            @org.pinion.SymbolName("Sell") public static void sell(String what) {}
                            static { if (true) throw new IllegalStateException("this code must not run"); }
                        }
                        """);
    }

    private static void assertIsShop(PluginJar jar) {
        assertThat(jar.name()).isEqualTo("acme.shop");
        assertThat(jar.version()).isEqualTo(new Version(1, 2, 0));
        assertThat(jar.mainPackage()).isEqualTo("acme.main");
        assertThat(jar.symbols().declarations())
                .extracting(jar.symbols()::nameOf, Declaration::declaration)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Sell", "public static void sell(String what)"),
                        org.assertj.core.groups.Tuple.tuple("limit", "public static int limit"));
        assertThat(jar).hasToString("plugin acme.shop 1.2.0");
    }

    @Test
    void linkedPlugin_read_tellsWhatTheManifestSays() {
        assertIsShop(PluginJar.read(shop().buildTo(folder)));
    }

    @Test
    void pluginWithoutHeaders_read_tellsWhatTheClassesSay() {
        assertIsShop(PluginJar.read(shop().unlinked().buildTo(folder)));
    }

    @Test
    void pluginInAnotherFileSystem_isReadToo() throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(folder.resolve("all.zip"), Map.of("create", "true"))) {
            Path jar = Files.write(zip.getPath("shop.jar"), shop().build());

            assertIsShop(PluginJar.read(jar));
        }
    }

    @Test
    void file_thatIsNoPlugin_isRefusedAsByOpen() throws IOException {
        byte[] shop = shop().build();
        assertRefused(folder.resolve("missing.jar"), Kind.FILE);
        assertRefused(folder, Kind.FILE);
        assertRefused(Files.writeString(folder.resolve("text.jar"), "no jar"), Kind.NOT_A_JAR);
        assertRefused(Files.createFile(folder.resolve("empty.jar")), Kind.NOT_A_JAR);
        assertRefused(Files.write(folder.resolve("half.jar"), Arrays.copyOf(shop, shop.length / 2)), Kind.NOT_A_JAR);
        assertRefused(BundleBuilder.bundle("acme.library").buildTo(folder), Kind.NO_MAIN_PACKAGE);
        assertRefused(
                BundleBuilder.plugin("acme.fragment", "acme")
                        .with("Fragment-Host", "acme.host")
                        .buildTo(folder),
                Kind.BUNDLE_TYPE);
        assertRefused(
                BundleBuilder.plugin("acme.malformed", "acme")
                        .unlinked()
                        .with(LinkHeaders.MAIN_PACKAGE, "acme")
                        .with(LinkHeaders.INIT, "-")
                        .buildTo(folder),
                Kind.LINKAGE);
    }

    private static void assertRefused(Path file, Kind kind) {
        PluginException failure = catchThrowableOfType(PluginException.class, () -> PluginJar.read(file));

        assertThat(failure).hasMessageStartingWith("plugin.Read(\"" + file + "\"): ");
        assertThat(failure.problems()).extracting(Problem::kind).containsExactly(kind);
        try (Pinion pinion = Pinion.builder().management(false).start()) {
            assertThat(pinion.why(file)).isEqualTo(failure.problems());
        }
    }

    @Test
    void manifestHeaders_thatAreNotInOrder_areToldAsByOpen() throws IOException {
        Path jar = folder.resolve("bad.jar");
        try (var out = new java.util.jar.JarOutputStream(Files.newOutputStream(jar), headers())) {
            out.putNextEntry(new java.util.zip.ZipEntry("readme.txt"));
        }

        PluginException failure = catchThrowableOfType(PluginException.class, () -> PluginJar.read(jar));

        assertThat(failure.problems()).extracting(Problem::kind).containsExactly(Kind.MANIFEST);
        try (Pinion pinion = Pinion.builder().management(false).start()) {
            assertThat(pinion.why(jar)).isEqualTo(failure.problems());
        }
    }

    private static java.util.jar.Manifest headers() {
        var manifest = new java.util.jar.Manifest();
        var headers = manifest.getMainAttributes();
        headers.putValue("Manifest-Version", "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", "acme.bad");
        headers.putValue("Bundle-Version", "1.0.0");
        headers.putValue("Import-Package", "acme.api;version=\"1.0");
        headers.putValue(LinkHeaders.MAIN_PACKAGE, "acme");
        headers.putValue(LinkHeaders.SYMBOLS, "-");
        headers.putValue(LinkHeaders.INIT, "-");
        return manifest;
    }
}
