// SPDX-License-Identifier: Apache-2.0
package org.pinion.mrsequential.sort;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A temporary file. One thread appends to it, any may read what was appended.
 *
 * <p>It is deleted when it is closed; on systems that allow it as soon as it is open, so that it is gone even if the
 * process is killed.
 */
final class Scratch implements Closeable {

    private final FileChannel channel;
    private long length;

    Scratch() throws IOException {
        try {
            Path file = Files.createTempFile("mr-", ".tmp");
            channel = FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw failed("create", e);
        }
    }

    /** Append bytes, those between position and limit. */
    void append(ByteBuffer bytes) throws IOException {
        try {
            while (bytes.hasRemaining()) {
                length += channel.write(bytes, length);
            }
        } catch (IOException e) {
            throw failed("write to", e);
        }
    }

    /** Tell how many bytes were appended. */
    long length() {
        return length;
    }

    /** Fill a buffer with the bytes from an offset on; there must be as many. */
    void read(ByteBuffer target, long offset) throws IOException {
        try {
            long from = offset;
            while (target.hasRemaining()) {
                int count = channel.read(target, from);
                if (count < 0) {
                    throw new IOException("it is shorter than it was");
                }
                from += count;
            }
        } catch (IOException e) {
            throw failed("read", e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static IOException failed(String what, IOException e) {
        String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new IOException(
                "cannot " + what + " a temporary file in " + System.getProperty("java.io.tmpdir") + ": " + reason, e);
    }
}
