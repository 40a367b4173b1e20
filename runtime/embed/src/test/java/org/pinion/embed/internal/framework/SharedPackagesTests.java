// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.framework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;
import org.pinion.PluginException;
import org.pinion.embed.Pinion;

class SharedPackagesTests {

    @TempDir
    Path folder;

    private URLClassLoader loader(Path... elements) throws IOException {
        URL[] urls = new URL[elements.length];
        for (int i = 0; i < elements.length; i++) {
            urls[i] = elements[i].toUri().toURL();
        }
        return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
    }

    /** Writes a jar with these entries and no others, in particular none for folders. */
    private Path jar(String... entries) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        Path jar = folder.resolve("some.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            for (String entry : entries) {
                out.putNextEntry(new ZipEntry(entry));
            }
        }
        return jar;
    }

    private static List<String> missing(ClassLoader loader, String... names) {
        SharedPackages packages = new SharedPackages(loader);
        for (String name : names) {
            packages.add(name, Version.emptyVersion);
        }
        return List.copyOf(packages.missing());
    }

    @Test
    void package_inAJarWithoutEntriesForFolders_isFound() throws IOException {
        try (URLClassLoader loader = loader(jar("acme/api/Api.class", "acme/text/sub/Text.class", "acme/data/x.txt"))) {
            assertThat(missing(loader, "acme.api", "acme.text.sub")).isEmpty();
            assertThat(missing(loader, "acme", "acme.ap", "acme.api.sub", "acme.text", "acme.data"))
                    .containsExactly("acme", "acme.ap", "acme.api.sub", "acme.data", "acme.text");
        }
    }

    @Test
    void package_inAFolder_isFound() throws IOException {
        Files.createDirectories(folder.resolve("acme/api"));
        try (URLClassLoader loader = loader(folder)) {
            assertThat(missing(loader, "acme.api", "acme.other")).containsExactly("acme.other");
        }
    }

    @Test
    void package_ofTheJdk_isFound() throws IOException {
        try (URLClassLoader loader = loader()) {
            assertThat(missing(loader, "java.util", "com.sun.net.httpserver", "java.nothing"))
                    .containsExactly("java.nothing");
        }
    }

    @Test
    void package_whoseClassIsLoaded_isFound() {
        ClassLoader loader = new ClassLoader(SharedPackagesTests.class.getClassLoader()) {
            @Override
            public URL getResource(String name) {
                return null;
            }
        };
        assertThat(missing(loader, SharedPackagesTests.class.getPackageName())).isEmpty();
    }

    @Test
    void start_thatSharesAMissingPackage_isRefused() {
        assertThatThrownBy(() -> Pinion.builder()
                        .share("acme.nothing", "org.junit.jupiter.api")
                        .start())
                .isInstanceOf(PluginException.class)
                .hasMessageStartingWith(
                        "pinion: cannot start: no package acme.nothing is on the class path of Pinion, so"
                                + " it cannot be shared; its class loader is ")
                .extracting(failure -> ((PluginException) failure).reason())
                .isEqualTo(PluginException.Reason.RUNTIME);
    }
}
