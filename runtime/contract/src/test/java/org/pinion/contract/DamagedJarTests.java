// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pinion.contract.TestBundles.failure;
import static org.pinion.contract.TestBundles.log;
import static org.pinion.contract.TestBundles.text;
import static org.pinion.contract.TestBundles.using;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.pinion.Plugin;
import org.pinion.PluginException;
import org.pinion.PluginException.Reason;
import org.pinion.embed.Pinion;
import org.pinion.testing.BundleBuilder;

/** Files that are no plugins, however they came to be. */
class DamagedJarTests {

    private static byte[] good;

    @TempDir
    Path folder;

    private final Pinion pinion = Pinion.builder().share("org.pinion.contract").start();

    @BeforeAll
    static void build() {
        good = TestBundles.counter("acme.counter").build();
    }

    @BeforeEach
    void clear() {
        InitLog.clear();
    }

    @AfterEach
    void close() {
        pinion.close();
    }

    private void assertNothingLeft() {
        assertThat(pinion.framework().getBundleContext().getBundles())
                .extracting(Bundle::getBundleId)
                .containsExactly(0L);
    }

    @Test
    @Tag("O10")
    void jar_cutOffAnywhere_isRefused() throws IOException {
        Path jar = folder.resolve("cut.jar");
        for (int length = 0; length < good.length; length += Math.max(1, good.length / 100)) {
            Files.write(jar, Arrays.copyOf(good, length));
            assertThat(failure(pinion, jar))
                    .as("%d bytes", length)
                    .returns(Reason.NOT_A_PLUGIN, PluginException::reason)
                    .hasMessageMatching(
                            "(?s)plugin\\.Open\\(.*\\): is (not a jar file|a damaged or truncated jar file).*");
        }
        assertNothingLeft();
        Files.write(jar, good);
        assertThat(TestBundles.inits(pinion.open(jar))).isEqualTo(1);
    }

    @Test
    @Tag("O10")
    void jar_withWrongBytes_isRefusedOrOpened_butNeverHalf() throws IOException {
        Random random = new Random(42);
        Set<Reason> allowed = EnumSet.of(
                Reason.NOT_A_PLUGIN, Reason.MALFORMED, Reason.UNRESOLVED, Reason.START_FAILED, Reason.INIT_FAILED);
        for (int i = 0; i < 60; i++) {
            byte[] bytes = good.clone();
            for (int j = 0; j < 3; j++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            Path jar = Files.write(folder.resolve(i + ".jar"), bytes);
            try (Pinion each = Pinion.start()) {
                try {
                    Plugin plugin = each.open(jar);
                    assertThat(plugin.bundle().getState()).isEqualTo(Bundle.ACTIVE);
                } catch (PluginException e) {
                    assertThat(e.reason()).as("%d: %s", i, e.getMessage()).isIn(allowed);
                    assertThat(e.getMessage()).doesNotContain("it cannot be opened");
                    assertThat(each.framework().getBundleContext().getBundles()).hasSize(1);
                }
            }
        }
    }

    @Test
    @Tag("O10")
    void manifest_thatIsNone_isRefused() throws IOException {
        assertRefused(
                "no colon\n", "META-INF/MANIFEST.MF cannot be read: invalid header field (line 1)", Reason.MALFORMED);
        assertRefused(
                "\n\n",
                "is not an OSGi bundle: its manifest has no Bundle-SymbolicName and does not say Bundle-ManifestVersion: 2");
        assertRefused(
                "Manifest-Version: 1.0\nBundle-ManifestVersion: 2\nBundle-SymbolicName: a\n\n",
                "bundle a 0.0.0 has no main package");
        assertNothingLeft();
    }

    @Test
    @Tag("O10")
    void zip_withoutAnything_orWithOddEntries_isRefused() throws IOException {
        Path jar = folder.resolve("odd.jar");
        byte[] empty = new byte[22];
        System.arraycopy(new byte[] {'P', 'K', 5, 6}, 0, empty, 0, 4);
        String noManifest = "is not an OSGi bundle: it has no META-INF/MANIFEST.MF";
        Files.write(jar, empty);
        assertThat(failure(pinion, jar)).hasMessage(text(jar, noManifest));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry("../../outside.class"));
            out.putNextEntry(new ZipEntry("/absolute.class"));
            out.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF/"));
        }
        Files.write(jar, bytes.toByteArray());
        assertThat(failure(pinion, jar)).hasMessage(text(jar, noManifest));
        Files.write(jar, "MZ\u0090".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(failure(pinion, jar)).hasMessage(text(jar, "is not a jar file"));
        Files.writeString(jar, "\u007fELF a shared library of another world");
        assertThat(failure(pinion, jar)).hasMessage(text(jar, "is not a jar file"));
        assertNothingLeft();
    }

    private void assertRefused(String manifest, String problem) throws IOException {
        assertRefused(manifest, problem, Reason.NOT_A_PLUGIN);
    }

    private void assertRefused(String manifest, String problem, Reason reason) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
            out.write(manifest.getBytes(StandardCharsets.UTF_8));
        }
        Path jar = Files.write(folder.resolve("manifest.jar"), bytes.toByteArray());
        assertThat(failure(pinion, jar)).hasMessage(text(jar, problem)).returns(reason, PluginException::reason);
    }

    @Test
    @Tag("O10")
    void headersOfTheFramework_thatItRefuses_areTold() throws IOException {
        Path jar = BundleBuilder.plugin("acme.odd", "acme")
                .source("acme.A", "public class A {}")
                .with("-fixupmessages", "*;is:=ignore")
                .with("Require-Capability", "acme.cap;filter:=\"((((\"")
                .buildTo(folder);
        PluginException failure = failure(pinion, jar);
        assertThat(failure)
                .hasMessage(text(jar, "manifest header Require-Capability is malformed"))
                .returns(Reason.MALFORMED, PluginException::reason);
        assertNothingLeft();
    }

    @Test
    @Tag("O11")
    void main_isNeverRun_norIsMainClassOfTheManifest() {
        Plugin plugin = pinion.open(using(BundleBuilder.plugin("acme.main", "acme"))
                .source(
                        "acme.Main",
                        "public class Main { static { " + log("clinit") + " } static void init() { "
                                + log("init") + " } public static void main(String[] a) { " + log("main")
                                + " } public static void main() { " + log("other") + " } }")
                .with("Main-Class", "acme.Main")
                .with("Launcher-Agent-Class", "acme.Main")
                .buildTo(folder));
        assertThat(InitLog.lines()).containsExactly("clinit", "init");
        assertThat(plugin.symbols()).extracting(org.pinion.Symbol::name).containsExactly("main");
        assertThat(plugin.lookup("main").declaration()).isEqualTo("public static void main()");
    }
}
