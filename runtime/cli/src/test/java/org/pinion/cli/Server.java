// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A process of {@code pinion serve} in a folder of its own, also for its temporary files; its stdin is empty. */
final class Server implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final Path out;
    private final Path err;

    /** Starts the classes that are being tested, in a folder that need not be there. */
    Server(Path folder, Object... words) throws IOException {
        this(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()), folder, words);
    }

    Server(List<String> what, Path folder, Object... words) throws IOException {
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        out = folder.resolve("out");
        err = folder.resolve("err");
        List<String> command = Cli.command(what, words);
        command.add(command.size() - words.length, "serve");
        command.addAll(1, List.of("-Djava.io.tmpdir=" + temporary, "-Duser.home=" + folder));
        process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
    }

    /** Waits until the log has a text. */
    Server await(String text) {
        Awaitility.await().atMost(PATIENCE_SECONDS, TimeUnit.SECONDS).untilAsserted(() -> {
            assertThat(err()).contains(text);
        });
        return this;
    }

    long pid() {
        return process.pid();
    }

    String out() {
        return text(out);
    }

    String err() {
        return text(err);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a signal, such as {@code TERM}. */
    Server signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, "" + pid()).start().waitFor();
        return this;
    }

    /** Waits for the end, and gives the exit code. */
    int end() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as(() -> err())
                .isTrue();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
