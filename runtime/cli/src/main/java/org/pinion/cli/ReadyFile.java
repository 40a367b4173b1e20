// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file that is there as long as the runtime is ready. */
final class ReadyFile implements AutoCloseable {

    private static final Pattern PID = Pattern.compile("pid=(\\d{1,18})\n(ssh=\\d+\n)?");

    private final Path file;

    private ReadyFile(Path file) {
        this.file = file;
    }

    /**
     * Make sure that the file can be written, and remove what a dead process has left.
     *
     * @throws IOException if it cannot, or belongs to a live process, or is something else; the message is for users
     */
    static ReadyFile at(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            throw new IOException("cannot write the ready file " + file + ": there is no folder " + folder);
        }
        if (Files.exists(file)) {
            removeStale(file);
        }
        if (!Files.isWritable(folder)) {
            throw new IOException("cannot write the ready file " + file + ": permission denied");
        }
        return new ReadyFile(file);
    }

    private static void removeStale(Path file) throws IOException {
        String content = Files.isRegularFile(file) && Files.isReadable(file) ? Files.readString(file) : "";
        Matcher pid = PID.matcher(content);
        if (!pid.matches()) {
            throw new IOException("the ready file " + file + " is something else; remove it, or name another one");
        }
        long writer = Long.parseLong(pid.group(1));
        if (isAlive(writer, Files.getLastModifiedTime(file).toInstant())) {
            throw new IOException("the ready file " + file + " belongs to process " + writer + ", which is running");
        }
        try {
            Files.delete(file);
        } catch (AccessDeniedException e) {
            throw new IOException("cannot remove the ready file " + file + ": permission denied", e);
        }
    }

    /** Numbers of processes are used again, but who began after the file was written has not written it. */
    private static boolean isAlive(long pid, Instant written) {
        Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
        return process.isPresent()
                && process.get()
                        .info()
                        .startInstant()
                        .map(start -> !start.isAfter(written))
                        .orElse(true);
    }

    /** Writes the file; nobody sees a part of it. */
    void write(String content) throws IOException {
        Path made = Files.createTempFile(file.toAbsolutePath().getParent(), ".ready", null);
        try {
            Files.writeString(made, content);
            makeReadable(made);
            Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(made);
        }
    }

    /** Whoever watches the runtime may be another user. */
    private static void makeReadable(Path made) {
        made.toFile().setReadable(true, false);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
