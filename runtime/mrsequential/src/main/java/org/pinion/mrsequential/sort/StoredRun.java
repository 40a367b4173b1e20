// SPDX-License-Identifier: Apache-2.0
package org.pinion.mrsequential.sort;

import java.io.IOException;

/**
 * A run in a part of a temporary file.
 *
 * <p>Of each step only that is written which differs from the step before.
 */
record StoredRun(Scratch scratch, long offset, long end) implements Run {

    private static final int SAME_KEY = 1;
    private static final int SAME_VALUE = 2;

    /** Write the rest of a cursor behind all that the file has. */
    static StoredRun write(Cursor cursor, Scratch scratch) throws IOException {
        long offset = scratch.length();
        Sink sink = new Sink(scratch);
        String key = null;
        String value = null;
        while (cursor.next()) {
            boolean sameKey = cursor.key().equals(key);
            boolean sameValue = cursor.value().equals(value);
            sink.put((sameKey ? SAME_KEY : 0) | (sameValue ? SAME_VALUE : 0));
            if (!sameKey) {
                key = cursor.key();
                sink.put(key);
            }
            sink.put(cursor.file());
            sink.put(cursor.count());
            if (!sameValue) {
                value = cursor.value();
                sink.put(value);
            }
        }
        sink.flush();
        return new StoredRun(scratch, offset, scratch.length());
    }

    @Override
    public Cursor open() {
        Source source = new Source(scratch, offset, end);
        return new Cursor() {
            private String key;
            private int file;
            private int count;
            private String value;

            @Override
            public boolean next() throws IOException {
                if (source.atEnd()) {
                    return false;
                }
                int same = source.number();
                if ((same & SAME_KEY) == 0) {
                    key = source.text();
                }
                file = source.number();
                count = source.number();
                if ((same & SAME_VALUE) == 0) {
                    value = source.text();
                }
                return true;
            }

            @Override
            public String key() {
                return key;
            }

            @Override
            public int file() {
                return file;
            }

            @Override
            public String value() {
                return value;
            }

            @Override
            public int count() {
                return count;
            }
        };
    }
}
