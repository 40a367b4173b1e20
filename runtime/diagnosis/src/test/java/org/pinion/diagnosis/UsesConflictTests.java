// SPDX-License-Identifier: Apache-2.0
package org.pinion.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinion.PluginException;
import org.pinion.Problem;
import org.pinion.Problem.Kind;
import org.pinion.embed.Pinion;

/** The ways on which one package comes from two bundles; the plain ones are in the catalogue. */
class UsesConflictTests {

    private static final String LOG_2 = "com.acme.log;version=\"[2,3)\"";

    @TempDir
    Path folder;

    private final Pinion pinion = Pinion.builder().management(false).start();

    @BeforeEach
    void addLogs() throws IOException {
        library("log-1", "Export-Package", "com.acme.log;version=\"1.5\"");
        library("log-2", "Export-Package", "com.acme.log;version=\"2.0\"");
    }

    @AfterEach
    void close() {
        pinion.close();
    }

    private void library(String name, String... headers) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.putValue("Manifest-Version", "1.0");
        attributes.putValue("Bundle-ManifestVersion", "2");
        attributes.putValue("Bundle-SymbolicName", name);
        for (int i = 0; i < headers.length; i += 2) {
            attributes.putValue(headers[i], headers[i + 1]);
        }
        Path jar = folder.resolve(name + ".jar");
        try (OutputStream out = Files.newOutputStream(jar)) {
            new JarOutputStream(out, manifest).close();
        }
        pinion.addLibrary(jar);
    }

    private Path shop(String name, String... headers) throws IOException {
        Jars shop = Acme.editShop().header("Bundle-SymbolicName", name);
        for (int i = 0; i < headers.length; i += 2) {
            shop = shop.header(headers[i], headers[i + 1]);
        }
        return Files.write(folder.resolve(name + ".jar"), shop.jar());
    }

    /** Opens a plugin in vain, and gives what was found, with the folder left out. */
    private String found(Path jar) {
        PluginException failure = catchThrowableOfType(PluginException.class, () -> pinion.open(jar));
        assertThat(failure.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(Kind.USES_CONFLICT);
            assertThat(problem.subject()).isEqualTo("com.acme.log");
        });
        return String.join("\n", failure.problems().get(0).found()).replace(folder + "/", "");
    }

    @Test
    void conflict_overThreeBundles_isFollowedToItsEnd() throws IOException {
        library("audit", "Import-Package", LOG_2, "Export-Package", "com.acme.audit;uses:=\"com.acme.log\"");
        library("tax", "Import-Package", "com.acme.audit", "Export-Package", "com.acme.tax;uses:=\"com.acme.audit\"");
        assertThat(found(shop("shop", "Import-Package", "com.acme.tax,com.acme.log;version=\"[1,2)\"")))
                .isEqualTo("""
                version 1.5.0 of log-1 0.0.0 (log-1.jar), because
                  shop 1.0.0 has Import-Package: com.acme.log;version="[1,2)"
                version 2.0.0 of log-2 0.0.0 (log-2.jar), because
                  shop 1.0.0 has Import-Package: com.acme.tax
                  tax 0.0.0 (tax.jar) has Export-Package: com.acme.tax;uses:="com.acme.audit"
                  audit 0.0.0 (audit.jar) has Export-Package: com.acme.audit;uses:="com.acme.log"
                  audit 0.0.0 has Import-Package: com.acme.log;version="[2,3)\"""");
    }

    @Test
    void conflict_withARequiredBundle_isTold() throws IOException {
        library("audit", "Import-Package", LOG_2, "Export-Package", "com.acme.audit;uses:=\"com.acme.log\"");
        assertThat(found(shop("shop", "Require-Bundle", "audit", "Import-Package", "com.acme.log;version=\"[1,2)\"")))
                .contains("shop 1.0.0 has Require-Bundle: audit\n")
                .contains("audit 0.0.0 has Import-Package: com.acme.log;version=\"[2,3)\"");
    }

    @Test
    void conflict_withAnExportOfThePlugin_isTold() throws IOException {
        library("audit", "Import-Package", LOG_2, "Export-Package", "com.acme.audit;uses:=\"com.acme.log\"");
        Path jar = shop("shop", "Import-Package", "com.acme.audit", "Export-Package", "com.acme.log;version=\"1.0\"");
        assertThat(found(jar))
                .startsWith("version 1.0.0 of shop 1.0.0 (shop.jar), because\n"
                        + "  shop 1.0.0 has Export-Package: com.acme.log\n");
        assertThat(pinion.why(jar))
                .singleElement()
                .extracting(Problem::fix)
                .isEqualTo(
                        "leave com.acme.log out of shop and import it, version=\"[2,3)\"; or take a version of audit that"
                                + " imports com.acme.log 1.0.0");
    }

    @Test
    void conflict_withABundleThatIsWired_isToldByItsWires() throws IOException {
        library(
                "audit",
                "Import-Package",
                "com.acme.log;version=\"[1,3)\"",
                "Export-Package",
                "com.acme.audit;uses:=\"com.acme.log\"");
        pinion.open(shop("first", "Import-Package", "com.acme.audit," + LOG_2));
        assertThat(found(shop("second", "Import-Package", "com.acme.audit,com.acme.log;version=\"[1,2)\"")))
                .contains("version 2.0.0 of log-2")
                .contains("audit 0.0.0 has Import-Package: com.acme.log;version=\"[1,3)\"");
    }

    @Test
    void plugin_withAChoiceThatFits_opens() throws IOException {
        library(
                "audit-2",
                "Import-Package",
                LOG_2,
                "Export-Package",
                "com.acme.audit;version=\"2\";uses:=\"com.acme.log\"");
        library(
                "audit-1",
                "Import-Package",
                "com.acme.log;version=\"[1,2)\"",
                "Export-Package",
                "com.acme.audit;version=\"1\";uses:=\"com.acme.log\"");
        assertThat(pinion.open(shop("shop", "Import-Package", "com.acme.audit,com.acme.log;version=\"[1,2)\"")))
                .isNotNull();
    }

    @Test
    void plugin_thatHasThePackageFromNobody_opens() throws IOException {
        library("audit", "Import-Package", LOG_2, "Export-Package", "com.acme.audit;uses:=\"com.acme.log\"");
        library(
                "tax",
                "Import-Package",
                "com.acme.log;version=\"[1,2)\"",
                "Export-Package",
                "com.acme.tax;uses:=\"com.acme.log\"");
        assertThat(pinion.open(shop("shop", "Import-Package", "com.acme.audit,com.acme.tax")))
                .isNotNull();
    }
}
