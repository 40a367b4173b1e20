// SPDX-License-Identifier: Apache-2.0
package example.ptest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the example as a user does: in a JVM of its own. */
class MainTests {

    @TempDir
    Path folder;

    @Test
    void addPlugin_opened_printsWhatTheGoExamplePrints() throws Exception {
        Result result = run(System.getProperty("add.jar"));

        assertThat(result.out()).isEqualTo("""
                sub pkg init called
                add init called
                add2 init called
                symbol Model not found
                plugin: symbol unexportedVar not found in plugin example.add
                ExportedVar = 123
                plugin: symbol unexportedFunc not found in plugin example.add
                ExportedFunc returns 3
                AnotherFuncInMain returns 7
                plugin: symbol NonMainPkgFunc not found in plugin example.add
                """);
        assertThat(result.exit()).isZero();
    }

    @Test
    void noArgument_started_usageIsShown() throws Exception {
        Result result = run();

        assertThat(result.err()).isEqualTo("usage: java example.ptest.Main PLUGIN.jar\n");
        assertThat(result.out()).isEmpty();
        assertThat(result.exit()).isEqualTo(2);
    }

    @Test
    void missingFile_opened_messageIsShown() throws Exception {
        Result result = run("nowhere.jar");

        assertThat(result.err()).contains("plugin.Open(\"nowhere.jar\"): no such file\n  found:  ");
        assertThat(result.out()).isEmpty();
        assertThat(result.exit()).isEqualTo(1);
    }

    private record Result(String out, String err, int exit) {}

    private Result run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "example.ptest.Main"));
        command.addAll(List.of(arguments));
        File out = folder.resolve("out").toFile();
        File err = folder.resolve("err").toFile();
        int exit = new ProcessBuilder(command)
                .redirectOutput(out)
                .redirectError(err)
                .start()
                .waitFor();
        return new Result(text(out), text(err), exit);
    }

    private static String text(File file) throws IOException {
        return Files.readString(file.toPath()).replace(System.lineSeparator(), "\n");
    }
}
