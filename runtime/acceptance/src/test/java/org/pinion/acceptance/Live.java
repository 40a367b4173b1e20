// SPDX-License-Identifier: Apache-2.0
package org.pinion.acceptance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that a test talks with while it runs; both its outputs are one. */
final class Live implements AutoCloseable {

    private static final long SECONDS = 120;

    private final Process process;
    private final BufferedReader reader;
    private final StringBuilder seen = new StringBuilder();

    Live(Path folder, List<String> command) throws IOException {
        process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        reader = process.inputReader();
    }

    /** Waits for a line that begins with a text; returns it. */
    String await(String start) throws IOException {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            seen.append(line).append('\n');
            if (line.startsWith(start)) {
                return line;
            }
        }
        throw new AssertionError("no '" + start + "' in the output:\n" + seen);
    }

    /** Writes to the process, and ends its input. */
    void send(String text) throws IOException {
        try (Writer writer = process.outputWriter()) {
            writer.write(text);
        }
    }

    /** Waits for the end of the process, but not of those that it has started. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("still running, having said:\n" + seen);
        }
        return process.exitValue();
    }

    String output() {
        return seen.toString();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
