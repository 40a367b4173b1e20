// SPDX-License-Identifier: Apache-2.0
package org.pinion.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinion.testing.Commands;
import org.pinion.testing.Commands.Result;
import org.pinion.testing.Documents;
import org.pinion.testing.Documents.Block;

/** The projects of the guides build as they stand, and print what the guides say. */
class GuidesIT {

    private static final List<Block> BLOCKS = Documents.guides();

    @TempDir
    static Path folder;

    @BeforeAll
    static void build() throws IOException, InterruptedException {
        Documents.writeFiles(BLOCKS, folder);

        Result result = Commands.maven(folder, "verify");

        assertThat(result.exitCode()).as(result.output() + result.errors()).isZero();
        assertThat(result.output()).as("tests that the guides show").contains("Tests run: 1, Failures: 0");
        assertThat(result.output()).doesNotContain("[WARNING] ");
    }

    static Stream<Block> commands() {
        return BLOCKS.stream().filter(block -> block.kind().equals("command"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void command_ofAGuide_printsWhatTheGuideSays(Block command) throws IOException, InterruptedException {
        Result result = Commands.commandLine(folder, command.text());

        assertThat(result.output()).as(result.errors()).isEqualToNormalizingNewlines(output(command.name()));
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void manifest_ofThePlugin_isAsInTheGuide() throws IOException {
        try (JarFile jar =
                new JarFile(folder.resolve("greeter/target/greeter-1.0.0.jar").toFile())) {
            Attributes headers = jar.getManifest().getMainAttributes();

            assertThat(Stream.of("Pinion-Main-Package", "Pinion-Symbols", "Pinion-Init")
                            .map(name -> name + ": " + headers.getValue(name) + "\n")
                            .collect(Collectors.joining()))
                    .isEqualTo(output("manifest of greeter"));
        }
    }

    @Test
    void manifest_ofAPluginThatUsesASharedPackage_importsTheRangeOfTheGuide() throws IOException {
        try (JarFile jar =
                new JarFile(folder.resolve("polite/target/polite-1.0.0.jar").toFile())) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Import-Package"))
                    .contains(output("import of polite").strip());
        }
    }

    private static String output(String name) {
        return BLOCKS.stream()
                .filter(block -> block.kind().equals("output") && block.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no guide shows the output of " + name))
                .text();
    }
}
