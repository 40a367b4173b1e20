// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the tool in a JVM of its own, as its users do. */
record Cli(String out, String err, int exit) {

    private static final long TIMEOUT_SECONDS = 60;

    /** Runs the classes that are being tested. */
    static Cli run(Object... words) {
        return run(List.of(), words);
    }

    /** Runs the classes that are being tested, with something to read. */
    static Cli pipe(String input, Object... words) {
        return java(input, List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()), words);
    }

    /** Runs the classes that are being tested, with options for the JVM; the last class path counts. */
    static Cli run(List<String> options, Object... words) {
        List<String> what = new ArrayList<>(List.of("-cp", System.getProperty("java.class.path")));
        what.addAll(options);
        what.add(Main.class.getName());
        return java(what, words);
    }

    /** Runs an executable jar. */
    static Cli runJar(Path jar, Object... words) {
        return java(List.of("-jar", jar.toString()), words);
    }

    private static Cli java(List<String> what, Object... words) {
        return java("", what, words);
    }

    private static Cli java(String input, List<String> what, Object... words) {
        try {
            return run(input, command(what, words));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Gives the words that start a JVM. */
    static List<String> command(List<String> what, Object... words) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        if (Runtime.version().feature() >= 24) {
            // Felix would be warned about.
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(what);
        for (Object word : words) {
            command.add(word.toString());
        }
        return command;
    }

    private static Cli run(String input, List<String> command) throws IOException, InterruptedException {
        File out = File.createTempFile("cli", ".out");
        File err = File.createTempFile("cli", ".err");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(out)
                    .redirectError(err)
                    .start();
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(Charset.defaultCharset()));
            } catch (IOException e) {
                // It has ended without reading all of it.
            }
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("does not end: " + command);
            }
            return new Cli(text(out), text(err), process.exitValue());
        } finally {
            Files.delete(out.toPath());
            Files.delete(err.toPath());
        }
    }

    private static String text(File file) throws IOException {
        return Files.readString(file.toPath()).replace(System.lineSeparator(), "\n");
    }
}
