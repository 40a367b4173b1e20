// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinion.linker.LinkHeaders;
import org.pinion.testing.BundleBuilder;

/** One clear sentence for each file that is no plugin, and what to do, from every command that takes one. */
class BadFileTests {

    @TempDir
    Path folder;

    private static final Map<String, String> REASONS = Map.of(
            "missing", "no such file",
            "directory", "is a directory",
            "text", "is not a jar file",
            "empty", "is not a jar file: it is empty",
            "truncated", "is a damaged or truncated jar file",
            "plain", "is not an OSGi bundle",
            "library", "has no main package");

    @Test
    void badFiles_opened_oneMessageForEach() throws Exception {
        List<String> kinds = List.copyOf(REASONS.keySet());
        List<Object> words = new ArrayList<>(List.of("open"));
        for (String kind : kinds) {
            words.add(make(kind));
        }

        Cli cli = Cli.run(words.toArray());

        List<String> messages = List.of(cli.err().split("\n(?! )"));
        assertThat(messages).hasSameSizeAs(kinds);
        for (int i = 0; i < kinds.size(); i++) {
            assertMessage(messages.get(i), "Open", (Path) words.get(i + 1), kinds.get(i));
        }
        assertThat(cli.out()).isEmpty();
        assertThat(cli.exit()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing", "directory", "text", "empty", "truncated", "plain", "library"})
    void badFile_lookedAt_oneMessageIsPrinted(String kind) throws Exception {
        assertFails(kind, "Read", "symbols");
    }

    @ParameterizedTest
    @CsvSource({"call, text", "get, plain"})
    void badFile_used_oneMessageIsPrinted(String command, String kind) throws Exception {
        assertFails(kind, "Open", command, "symbol");
    }

    private void assertFails(String kind, String operation, String command, String... more) throws IOException {
        Path file = make(kind);
        List<Object> words = new ArrayList<>(List.of(command, file));
        words.addAll(List.of(more));

        Cli cli = Cli.run(words.toArray());

        assertThat(cli.err()).endsWith("\n");
        assertMessage(cli.err(), operation, file, kind);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.exit()).isEqualTo(1);
    }

    private static void assertMessage(String message, String operation, Path file, String kind) {
        List<String> lines = message.lines().toList();
        assertThat(lines.get(0))
                .startsWith("plugin." + operation + "(\"" + file + "\"): ")
                .contains(REASONS.get(kind));
        assertThat(lines.subList(1, lines.size()))
                .allMatch(line -> line.matches("  (needed: |found:  |fix:    )\\S.*"));
        assertThat(lines.get(lines.size() - 1)).startsWith("  fix:    ");
    }

    private Path make(String kind) throws IOException {
        Path file = folder.resolve("bad " + kind + ".jar");
        switch (kind) {
            case "directory" -> Files.createDirectory(file);
            case "text" -> Files.writeString(file, "no jar at all\n");
            case "empty" -> Files.createFile(file);
            case "truncated" -> {
                byte[] bytes = Files.readAllBytes(TestPlugins.library(folder));
                Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
            }
            case "plain" -> {
                try (OutputStream bytes = Files.newOutputStream(file);
                        JarOutputStream jar = new JarOutputStream(bytes)) {
                    jar.putNextEntry(new ZipEntry("readme.txt"));
                }
            }
            case "library" -> Files.copy(TestPlugins.library(folder), file);
            default -> assertThat(kind).isEqualTo("missing");
        }
        return file;
    }

    @Test
    void manifest_thatIsNotInOrder_isExplained() {
        Path file = BundleBuilder.plugin("acme.malformed", "acme")
                .unlinked()
                .with(LinkHeaders.MAIN_PACKAGE, "acme")
                .with(LinkHeaders.INIT, "-")
                .buildTo(folder);

        assertThat(Cli.run("symbols", file)).isEqualTo(new Cli("", """
                        plugin.Read("%s"): manifest has Pinion-Main-Package but no Pinion-Symbols
                          fix:    let the linker write both
                        """.formatted(file), 1));
    }
}
