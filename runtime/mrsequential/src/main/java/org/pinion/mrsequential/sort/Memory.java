// SPDX-License-Identifier: Apache-2.0
package org.pinion.mrsequential.sort;

/**
 * How memory is shared out.
 *
 * @param bytes how many bytes all sorters may have together
 */
public record Memory(long bytes) {

    private static final int LEAST_RUNS = 4;

    private static final int MOST_RUNS = 256;

    /** Take a quarter of the heap: most of it is for the files, and for the lists that {@code Map} returns. */
    public static Memory ofHeap(long heap) {
        return new Memory(heap / 4);
    }

    /** Tell how many bytes a sorter may have. */
    public long sorter(int workers) {
        return bytes / workers;
    }

    /** Tell how many bytes the values of one key may have. There are several keys in memory at a time. */
    long values() {
        return bytes / 32;
    }

    /** Tell how many runs are read at a time. Each needs a buffer. */
    int runs() {
        return (int) Math.max(LEAST_RUNS, Math.min(MOST_RUNS, bytes / (4 * Sink.BUFFER)));
    }
}
