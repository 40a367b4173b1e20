// SPDX-License-Identifier: Apache-2.0
package org.pinion.mrsequential.sort;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads what a {@link Sink} has written to a part of a temporary file. */
final class Source {

    private final Scratch scratch;
    private final ByteBuffer buffer;
    private final long end;
    private long next;

    Source(Scratch scratch, long offset, long end) {
        this.scratch = scratch;
        this.next = offset;
        this.end = end;
        this.buffer =
                ByteBuffer.allocate((int) Math.min(Sink.BUFFER, end - offset)).limit(0);
    }

    boolean atEnd() {
        return next == end && !buffer.hasRemaining();
    }

    int number() throws IOException {
        int number = 0;
        for (int shift = 0; ; shift += 7) {
            int part = octet();
            number |= (part & 0x7F) << shift;
            if (part >= 0) {
                return number;
            }
        }
    }

    String text() throws IOException {
        boolean wide = number() == 1;
        int length = number();
        if (!wide) {
            return new String(bytes(length), StandardCharsets.ISO_8859_1);
        }
        char[] chars = new char[length];
        for (int i = 0; i < length; i++) {
            chars[i] = (char) (octet() << 8 | octet() & 0xFF);
        }
        return new String(chars);
    }

    private byte[] bytes(int length) throws IOException {
        byte[] bytes = new byte[length];
        for (int done = 0; done < length; ) {
            fill();
            int part = Math.min(length - done, buffer.remaining());
            buffer.get(bytes, done, part);
            done += part;
        }
        return bytes;
    }

    private byte octet() throws IOException {
        fill();
        return buffer.get();
    }

    private void fill() throws IOException {
        if (!buffer.hasRemaining()) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), end - next));
            scratch.read(buffer, next);
            next += buffer.flip().limit();
        }
    }
}
