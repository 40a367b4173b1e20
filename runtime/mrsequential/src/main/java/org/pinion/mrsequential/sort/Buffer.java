// SPDX-License-Identifier: Apache-2.0
package org.pinion.mrsequential.sort;

import example.mapreduce.Utf8;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Pairs in memory, grouped by key. Used by one thread. */
final class Buffer implements Run {

    /** What a key needs besides its characters: an entry of the map, a chain, a string. */
    private static final int KEY_BYTES = 128;

    private static final int CELL_BYTES = 32;

    private static final int VALUE_BYTES = 48;

    /** Equal pairs that follow each other. */
    private static final class Cell {
        final int file;
        final String value;
        int count = 1;
        Cell next;

        Cell(int file, String value) {
            this.file = file;
            this.value = value;
        }
    }

    /** The pairs of a key, in the order in which they came. */
    private static final class Chain {
        final Cell first;
        Cell last;

        Chain(Cell first) {
            this.first = first;
            this.last = first;
        }
    }

    private final Map<String, Chain> chains = new HashMap<>();
    private long bytes;
    private String lastValue;

    /** Add a pair. The files of those that follow must not be smaller. */
    void add(int file, String key, String value) {
        Chain chain = chains.get(key);
        if (chain == null) {
            chains.put(key, new Chain(cell(file, value)));
            bytes += KEY_BYTES + (long) key.length() * Character.BYTES;
        } else if (chain.last.file == file && chain.last.value.equals(value) && chain.last.count < Integer.MAX_VALUE) {
            chain.last.count++;
        } else {
            chain.last.next = cell(file, value);
            chain.last = chain.last.next;
        }
    }

    private Cell cell(int file, String value) {
        bytes += CELL_BYTES;
        // One object is often the value of many pairs, such as the name of a file.
        if (value != lastValue) {
            bytes += VALUE_BYTES + (long) value.length() * Character.BYTES;
            lastValue = value;
        }
        return new Cell(file, value);
    }

    /** Tell how much memory this takes, roughly, and rather too much. */
    long bytes() {
        return bytes;
    }

    @Override
    public Cursor open() {
        List<Map.Entry<String, Chain>> sorted = chains.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Utf8.ORDER))
                .toList();
        return new Cursor() {
            private int next;
            private String key;
            private Cell cell;

            @Override
            public boolean next() {
                if (cell != null && cell.next != null) {
                    cell = cell.next;
                    return true;
                }
                if (next == sorted.size()) {
                    return false;
                }
                key = sorted.get(next).getKey();
                cell = sorted.get(next).getValue().first;
                next++;
                return true;
            }

            @Override
            public String key() {
                return key;
            }

            @Override
            public int file() {
                return cell.file;
            }

            @Override
            public String value() {
                return cell.value;
            }

            @Override
            public int count() {
                return cell.count;
            }
        };
    }
}
