// SPDX-License-Identifier: Apache-2.0
package org.pinion.mrsequential.sort;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Merges runs, and gives each key with its values, in the order of the keys. Used by one thread. */
public final class Groups implements Closeable {

    private final Memory memory;

    /** {@code null} if there were few runs. */
    private Scratch scratch;

    private final Cursor cursor;
    private boolean more;

    /**
     * Begin to merge. If there are too many runs to read them at a time, some are merged first, which takes a while.
     *
     * @param runs what the sorters have collected; those of a sorter follow each other
     * @throws IOException if a temporary file cannot be read or written
     */
    public Groups(List<Run> runs, Memory memory) throws IOException {
        this.memory = memory;
        boolean open = false;
        try {
            cursor = MergeCursor.open(merged(runs));
            more = cursor.next();
            open = true;
        } finally {
            if (!open) {
                close();
            }
        }
    }

    private List<Run> merged(List<Run> runs) throws IOException {
        List<Run> many = runs;
        while (many.size() > memory.runs()) {
            Scratch before = scratch;
            scratch = new Scratch();
            List<Run> fewer = new ArrayList<>();
            for (int i = 0; i < many.size(); i += memory.runs()) {
                List<Run> some = many.subList(i, Math.min(i + memory.runs(), many.size()));
                fewer.add(StoredRun.write(MergeCursor.open(some), scratch));
            }
            many = fewer;
            if (before != null) {
                before.close();
            }
        }
        return many;
    }

    /**
     * Give the next key.
     *
     * @return the key with its values, or {@code null} at the end
     * @throws IOException if a temporary file cannot be read or written, or there are more than 2147483647 values
     */
    public Group next() throws IOException {
        if (!more) {
            return null;
        }
        String key = cursor.key();
        Values.Builder values = new Values.Builder(memory.values());
        boolean complete = false;
        try {
            do {
                if (!values.add(cursor.value(), cursor.count())) {
                    throw new IOException("a key has more than " + Integer.MAX_VALUE
                            + " values, the most that a list can" + " have: " + key);
                }
                more = cursor.next();
            } while (more && cursor.key().equals(key));
            Group group = new Group(key, values.build());
            complete = true;
            return group;
        } finally {
            if (!complete) {
                values.discard();
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (scratch != null) {
            scratch.close();
        }
    }
}
