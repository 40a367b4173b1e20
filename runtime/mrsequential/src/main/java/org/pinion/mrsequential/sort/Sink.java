// SPDX-License-Identifier: Apache-2.0
package org.pinion.mrsequential.sort;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Writes numbers and texts to a temporary file. Texts come back as they were, also with halves of surrogate pairs. */
final class Sink {

    static final int BUFFER = 1 << 16;

    private static final int NUMBER = 5;

    private final Scratch scratch;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);

    Sink(Scratch scratch) {
        this.scratch = scratch;
    }

    /** Put a number, seven bits a byte; a small one that is not negative is short. */
    void put(int number) throws IOException {
        room(NUMBER);
        int rest = number;
        while ((rest & ~0x7F) != 0) {
            buffer.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        buffer.put((byte) rest);
    }

    /** Put a text: its length, and a byte or two for each character. */
    void put(String text) throws IOException {
        boolean wide = isWide(text);
        put(wide ? 1 : 0);
        put(text.length());
        for (int i = 0; i < text.length(); i++) {
            room(Character.BYTES);
            if (wide) {
                buffer.putChar(text.charAt(i));
            } else {
                buffer.put((byte) text.charAt(i));
            }
        }
    }

    private static boolean isWide(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xFF) {
                return true;
            }
        }
        return false;
    }

    private void room(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            flush();
        }
    }

    /** Write what is left in the buffer. */
    void flush() throws IOException {
        scratch.append(buffer.flip());
        buffer.clear();
    }
}
