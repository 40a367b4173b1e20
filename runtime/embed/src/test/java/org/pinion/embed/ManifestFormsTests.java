// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.pinion.Plugin;
import org.pinion.PluginException;
import org.pinion.testing.BundleBuilder;

/** Manifests in all forms that the jar specification allows, and in some that it does not. */
class ManifestFormsTests {

    private static byte[] good;
    private static String manifest;

    @TempDir
    Path folder;

    private final Pinion pinion = Pinion.builder().management(false).start();

    @BeforeAll
    static void build() throws IOException {
        good = BundleBuilder.plugin("acme.form", "acme")
                .source("acme.Form", "public class Form { public static int seven() { return 7; } }")
                .with("Bundle-Name", "Zoë und die Bäume, ".repeat(6) + "ende")
                .build();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(good))) {
            while (!in.getNextEntry().getName().equals(JarFile.MANIFEST_NAME)) {
                // Its folder is before it.
            }
            manifest = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
        }
    }

    @AfterEach
    void close() {
        pinion.close();
    }

    /** Gives the jar another manifest, which has a character for each byte. */
    private static byte[] with(String name, String text, Map<String, String> more) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(good));
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                boolean isManifest = entry.getName().equals(JarFile.MANIFEST_NAME);
                out.putNextEntry(new ZipEntry(isManifest ? name : entry.getName()));
                out.write(isManifest ? text.getBytes(StandardCharsets.ISO_8859_1) : in.readAllBytes());
            }
            for (Map.Entry<String, String> each : more.entrySet()) {
                out.putNextEntry(new ZipEntry(each.getKey()));
                out.write(each.getValue().getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return bytes.toByteArray();
    }

    private Plugin assertOpens(byte[] jar) throws IOException {
        Path file = Files.write(folder.resolve("form.jar"), jar);
        assertThat(pinion.why(file)).isEmpty();
        Plugin plugin = pinion.open(file);
        assertThat(plugin.lookup("seven")
                        .as(java.util.function.IntSupplier.class)
                        .getAsInt())
                .isEqualTo(7);
        assertThat(plugin.name()).isEqualTo("acme.form");
        assertThat(plugin.bundle().getHeaders("").get("Bundle-Name")).endsWith("die Bäume, ende");
        assertThat(plugin.bundle().findEntries("acme", "*", true).nextElement()).isNotNull();
        return plugin;
    }

    private Plugin assertOpens(String text) throws IOException {
        return assertOpens(with(JarFile.MANIFEST_NAME, text, Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void lines_thatEndInEachWay_open(String end) throws IOException {
        assertOpens(manifest.replace("\n", end));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void lastLine_withoutAnEnd_counts(String end) throws IOException {
        assertOpens(manifest.stripTrailing().replace("\n", end));
    }

    @Test
    void lines_thatEndInManyWays_open() throws IOException {
        String[] ends = {"\r", "\n", "\r\n"};
        StringBuilder mixed = new StringBuilder();
        int number = 0;
        for (String line : manifest.stripTrailing().split("\n")) {
            mixed.append(line).append(ends[number++ % ends.length]);
        }
        assertOpens(mixed.append("\r\r").toString());
    }

    @Test
    void names_inLowerCase_open() throws IOException {
        StringBuilder lower = new StringBuilder();
        for (String line : manifest.stripTrailing().split("\n")) {
            int colon = line.startsWith(" ") ? 0 : line.indexOf(':');
            lower.append(line.substring(0, colon).toLowerCase(java.util.Locale.ROOT))
                    .append(line.substring(colon))
                    .append('\n');
        }
        assertOpens(lower.toString());
    }

    @Test
    void values_withBlanksAtTheirEnd_open() throws IOException {
        assertOpens(manifest.replaceAll("(?m)^(Bundle-(?:ManifestVersion|SymbolicName|Version): .*)$", "$1  "));
    }

    @Test
    void lines_splitAfterEachByte_open() throws IOException {
        String joined = manifest.replace("\n ", "");
        assertOpens(joined.replaceAll("(?m)(?<=: .{1,2000})(?!^|$)", "\r ").replaceAll("\r (?=\n)", ""));
    }

    @Test
    void sections_andHeadersTwiceInThem_areNoMatter() throws IOException {
        String sections = "\rName: acme/Form.class\rX-Of: one\rx-of: two\r\rName: acme/Form.class\rX-Of: three\r";
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true));
        try {
            assertOpens(manifest.stripTrailing().replace("\n", "\r") + "\r" + sections);
        } finally {
            System.setErr(err);
        }
        assertThat(said.toString()).doesNotContain("Duplicate name");
    }

    @Test
    void manifest_whoseNameIsInLowerCase_opens() throws IOException {
        assertOpens(with("meta-inf/manifest.mf", manifest, Map.of()));
    }

    @Test
    void supplement_ofAMultiReleaseJar_mayHaveCarriageReturns() throws IOException {
        Plugin plugin = assertOpens(with(
                JarFile.MANIFEST_NAME,
                manifest.stripTrailing() + "\nMulti-Release: true\n",
                Map.of(
                        "META-INF/versions/9/OSGI-INF/MANIFEST.MF",
                        "Manifest-Version: 1.0\rImport-Package: java.util.logging\r")));
        assertThat(plugin.bundle()
                        .adapt(org.osgi.framework.wiring.BundleRevision.class)
                        .getDeclaredRequirements("osgi.wiring.package"))
                .hasSize(1);
    }

    @Test
    void supplement_ofAMultiReleaseJar_mayImportNothing() throws IOException {
        assertOpens(with(
                JarFile.MANIFEST_NAME,
                manifest.stripTrailing() + "\nMulti-Release: true\n",
                Map.of(
                        "META-INF/versions/9/OSGI-INF/MANIFEST.MF",
                        "Manifest-Version: 1.0\r\nImport-Package: \r\n\r\n")));
    }

    @Test
    void supplement_ofAMultiReleaseJar_thatIsNoManifest_isNamed() throws IOException {
        assertThat(refused(
                        manifest.stripTrailing() + "\nMulti-Release: true\n",
                        Map.of("META-INF/versions/9/OSGI-INF/MANIFEST.MF", "Import-Package: a.b\nc\n")))
                .startsWith("META-INF/versions/9/OSGI-INF/MANIFEST.MF cannot be read: invalid header field");
        assertThat(refused(
                        manifest.stripTrailing() + "\nMulti-Release: true\n",
                        Map.of("META-INF/versions/9/OSGI-INF/MANIFEST.MF", "Import-Package: a.b\nImport-Package: c\n")))
                .startsWith("manifest header Import-Package is there twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "osgi.ee;filter:=\"(osgi.ee=JavaSE)\",,osgi.ee;filter:=\"(osgi.ee=JavaSE)\""})
    void emptyClause_ofRequirements_isTold(String value) throws IOException {
        assertThat(refused(
                        manifest.replaceAll("Require-Capability.*\n( .*\n)*", "")
                                        .stripTrailing() + "\nRequire-Capability: " + value.replace(",,", ",\n ,")
                                + "\n",
                        Map.of()))
                .startsWith("manifest header Require-Capability has an empty clause\n")
                .endsWith("\n  fix:    leave that out");
    }

    private String refused(String text, Map<String, String> more) throws IOException {
        Path file = Files.write(folder.resolve("form.jar"), with(JarFile.MANIFEST_NAME, text, more));
        PluginException failure = catchThrowableOfType(PluginException.class, () -> pinion.open(file));
        return failure.getMessage().replace("plugin.Open(\"" + file + "\"): ", "");
    }

    @Test
    void library_withCarriageReturns_isAdded() throws IOException {
        byte[] library = with(
                JarFile.MANIFEST_NAME,
                manifest.replaceAll("Pinion-.*\n( .*\n)*", "").replace("\n", "\r"),
                Map.of());
        Path file = Files.write(folder.resolve("library.jar"), library);
        Pinion other = Pinion.builder().management(false).start();
        try (other) {
            assertThatThrownBy(() -> other.addLibrary(file)).hasMessageContaining("is a plugin, not a library");
        }
        try (PluginsOf plugins = new PluginsOf(folder)) {
            assertThat(plugins.pinion.plugins()).extracting(Plugin::name).containsExactly("acme.form");
        }
    }

    private record PluginsOf(Path folder, Pinion pinion) implements AutoCloseable {
        PluginsOf(Path folder) {
            this(folder, Pinion.builder().management(false).plugins(folder).start());
        }

        @Override
        public void close() {
            pinion.close();
        }
    }

    /** The framework itself takes such a bundle for one of the time before names. */
    @Test
    void bundle_withoutAName_isNoPlugin_whenOthersStartIt() throws Exception {
        byte[] jar = with(JarFile.MANIFEST_NAME, manifest.replace("\n", "\r"), Map.of());
        Bundle bundle =
                pinion.framework().getBundleContext().installBundle("stream:form", new ByteArrayInputStream(jar));
        try {
            bundle.start();
        } catch (org.osgi.framework.BundleException e) {
            assertThat(e).hasMessageContaining("the framework finds no Bundle-SymbolicName");
        }
        assertThat(pinion.plugins()).isEmpty();
        assertThat(bundle.getState()).isEqualTo(Bundle.RESOLVED);
        assertThatThrownBy(() -> pinion.lookup("acme.form", "seven"))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining("no plugin acme.form is open");
        assertOpens(jar);
    }

    @Test
    void header_thatIsThereTwice_isToldWithBothValues_andStderrStaysQuiet() throws IOException {
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true));
        Path file = folder.resolve("twice.jar");
        try {
            Files.write(
                    file,
                    with(JarFile.MANIFEST_NAME, manifest.stripTrailing() + "\nbundle-version: 2.0.0\n", Map.of()));
            assertThatThrownBy(() -> pinion.open(file))
                    .hasMessage("plugin.Open(\"" + file + "\"): manifest header bundle-version is there twice\n"
                            + "  needed: each header once, whatever the case of its letters\n"
                            + "  found:  Bundle-Version: 1.0.0\n"
                            + "          bundle-version: 2.0.0\n"
                            + "  fix:    keep one of them");
            assertThat(pinion.why(file)).hasSize(1);
            assertThatThrownBy(() -> PluginJar.read(file)).hasMessageContaining("is there twice");
            assertThatThrownBy(() -> pinion.addLibrary(file)).hasMessageContaining("is there twice");
        } finally {
            System.setErr(err);
        }
        assertThat(said.toString()).doesNotContain("WARN", "Duplicate");
        assertThat(pinion.framework().getBundleContext().getBundles()).hasSize(1);
    }

    @Test
    void manifest_inAnotherEncoding_isNamed() throws IOException {
        String fix = "\n  needed: UTF-8 without a byte order mark\n"
                + "  fix:    save the file that it is made of in UTF-8 without a byte order mark; or let bnd write it";
        assertThat(refused("\u00ef\u00bb\u00bf" + manifest, Map.of()))
                .isEqualTo("META-INF/MANIFEST.MF begins with a byte order mark" + fix);
        assertThat(refused("\u00ff\u00fe" + in(StandardCharsets.UTF_16LE), Map.of()))
                .isEqualTo("META-INF/MANIFEST.MF is in UTF-16" + fix);
        for (var charset : new java.nio.charset.Charset[] {
            StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE
        }) {
            assertThat(refused(in(charset), Map.of())).isEqualTo("META-INF/MANIFEST.MF is in UTF-16" + fix);
        }
    }

    /** Gives the manifest in another encoding, a character for each byte. */
    private static String in(java.nio.charset.Charset charset) {
        return new String(manifest.getBytes(charset), StandardCharsets.ISO_8859_1);
    }

    @Test
    void manifest_thatIsNoneOfABundle_saysWhy() throws IOException {
        assertRefused("\n" + manifest, "an empty line before them ends the section in which they count");
        assertRefused(manifest.replace("\n", "\r\r\n"), "an empty line before them ends the section");
        assertRefused(
                manifest.replaceAll("Bundle-SymbolicName: .*", "Bundle-SymbolicName: ;singleton:=true"),
                "its manifest has no Bundle-SymbolicName");
        assertRefused(manifest.stripTrailing() + "\nFragment-Host: \n", "manifest header Fragment-Host is empty");
        assertRefused(
                manifest.stripTrailing() + "\nBundle-Activator: \n",
                "manifest header Bundle-Activator is empty\n  fix:    take it out of the manifest; or name the class that"
                        + " implements org.osgi.framework.BundleActivator");
    }

    private void assertRefused(String text, String problem) throws IOException {
        Path file = Files.write(folder.resolve("refused.jar"), with(JarFile.MANIFEST_NAME, text, Map.of()));
        assertThatThrownBy(() -> pinion.open(file)).hasMessageContaining(problem);
    }

    @Test
    void nestedJar_thatIsNone_isRefused() throws IOException {
        for (String content : new String[] {"", "<html>404</html>"}) {
            Path file = Files.write(
                    folder.resolve("nested.jar"),
                    with(
                            JarFile.MANIFEST_NAME,
                            manifest.stripTrailing() + "\nBundle-ClassPath: .,lib/a.jar\n",
                            Map.of("lib/a.jar", content)));
            assertThatThrownBy(() -> pinion.open(file))
                    .hasMessageContaining("the jar in it, lib/a.jar, is damaged or truncated")
                    .hasMessageContaining("put an intact lib/a.jar into the jar");
        }
    }
}
