// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jars that are no bundles, at the command line. */
class WrapTests {

    @TempDir
    Path folder;

    /** Copies a library without its manifest. */
    private Path plain() throws IOException {
        Path plain = folder.resolve("lib-1.4.jar");
        try (JarFile library = new JarFile(TestPlugins.library(folder).toFile());
                JarOutputStream jar = new JarOutputStream(Files.newOutputStream(plain))) {
            for (JarEntry entry : library.stream().toList()) {
                if (!entry.getName().startsWith("META-INF")) {
                    jar.putNextEntry(new JarEntry(entry.getName()));
                    library.getInputStream(entry).transferTo(jar);
                }
            }
        }
        return plain;
    }

    @Test
    void plainJar_wrapped_isALibrary() throws IOException {
        Path bundle = folder.resolve("bundle.jar");

        assertThat(Cli.run("wrap", "-o", bundle, plain())).isEqualTo(new Cli(bundle + ": library lib 1.4.0\n", "", 0));

        assertThat(Cli.run("call", "-L", bundle, TestPlugins.user(folder, bundle), "greet", "Ada"))
                .isEqualTo(new Cli("hello Ada\n", "", 0));
    }

    @Test
    void plainJar_addedAsLibrary_isUsed() throws IOException {
        Path plain = plain();
        Path user = TestPlugins.user(folder, plain);

        assertThat(Cli.run("call", "-L", plain, user, "greet", "Ada")).isEqualTo(new Cli("hello Ada\n", "", 0));
        assertThat(Cli.run("call", user, "greet", "Ada").err()).contains("no bundle exports package acme.lib");
    }

    @Test
    void folder_toWrapInto_getsAFileOfItsName() throws IOException {
        Path target = Files.createDirectory(folder.resolve("bundles"));

        assertThat(Cli.run("wrap", plain(), "--output", target))
                .isEqualTo(new Cli(target.resolve("lib-1.4.0.jar") + ": library lib 1.4.0\n", "", 0));
        assertThat(target.resolve("lib-1.4.0.jar")).exists();
    }

    @Test
    void bundle_toWrap_isToldToBeOne() {
        Path library = TestPlugins.library(folder);

        assertThat(Cli.run("wrap", library)).isEqualTo(new Cli("", """
                        plugin.Wrap("%s"): is an OSGi bundle already: acme.lib 1.0.0
                          fix:    add it as a library as it is
                        """.formatted(library), 1));
    }

    @Test
    void refusedLibrary_thatHasWhatIsMissing_isNamed() throws IOException {
        Path plain = plain();
        Path user = TestPlugins.user(folder, plain);
        Path sources = folder.resolve("lib-sources.jar");
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(sources))) {
            jar.putNextEntry(new JarEntry("acme/lib/Lib.java"));
        }

        Cli cli = Cli.run("why", "-L", sources, user);

        assertThat(cli.err())
                .isEqualTo(
                        "plugin.AddLibrary(\"" + sources
                                + "\"): is not an OSGi bundle, and has sources but no classes, so"
                                + " nothing can be imported from it\n  fix:    take the jar with the classes; or leave it out\n");
        assertThat(cli.out()).contains("no bundle exports package acme.lib");
    }
}
