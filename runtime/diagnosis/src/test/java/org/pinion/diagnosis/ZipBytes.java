// SPDX-License-Identifier: Apache-2.0
package org.pinion.diagnosis;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.BiConsumer;

/** Changes what a zip archive says of its entries, as packers other than Java's do. */
final class ZipBytes {

    private static final int LOCAL = 0x04034b50;
    private static final int DIRECTORY = 0x02014b50;

    /** Where a record at an offset has the flags and the method, in an archive and in its directory. */
    private record Place(int flags, int method) {}

    private ZipBytes() {}

    /** Marks class files as compressed in another way. */
    static byte[] method(byte[] jar, int method) {
        return change(jar, (bytes, place) -> bytes.putShort(place.method, (short) method));
    }

    /** Marks class files as encrypted. */
    static byte[] encrypted(byte[] jar) {
        return change(jar, (bytes, place) -> bytes.putShort(place.flags, (short) (bytes.getShort(place.flags) | 1)));
    }

    /** Lets the directory point to where the entries are not. */
    static byte[] withWrongOffsets(byte[] jar) {
        ByteBuffer bytes = bytes(jar);
        for (int at = 0; at < jar.length - 4; at++) {
            if (bytes.getInt(at) == DIRECTORY) {
                bytes.putInt(at + 42, bytes.getInt(at + 42) + 7);
            }
        }
        return bytes.array();
    }

    private static ByteBuffer bytes(byte[] jar) {
        return ByteBuffer.wrap(jar.clone()).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] change(byte[] jar, BiConsumer<ByteBuffer, Place> change) {
        ByteBuffer bytes = bytes(jar);
        for (int at = 0; at < jar.length - 4; at++) {
            int record = bytes.getInt(at);
            if (record == LOCAL && name(bytes, at + 30, bytes.getShort(at + 26)).endsWith(".class")) {
                change.accept(bytes, new Place(at + 6, at + 8));
            } else if (record == DIRECTORY
                    && name(bytes, at + 46, bytes.getShort(at + 28)).endsWith(".class")) {
                change.accept(bytes, new Place(at + 8, at + 10));
            }
        }
        return bytes.array();
    }

    private static String name(ByteBuffer bytes, int at, int length) {
        return new String(bytes.array(), at, length, java.nio.charset.StandardCharsets.UTF_8);
    }
}
