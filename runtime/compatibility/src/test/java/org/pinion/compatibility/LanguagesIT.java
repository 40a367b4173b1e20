// SPDX-License-Identifier: Apache-2.0
package org.pinion.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

/**
 * The plugins of the page about other languages build as they stand. Their own tests, in their languages, open and use
 * them; the commands of the page print what it says.
 */
class LanguagesIT {

    private static final List<Block> BLOCKS = Documents.blocks("languages.md");

    private static final String PINION = "./pinion ";

    private static final String LINKER = "pinion: ";

    @TempDir
    static Path folder;

    private static Result build;

    @BeforeAll
    static void build() throws IOException, InterruptedException {
        Documents.writeFiles(BLOCKS, folder);

        // Kotlin's compiler would stay in a process of its own.
        build = Commands.maven(folder, "-Dkotlin.compiler.daemon=false", "verify");

        assertThat(build.exitCode()).as(build.output() + build.errors()).isZero();
    }

    @Test
    void build_ofThePage_runsTheTestOfEachPlugin() {
        assertThat(build.output().split("Tests run: 1, Failures: 0, Errors: 0, Skipped: 0, ", -1))
                .as(build.output())
                .hasSize(5);
        assertThat(build.output()).contains("Ran 2 tests containing 5 assertions.\n0 failures, 0 errors.");
    }

    @Test
    void build_ofThePage_warnsOfWhatItSays() {
        List<String> warnings = BLOCKS.stream()
                .filter(block -> block.name().startsWith("warnings of "))
                .flatMap(block -> block.text().lines())
                .toList();

        assertThat(build.output().lines().filter(line -> line.contains(LINKER)))
                .extracting(line -> line.substring(line.indexOf(LINKER) + LINKER.length()))
                .containsExactlyInAnyOrderElementsOf(warnings);
    }

    static Stream<Block> commands() {
        return BLOCKS.stream().filter(block -> block.kind().equals("command"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void command_ofThePage_printsWhatItSays(Block command) throws IOException, InterruptedException {
        Result result = Commands.run(folder, commandLine(command.text().strip()));

        assertThat(result.output()).as(result.errors()).isEqualToNormalizingNewlines(output(command.name()));
        assertThat(result.exitCode()).isZero();
    }

    private static List<String> commandLine(String line) {
        assertThat(line).startsWith(PINION);
        List<String> command = new ArrayList<>(Commands.java(List.of("-jar", System.getProperty("pinion.cli"))));
        command.addAll(List.of(line.substring(PINION.length()).split("\\s+")));
        return command;
    }

    private static String output(String name) {
        return BLOCKS.stream()
                .filter(block -> block.kind().equals("output") && block.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the page does not show the output of " + name))
                .text();
    }
}
