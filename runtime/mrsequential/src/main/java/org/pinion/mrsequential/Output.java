// SPDX-License-Identifier: Apache-2.0
package org.pinion.mrsequential;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The file of results. It appears when it is complete; until then its name is another one.
 *
 * <p>Any thread may close it at any time.
 */
final class Output implements AutoCloseable {

    static final String NAME = "mr-out-0";

    private final Path file;
    private final Path unfinished;
    private final OutputStream stream;
    private boolean ended;

    private Output(Path file, Path unfinished, OutputStream stream) {
        this.file = file;
        this.unfinished = unfinished;
        this.stream = stream;
    }

    /** Tell what is wrong with a folder for the results. */
    static Optional<String> problem(Path folder) {
        if (!Files.exists(folder)) {
            return Optional.of(folder + ": no such directory for the output; create it, or name another with --output");
        }
        if (!Files.isDirectory(folder)) {
            return Optional.of(folder + ": not a directory, where the output could go; name another with --output");
        }
        if (!Files.isWritable(folder)) {
            return Optional.of(folder + ": no permission to write the output; name another directory with --output");
        }
        Path file = folder.resolve(NAME);
        return Files.isDirectory(file)
                ? Optional.of(file + ": it is a directory, where the output should be; move it away")
                : Optional.empty();
    }

    /** Begin the file in a folder. */
    static Output create(Path folder) throws JobException {
        Path unfinished =
                folder.resolve("." + NAME + "." + ProcessHandle.current().pid() + ".tmp");
        try {
            OutputStream stream = Files.newOutputStream(
                    unfinished,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE);
            return new Output(folder.resolve(NAME), unfinished, new BufferedOutputStream(stream, 1 << 16));
        } catch (IOException e) {
            throw new JobException("cannot write to " + folder + ": " + Thrown.text(e), e);
        }
    }

    /** Append to it. */
    void write(byte[] bytes) throws JobException {
        try {
            stream.write(bytes);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Complete it: it takes the place of an earlier one at once. Nothing happens if it was closed. */
    synchronized void commit() throws JobException {
        if (ended) {
            return;
        }
        try {
            stream.close();
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            ended = true;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private JobException failed(IOException e) {
        return new JobException("cannot write " + file + ": " + Thrown.text(e), e);
    }

    /** Remove it if it is not complete. */
    @Override
    public synchronized void close() {
        if (ended) {
            return;
        }
        ended = true;
        try (stream) {
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            // The disk is full, or the folder is gone; the failure that led here is told.
        }
    }
}
