// SPDX-License-Identifier: Apache-2.0
package org.pinion.mrsequential;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A run of the host in a JVM of its own, whose outputs are files. */
record Mr(Process process, Path outFile, Path errFile) {

    private static final long TIMEOUT_SECONDS = 180;

    /** Starts it in a folder, which has a folder for temporary files. */
    static Mr start(Path folder, List<String> options, Object... words) throws IOException {
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Djava.io.tmpdir=" + temporary));
        if (Runtime.version().feature() >= 24) {
            // Felix would be warned about.
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        for (Object word : words) {
            command.add(word.toString());
        }
        Path out = folder.resolve("stdout");
        Path err = folder.resolve("stderr");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        return new Mr(process, out, err);
    }

    /** Runs it to its end. */
    static Mr run(Path folder, Object... words) throws IOException {
        Mr mr = start(folder, List.of(), words);
        mr.exit();
        return mr;
    }

    /** Waits for the end, and gives the exit code. */
    int exit() {
        try {
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("does not end: " + out() + err());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    String out() {
        return text(outFile);
    }

    String err() {
        return text(errFile);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).replace(System.lineSeparator(), "\n");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
