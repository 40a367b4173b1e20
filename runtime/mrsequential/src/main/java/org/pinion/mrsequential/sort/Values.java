// SPDX-License-Identifier: Apache-2.0
package org.pinion.mrsequential.sort;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * The values of a key, as a list that cannot be changed.
 *
 * <p>Equal values in a row take one place. What does not fit into memory is in a temporary file, of which one block at
 * a time is read. Any number of threads may read the list, until it is closed. What would change it throws an
 * {@link UnsupportedOperationException} that says what to do instead.
 */
public final class Values extends AbstractList<String> implements RandomAccess, Closeable {

    /** Values in memory: {@code values[i]} is at the places below {@code ends[i]}. */
    private record Block(int start, int[] ends, String[] values) {

        boolean has(int index) {
            return index >= start && index < ends[ends.length - 1];
        }

        String get(int index) {
            int at = Arrays.binarySearch(ends, index);
            return values[at < 0 ? -at - 1 : at + 1];
        }
    }

    /** Where a block is in the file. */
    private record Stored(int start, int cells, long offset, long end) {}

    private final List<Stored> stored;
    private final Scratch scratch;
    private final int size;
    private final long characters;

    /** What was read last; if there is no file, it is all there is. */
    private volatile Block block;

    private volatile boolean closed;

    private Values(List<Stored> stored, Scratch scratch, Block block, int size, long characters) {
        this.stored = stored;
        this.scratch = scratch;
        this.block = block;
        this.size = size;
        this.characters = characters;
    }

    @Override
    public String get(int index) {
        Objects.checkIndex(index, size);
        Block last = block;
        if (!last.has(index)) {
            last = load(index);
            block = last;
        }
        return last.get(index);
    }

    @Override
    public String set(int index, String value) {
        throw unchangeable();
    }

    @Override
    public void add(int index, String value) {
        throw unchangeable();
    }

    @Override
    public String remove(int index) {
        throw unchangeable();
    }

    private static UnsupportedOperationException unchangeable() {
        return new UnsupportedOperationException(
                "the values of Reduce cannot be changed; sort a copy, new ArrayList<>(values), or values.stream().sorted()");
    }

    @Override
    public int size() {
        return size;
    }

    /** Tell how many characters all values have, each as often as it occurs. */
    public long characters() {
        return characters;
    }

    private Block load(int index) {
        if (closed) {
            throw new IllegalStateException("the values are gone: Reduce has returned");
        }
        int low = 0;
        int high = stored.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (stored.get(middle).start <= index) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        Stored where = stored.get(low);
        try {
            Source source = new Source(scratch, where.offset, where.end);
            int[] ends = new int[where.cells];
            String[] values = new String[where.cells];
            for (int i = 0; i < where.cells; i++) {
                ends[i] = source.number();
                values[i] = source.text();
            }
            return new Block(where.start, ends, values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Remove the temporary file, if there is one. */
    @Override
    public void close() throws IOException {
        if (scratch != null) {
            closed = true;
            scratch.close();
        }
    }

    /** Makes such lists. */
    static final class Builder {

        private static final int CELL_BYTES = 64;

        private final long memory;
        private final List<Stored> stored = new ArrayList<>();
        private final List<String> values = new ArrayList<>();
        private int[] ends = new int[1];
        private int start;
        private int end;
        private long bytes;
        private long characters;
        private Scratch scratch;

        /** Begin a list that takes no more memory than this. */
        Builder(long memory) {
            this.memory = memory;
        }

        /** Add a value several times. Returns {@code false} if the list would be too long for Java. */
        boolean add(String value, int count) throws IOException {
            if (end > Integer.MAX_VALUE - count) {
                return false;
            }
            end += count;
            characters += (long) count * value.length();
            int cells = values.size();
            if (cells > 0 && values.get(cells - 1).equals(value)) {
                ends[cells - 1] = end;
                return true;
            }
            if (bytes > memory) {
                store();
                cells = 0;
            }
            if (cells == ends.length) {
                ends = Arrays.copyOf(ends, 2 * cells);
            }
            ends[cells] = end;
            values.add(value);
            bytes += CELL_BYTES + (long) value.length() * Character.BYTES;
            return true;
        }

        private void store() throws IOException {
            if (scratch == null) {
                scratch = new Scratch();
            }
            long offset = scratch.length();
            Sink sink = new Sink(scratch);
            for (int i = 0; i < values.size(); i++) {
                sink.put(ends[i]);
                sink.put(values.get(i));
            }
            sink.flush();
            stored.add(new Stored(start, values.size(), offset, scratch.length()));
            start = ends[values.size() - 1];
            values.clear();
            bytes = 0;
        }

        /** End the list. */
        Values build() throws IOException {
            Block last = new Block(start, Arrays.copyOf(ends, values.size()), values.toArray(String[]::new));
            if (scratch != null) {
                store();
            }
            return new Values(stored, scratch, last, end, characters);
        }

        /** Forget it. */
        void discard() throws IOException {
            if (scratch != null) {
                scratch.close();
            }
        }
    }
}
