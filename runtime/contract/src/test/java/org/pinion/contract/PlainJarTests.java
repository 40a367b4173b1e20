// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinion.embed.Pinion;
import org.pinion.testing.BundleBuilder;

/** Jars that are no bundles where a library is wanted, in a host that has nothing to make bundles of them. */
class PlainJarTests {

    @TempDir
    private Path folder;

    private final Pinion pinion = Pinion.start();

    @AfterEach
    void close() {
        pinion.close();
    }

    private Path plain() throws IOException {
        Path jar = folder.resolve("words.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), new Manifest())) {
            out.putNextEntry(new ZipEntry("acme/words/Words.class"));
        }
        return jar;
    }

    @Test
    @Tag("O10")
    void plainJar_asLibrary_needsTheModule() throws IOException {
        Path jar = plain();

        assertThatThrownBy(() -> pinion.addLibrary(jar))
                .hasMessage("plugin.AddLibrary(\"" + jar + "\"): is not an OSGi bundle: its manifest has no"
                        + " Bundle-SymbolicName and does not say Bundle-ManifestVersion: 2\n  fix:    put"
                        + " org.pinion:pinion-wrap on the class path of Pinion, which then makes a bundle of it; or make one"
                        + " with 'pinion wrap words.jar', and add that");
        assertThat(pinion.framework().getBundleContext().getBundles()).hasSize(1);
    }

    @Test
    @Tag("O8")
    void missingPackage_inJarThatIsNoBundle_isToldWithIt() throws IOException {
        Path plugins = Files.createDirectory(folder.resolve("plugins"));
        Path jar = Files.move(plain(), plugins.resolve("words.jar"));
        BundleBuilder.plugin("acme.user", "acme.user")
                .with("Import-Package", "acme.words")
                .buildAs(plugins.resolve("a.jar"));

        try (Pinion started = Pinion.builder().plugins(plugins).start()) {
            assertThat(started.failures()).hasSize(2);
            assertThat(started.failures().get(0).failure())
                    .hasMessageContaining("no bundle exports package acme.words")
                    .hasMessageContaining("found:  " + jar + " has the package, but was refused:\n")
                    .hasMessageContaining("put org.pinion:pinion-wrap on the class path of Pinion");
        }
    }
}
