// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.pinion.contract.TestBundles.counter;
import static org.pinion.contract.TestBundles.failure;
import static org.pinion.contract.TestBundles.inits;
import static org.pinion.contract.TestBundles.text;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinion.Plugin;
import org.pinion.PluginException;
import org.pinion.PluginException.Reason;
import org.pinion.embed.Pinion;

/** Files with odd names, and plugins that are no files. */
class FileNameTests {

    private static byte[] bytes;

    @TempDir
    Path folder;

    private final Pinion pinion = Pinion.start();

    @BeforeAll
    static void build() {
        bytes = counter("acme.counter").build();
    }

    @BeforeEach
    void resolve() throws IOException {
        folder = folder.toRealPath();
    }

    @AfterEach
    void close() {
        pinion.close();
    }

    /** Opens a file in every way, and expects that messages show its name as it is. */
    private void assertOpens(Path jar) throws IOException {
        Plugin plugin = pinion.open(jar);
        assertThat(pinion.open(jar)).isSameAs(plugin);
        assertThat(inits(plugin)).isEqualTo(1);
        Path copy = Files.write(folder.resolve("copy.jar"), bytes);
        assertThat(failure(pinion, copy))
                .hasMessage(text(
                        copy,
                        "plugin already loaded: acme.counter 1.0.0 was opened from " + jar + ", with the same bytes"));
        Files.write(jar, new byte[1]);
        assertThat(failure(pinion, jar))
                .hasMessage(text(jar, "changed since it was opened; a plugin cannot be reloaded, restart the runtime"));
        Files.delete(jar);
        assertThat(failure(pinion, jar)).hasMessage(text(jar, "no such file"));
    }

    @ParameterizedTest
    @Tag("O1")
    @ValueSource(
            strings = {
                " ",
                " two  blanks .jar",
                "Übergröße-日本語-🔌.jar",
                "100%.jar",
                "%41%zz.jar",
                "a#b.jar",
                "a+b.jar",
                "a?b=c&d.jar",
                "\"quoted\" 'too'.jar",
                "a\nb.jar",
                "a\tb\\c.jar",
                "!.jar",
                "a!/b.jar",
                "file:a.jar",
                "reference:file:a.jar",
                "-",
                "noextension"
            })
    void file_withAnOddName_isOpened(String name) throws IOException {
        Path jar = folder.resolve(name);
        Files.createDirectories(jar.getParent());
        assertOpens(Files.write(jar, bytes));
    }

    @Test
    @Tag("O1")
    void file_withALongName_isOpened() throws IOException {
        Path deep = folder;
        for (int i = 0; i < 3; i++) {
            deep = deep.resolve("d".repeat(250));
        }
        assertOpens(Files.write(Files.createDirectories(deep).resolve("x".repeat(246) + ".jar"), bytes));
    }

    @Test
    @Tag("O1")
    void file_whoseNameIsNoText_isOpened() throws Exception {
        Path plain = Files.write(folder.resolve("plain.jar"), bytes);
        // Two names that look alike when they are decoded.
        Process shell = new ProcessBuilder(
                        "sh",
                        "-c",
                        "mkdir odd; cp plain.jar \"$(printf 'odd/\\351.jar')\"; mv plain.jar"
                                + " \"$(printf 'odd/\\350.jar')\"")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        shell.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        assumeTrue(shell.waitFor() == 0, "the file system takes names of bytes");
        assertThat(plain).doesNotExist();
        try (DirectoryStream<Path> odd = Files.newDirectoryStream(folder.resolve("odd"))) {
            List<Path> files = new java.util.ArrayList<>();
            odd.forEach(files::add);
            assertThat(files).hasSize(2);
            assumeTrue(files.stream().allMatch(Files::exists), "the JVM can name them");
            Path one = files.get(0);
            Path two = files.get(1);
            Plugin plugin = pinion.open(one);
            assertThat(pinion.open(one)).isSameAs(plugin);
            assertThat(failure(pinion, two))
                    .hasMessage(text(
                            two,
                            "plugin already loaded: acme.counter 1.0.0 was opened from " + one
                                    + ", with the same bytes"));
        }
    }

    @Test
    @Tag("O1")
    void jar_of50Megabytes_isOpened() throws IOException {
        Path small = Files.write(folder.resolve("small.jar"), bytes);
        Path big = folder.resolve("big.jar");
        byte[] block = new byte[1 << 20];
        new Random(1).nextBytes(block);
        try (JarFile in = new JarFile(small.toFile());
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(big), in.getManifest())) {
            out.setLevel(Deflater.NO_COMPRESSION);
            for (JarEntry entry : in.stream().toList()) {
                if (!entry.getName().startsWith("META-INF/")) {
                    out.putNextEntry(new JarEntry(entry.getName()));
                    in.getInputStream(entry).transferTo(out);
                }
            }
            out.putNextEntry(new JarEntry("data.bin"));
            for (int i = 0; i < 50; i++) {
                out.write(block);
            }
        }
        Plugin plugin = pinion.open(big);
        assertThat(pinion.open(big)).isSameAs(plugin);
        try (InputStream data = plugin.bundle().getEntry("data.bin").openStream()) {
            data.skipNBytes(49L << 20);
            assertThat(data.readAllBytes()).isEqualTo(block);
        }
        try (RandomWrite write = new RandomWrite(big)) {
            write.flipLastByte();
        }
        assertThat(failure(pinion, big)).returns(Reason.CHANGED, PluginException::reason);
    }

    /** Changes one byte of a file in place. */
    private static final class RandomWrite implements AutoCloseable {
        private final java.io.RandomAccessFile file;

        RandomWrite(Path path) throws IOException {
            file = new java.io.RandomAccessFile(path.toFile(), "rw");
        }

        void flipLastByte() throws IOException {
            long last = file.length() - 1;
            file.seek(last);
            int value = file.read();
            file.seek(last);
            file.write(~value);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    @ParameterizedTest
    @Tag("O1")
    @Tag("O2")
    @ValueSource(
            strings = {
                "",
                " ",
                "builtin:counter",
                "file:///a b.jar",
                "file:///",
                "file:///x.jar?y#z",
                "reference:file:/nowhere",
                "inputstream:x",
                "http://[",
                "a\nb",
                "%zz"
            })
    void location_ofAStream_isAnyText(String location) {
        Plugin plugin = pinion.open(location, new ByteArrayInputStream(bytes));
        assertThat(pinion.open(location, new ByteArrayInputStream(bytes))).isSameAs(plugin);
        assertThat(inits(plugin)).isEqualTo(1);
        assertThat(plugin.bundle().getLocation()).isEqualTo(location);
        assertThat(catchThrowableOfType(
                        PluginException.class, () -> pinion.open("copy", new ByteArrayInputStream(bytes))))
                .hasMessageStartingWith(
                        "plugin.Open(\"copy\"): plugin already loaded: acme.counter 1.0.0 was opened from ")
                .returns(Reason.ALREADY_LOADED, PluginException::reason);
    }

    @Test
    @Tag("O1")
    void location_ofTheFrameworkItself_isRefused() {
        assertThat(catchThrowableOfType(
                        PluginException.class, () -> pinion.open("System Bundle", new ByteArrayInputStream(bytes))))
                .returns(Reason.ALREADY_LOADED, PluginException::reason);
    }

    @Test
    @Tag("O2")
    void plugin_fromAResourceOfTheHost_isOpened() throws IOException {
        Path host = folder.resolve("host.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(host))) {
            out.putNextEntry(new JarEntry("plugins/counter.jar"));
            out.write(bytes);
        }
        try (URLClassLoader loader = new URLClassLoader(new URL[] {host.toUri().toURL()}, null)) {
            URL resource = loader.getResource("plugins/counter.jar");
            Plugin plugin = pinion.open(resource.toString(), resource.openStream());
            assertThat(pinion.open(resource.toString(), resource.openStream())).isSameAs(plugin);
            assertThat(inits(plugin)).isEqualTo(1);
            Path copy = Files.write(folder.resolve("copy.jar"), bytes);
            assertThat(failure(pinion, copy))
                    .hasMessage(text(
                            copy,
                            "plugin already loaded: acme.counter 1.0.0 was opened from " + resource
                                    + ", with the same bytes"));
        }
    }

    @Test
    @Tag("O1")
    void stream_isClosed_whateverTheOutcome() {
        assertThat(closed("good", bytes)).isTrue();
        assertThat(closed("good", bytes)).as("a second time").isTrue();
        assertThat(closed("good", new byte[3])).as("changed").isTrue();
        assertThat(closed("bad", new byte[3])).as("failed").isTrue();
        assertThat(closed("bad", new byte[3])).as("failed before").isTrue();
        pinion.close();
        assertThat(closed("late", bytes)).as("after the runtime was closed").isTrue();
    }

    private boolean closed(String location, byte[] content) {
        boolean[] closed = new boolean[1];
        InputStream stream = new ByteArrayInputStream(content) {
            @Override
            public void close() {
                closed[0] = true;
            }
        };
        try {
            pinion.open(location, stream);
        } catch (PluginException e) {
            assertThat(location + content.length).isNotEqualTo("good" + bytes.length);
        }
        return closed[0];
    }
}
