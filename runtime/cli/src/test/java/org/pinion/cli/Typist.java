// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import com.pty4j.WinSize;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Types into the shell at a terminal, and reads what it shows. */
final class Typist implements AutoCloseable {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final PtyProcess process;
    private final StringBuilder shown = new StringBuilder();

    Typist(Path home, String type, Object... words) throws IOException {
        this(80, 24, home, type, words);
    }

    Typist(int columns, int rows, Path home, String type, Object... words) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (Runtime.version().feature() >= 24) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(List.of(
                "-Duser.home=" + home, "-cp", System.getProperty("java.class.path"), Main.class.getName(), "shell"));
        for (Object word : words) {
            command.add(word.toString());
        }
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("TERM", type);
        process = new PtyProcessBuilder(command.toArray(String[]::new))
                .setEnvironment(environment)
                .setInitialColumns(columns)
                .setInitialRows(rows)
                .start();
        Thread reader = new Thread(this::read, "terminal");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        byte[] buffer = new byte[4096];
        try (InputStream in = process.getInputStream()) {
            for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
                synchronized (shown) {
                    shown.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
                    shown.notifyAll();
                }
            }
        } catch (IOException e) {
            // The other end is gone.
        }
    }

    /** Types keys. */
    Typist type(String keys) throws IOException {
        process.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        return this;
    }

    /** Waits until the terminal shows a text, and gives all that came since the last time. */
    String await(String text) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        synchronized (shown) {
            while (shown.indexOf(text) < 0) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    throw new AssertionError("no " + text + " in " + shown);
                }
                shown.wait(left);
            }
            String seen = shown.toString();
            shown.delete(0, shown.indexOf(text) + text.length());
            return seen;
        }
    }

    /** Makes the window as large as this. */
    void resize(int columns, int rows) {
        process.setWinSize(new WinSize(columns, rows));
    }

    /** Waits for the end, and gives the exit code. */
    int end() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("does not end: " + shown);
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
