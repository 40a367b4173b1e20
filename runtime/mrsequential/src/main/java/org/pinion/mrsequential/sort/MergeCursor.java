// SPDX-License-Identifier: Apache-2.0
package org.pinion.mrsequential.sort;

import example.mapreduce.Utf8;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Goes through several runs at once. */
final class MergeCursor implements Cursor {

    private record Input(int number, Cursor cursor) {
        String key() {
            return cursor.key();
        }

        int file() {
            return cursor.file();
        }
    }

    private final PriorityQueue<Input> inputs = new PriorityQueue<>(Comparator.comparing(Input::key, Utf8.ORDER)
            .thenComparingInt(Input::file)
            .thenComparingInt(Input::number));

    /** {@code null} before the first step. */
    private Input current;

    private MergeCursor() {}

    /**
     * Open runs.
     *
     * @param runs with equal keys of the same file, those of an earlier run come first
     */
    static Cursor open(List<Run> runs) throws IOException {
        if (runs.size() == 1) {
            return runs.get(0).open();
        }
        MergeCursor merge = new MergeCursor();
        for (int i = 0; i < runs.size(); i++) {
            merge.offer(new Input(i, runs.get(i).open()));
        }
        return merge;
    }

    private void offer(Input input) throws IOException {
        if (input.cursor.next()) {
            inputs.add(input);
        }
    }

    @Override
    public boolean next() throws IOException {
        if (current != null) {
            offer(current);
        }
        current = inputs.poll();
        return current != null;
    }

    @Override
    public String key() {
        return current.cursor.key();
    }

    @Override
    public int file() {
        return current.cursor.file();
    }

    @Override
    public String value() {
        return current.cursor.value();
    }

    @Override
    public int count() {
        return current.cursor.count();
    }
}
