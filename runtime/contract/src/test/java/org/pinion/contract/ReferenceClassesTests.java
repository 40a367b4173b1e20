// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pinion.PluginException.Reason;
import org.pinion.linker.LinkReferences;
import org.pinion.testing.BundleBuilder;
import org.pinion.testing.PlainJarBuilder;

/** Which class files count: those that this JVM loads, whatever the jar says of them. */
class ReferenceClassesTests extends ReferenceWorld {

    private static final String GONE =
            "public class Uses { public static int limit() { return acme.lib.Text.limit; } }";
    private static final String KEPT = "public class Uses { public static int limit() { return 9; } }";
    private static final String CALL = "public static int Limit() { return acme.part.Uses.limit(); }";
    private static final String FILE = "acme/part/Uses.class";

    /** Compiles one class against the library as it was. */
    private byte[] classFile(Path library, String source) throws IOException {
        byte[] jar = BundleBuilder.bundle("acme.part")
                .classPath(library)
                .source("acme.part.Uses", source)
                .build();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(FILE)) {
                    return zip.readAllBytes();
                }
            }
        }
        throw new IllegalStateException("no class");
    }

    private Path forReleases(String all, String later) throws IOException {
        Path before = library("1.1.0", BEFORE);
        Path plugin = plugin(before, CALL)
                .source("acme.part.Uses", all)
                .resource("META-INF/versions/9/" + FILE, classFile(before, later))
                .with("Multi-Release", "true")
                .buildTo(folder);
        pinion.addLibrary(library("1.2.0", AFTER));
        return plugin;
    }

    @Test
    @Tag("R1")
    void jarForSeveralReleases_isCheckedAsThisOneLoadsIt() throws Exception {
        assertThat(refusal(forReleases(KEPT, GONE)).reason()).isEqualTo(Reason.INCOMPATIBLE);
        restart();
        assertThat(call(forReleases(GONE, KEPT), "Limit")).isEqualTo(9);
    }

    private Path nested(String all, String later) throws IOException {
        Path before = library("1.1.0", BEFORE);
        Path jar = new PlainJarBuilder()
                .header("Multi-Release", "true")
                .entry(FILE, classFile(before, all))
                .entry("META-INF/versions/9/" + FILE, classFile(before, later))
                .buildAs(folder.resolve("nested.jar"));
        Path plugin = plugin(before, CALL)
                .classPath(jar)
                .resource("lib/nested.jar", Files.readAllBytes(jar))
                .with("Bundle-ClassPath", ".,lib/nested.jar")
                .with("Import-Package", "acme.lib, *")
                .buildTo(folder);
        pinion.addLibrary(library("1.2.0", AFTER));
        return plugin;
    }

    @Test
    @Tag("R1")
    void nestedJarForSeveralReleases_isCheckedAsThisOneLoadsIt() throws Exception {
        Path plugin = nested(GONE, KEPT);
        assertThat(call(plugin, "Limit")).isEqualTo(9);
        restart();
        assertThat(refusal(nested(KEPT, GONE)).reason()).isEqualTo(Reason.INCOMPATIBLE);
    }

    @Test
    @Tag("R1")
    void classThatWasExchangedAfterTheBuild_isRead() throws Exception {
        Path before = library("1.1.0", BEFORE);
        Path plugin = plugin(before, CALL)
                .source("acme.part.Uses", KEPT)
                .with("Import-Package", "acme.lib, *")
                .buildTo(folder);
        try (FileSystem jar = FileSystems.newFileSystem(plugin, Map.of())) {
            assertThat(jar.getPath(LinkReferences.ENTRY)).exists();
            Files.write(jar.getPath(FILE), classFile(before, GONE));
        }
        pinion.addLibrary(library("1.2.0", AFTER));
        assertThat(refusal(plugin).problems().get(0).found().get(0))
                .startsWith("acme.part.Uses.limit line 2 needs int");
    }

    @Test
    @Tag("R1")
    void entryThatIsDamaged_isNoObstacle() throws Exception {
        Path before = library("1.1.0", BEFORE);
        Path plugin = plugin(before, USES).buildTo(folder);
        try (FileSystem jar = FileSystems.newFileSystem(plugin, Map.of())) {
            Path entry = jar.getPath(LinkReferences.ENTRY);
            byte[] bytes = Files.readAllBytes(entry);
            Files.write(entry, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        }
        pinion.addLibrary(library("1.2.0", AFTER));
        assertThat(refusal(plugin).problems().get(0).found()).hasSize(4);
    }
}
