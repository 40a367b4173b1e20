// SPDX-License-Identifier: Apache-2.0
package org.pinion.wrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinion.embed.Pinion;
import org.pinion.testing.PlainJarBuilder;

/** Jars from which nothing can be imported, added as libraries. */
class NoLibraryTests {

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

    @Test
    void jar_withNothingToImport_isRefused() {
        assertRefused(
                new PlainJarBuilder().entry("acme/A.java", "class A {}").entry("acme/a.txt", "a"),
                "has sources but no classes");
        assertRefused(
                new PlainJarBuilder().entry("index.html", "<html>").entry("element-list", "acme"),
                "has documentation but no classes");
        assertRefused(
                new PlainJarBuilder().source("module-info", "module acme.module {}"), "has no classes but module-info");
        assertRefused(new PlainJarBuilder().entry("A.class", "class A"), "has no class in a package");
    }

    private void assertRefused(PlainJarBuilder builder, String what) {
        Path jar = builder.buildAs(folder.resolve("odd.jar"));
        assertThatThrownBy(() -> pinion.addLibrary(jar))
                .hasMessage(
                        "plugin.AddLibrary(\"" + jar + "\"): is not an OSGi bundle, and " + what
                                + ", so nothing can be imported from it\n  fix:    take the jar with the classes; or leave it out");
    }

    @Test
    void application_isRefused_andItsLibrariesAreNamed() {
        PlainJarBuilder war = new PlainJarBuilder()
                .entry("index.html", "<p>")
                .entry("WEB-INF/classes/acme/A.class", "A")
                .entry("WEB-INF/lib/words.jar", "PK");
        PlainJarBuilder boot = new PlainJarBuilder()
                .source("org.springframework.boot.loader.launch.JarLauncher", "public class JarLauncher {}")
                .entry("BOOT-INF/classes/acme/A.class", "A");

        assertApplication(war, "WEB-INF");
        assertApplication(boot, "BOOT-INF");
        assertThat(pinion.addLibrary(new PlainJarBuilder()
                        .source("acme.words.Words", "public class Words {}")
                        .entry("WEB-INF/classes/acme/A.class", "A")
                        .buildAs(folder.resolve("words-1.2.jar"))))
                .isNotNull();
    }

    private void assertApplication(PlainJarBuilder builder, String place) {
        Path jar = builder.buildAs(folder.resolve("application.jar"));
        assertThatThrownBy(() -> pinion.addLibrary(jar))
                .hasMessage("plugin.AddLibrary(\"" + jar
                        + "\"): is not an OSGi bundle, and is an application: its code is in "
                        + place
                        + ", so nothing can be imported from it\n  fix:    take the jars of the libraries that it"
                        + " has in " + place + "/lib; or leave it out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"META-INF/LICENSE", "META-INF/versions/9/module-info.class", "acme/"})
    void plainJar_thatIsEmptyOnPurpose_isALibraryThatOffersNothing(String entry) throws IOException {
        Path plugins = Files.createDirectory(folder.resolve("plugins"));
        Path jar = new PlainJarBuilder().entry(entry, "").buildAs(plugins.resolve("listenablefuture-9999.0-empty.jar"));

        assertThat(pinion.addLibrary(jar).getHeaders().get("Export-Package")).isNull();
        assertThat(pinion.addLibrary(jar).getVersion()).hasToString("9999.0.0.empty");
        try (Pinion started = Pinion.builder().plugins(plugins).start()) {
            assertThat(started.failures()).isEmpty();
        }
    }
}
