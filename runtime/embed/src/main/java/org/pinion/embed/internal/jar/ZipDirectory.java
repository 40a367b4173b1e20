// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.jar;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the directory of a zip archive says, where the JDK only says that it does not read it. */
final class ZipDirectory {

    private static final int END = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int MAX_COMMENT = 0xffff;
    private static final int ENTRY = 0x02014b50;
    private static final int ENTRY_LENGTH = 46;

    private ZipDirectory() {}

    /**
     * An entry of an archive.
     *
     * @param method the number of its compression
     */
    record Entry(String name, int method, boolean encrypted) {

        /** Tells whether the JDK reads such entries. */
        boolean isReadable() {
            return !encrypted && (method == 0 || method == 8);
        }

        /** Tells what Java does not read. */
        String obstacle() {
            return encrypted ? "encrypted" : "compressed with " + methodName();
        }

        private String methodName() {
            return switch (method) {
                case 1 -> "shrinking";
                case 6 -> "imploding";
                case 9 -> "Deflate64";
                case 12 -> "bzip2";
                case 14 -> "LZMA";
                case 20, 93 -> "Zstandard";
                case 95 -> "XZ";
                case 98 -> "PPMd";
                case 99 -> "AES encryption";
                default -> "method " + method;
            };
        }
    }

    /**
     * Lists the entries of an archive.
     *
     * @return empty if it has no directory that can be read
     * @throws IOException if the file cannot be read
     */
    static List<Entry> entries(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            int tail = (int) Math.min(channel.size(), END_LENGTH + MAX_COMMENT);
            ByteBuffer end = read(channel, channel.size() - tail, tail);
            int at = end(end);
            if (at < 0) {
                return List.of();
            }
            long length = end.getInt(at + 12) & 0xffffffffL;
            long start = channel.size() - tail + at - length;
            return start < 0 || length > Integer.MAX_VALUE ? List.of() : entries(read(channel, start, (int) length));
        }
    }

    /**
     * Lists the entries of an archive.
     *
     * @return empty if it has no directory that can be read
     */
    static List<Entry> entries(byte[] archive) {
        ByteBuffer all = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
        int at = end(all);
        if (at < 0) {
            return List.of();
        }
        int length = all.getInt(at + 12);
        return length < 0 || length > at
                ? List.of()
                : entries(all.slice(at - length, length).order(ByteOrder.LITTLE_ENDIAN));
    }

    private static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, position + bytes.position()) < 0) {
                break;
            }
        }
        return bytes.flip();
    }

    /** Finds the record at the end of the archive, or gives -1. */
    private static int end(ByteBuffer bytes) {
        for (int at = bytes.limit() - END_LENGTH; at >= Math.max(0, bytes.limit() - END_LENGTH - MAX_COMMENT); at--) {
            if (bytes.getInt(at) == END) {
                return at;
            }
        }
        return -1;
    }

    private static List<Entry> entries(ByteBuffer directory) {
        List<Entry> entries = new ArrayList<>();
        int at = 0;
        while (at + ENTRY_LENGTH <= directory.limit() && directory.getInt(at) == ENTRY) {
            int name = directory.getShort(at + 28) & 0xffff;
            int next = at
                    + ENTRY_LENGTH
                    + name
                    + (directory.getShort(at + 30) & 0xffff)
                    + (directory.getShort(at + 32) & 0xffff);
            if (next > directory.limit()) {
                break;
            }
            byte[] bytes = new byte[name];
            directory.get(at + ENTRY_LENGTH, bytes);
            entries.add(new Entry(
                    new String(bytes, StandardCharsets.UTF_8),
                    directory.getShort(at + 10) & 0xffff,
                    (directory.getShort(at + 8) & 1) != 0));
            at = next;
        }
        return entries;
    }
}
