// SPDX-License-Identifier: Apache-2.0
package example.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.pinion.testing.Commands;
import org.pinion.testing.Commands.Result;
import org.pinion.testing.Documents;
import org.pinion.testing.Documents.Block;

/** Follows the guide from its first line to its last: writes the files, runs the commands, compares what they print. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the start script is one of the shell")
class MapReduceGuideIT {

    @TempDir
    Path folder;

    /** What this build has made is new, even if Maven found that it need not be written again. */
    @BeforeAll
    static void touch() throws IOException {
        for (String name : List.of("runtime/cli", "runtime/mrsequential")) {
            try (Stream<Path> files = Files.list(Documents.ROOT.resolve(name).resolve("target"))) {
                for (Path jar : files.filter(file -> file.toString().endsWith("-SNAPSHOT.jar"))
                        .toList()) {
                    Files.setLastModifiedTime(jar, FileTime.from(Instant.now()));
                }
            }
        }
    }

    private Result sh(String script) throws IOException, InterruptedException {
        String prelude = "set -e\n"
                + "pinion() { '" + Documents.ROOT.resolve("pinion") + "' \"$@\"; }\n"
                + "mvn() { '" + Documents.ROOT.resolve("mvnw") + "' '" + String.join("' '", Commands.mavenOptions())
                + "' \"$@\"; }\n";
        return Commands.run(folder, List.of("sh", "-c", prelude + script));
    }

    @Test
    void guide_followed_printsWhatItSays() throws IOException, InterruptedException {
        List<Block> blocks = Documents.blocks("mapreduce.md");
        int commands = 0;
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            if (block.kind().equals("file")) {
                Path file = folder.resolve(block.name());
                Files.createDirectories(file.getParent());
                Files.writeString(file, block.text());
            } else if (block.kind().equals("command")) {
                commands++;
                Block output = blocks.get(i + 1);
                assertThat(output.toString()).isEqualTo("output " + block.name());
                Result result = sh(block.text());
                assertThat(result.output()).as(block + "\n" + result.errors()).isEqualTo(output.text());
                assertThat(result.errors()).as(block.toString()).isEmpty();
                assertThat(result.exitCode()).as(block.toString()).isZero();
            }
        }
        assertThat(commands).isGreaterThan(4);
    }

    @Test
    void startScript_passesOptionsOfTheJvm_andTheExitCode() throws IOException, InterruptedException {
        Files.write(folder.resolve("a.txt"), new byte[20 << 20]);

        Result result = sh("JAVA_OPTS='-Xmx30m -XX:+UseParallelGC' pinion mr wc a.txt");

        assertThat(result.errors()).startsWith("pinion: a.txt: it needs at least 40.0 MB of memory");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(sh("pinion mr").exitCode()).isEqualTo(2);
    }
}
