// SPDX-License-Identifier: Apache-2.0
package org.pinion.mrsequential.sort;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Collects the pairs of one worker. Used by one thread. */
public final class Sorter implements Closeable {

    private final long memory;
    private final List<Run> runs = new ArrayList<>();
    private Buffer buffer = new Buffer();

    /** {@code null} until something had to be written. */
    private Scratch scratch;

    /**
     * Create a sorter without pairs.
     *
     * @param memory how many bytes it may keep in memory
     */
    public Sorter(long memory) {
        this.memory = memory;
    }

    /**
     * Add a pair.
     *
     * @param file the number of the file that it comes from; not smaller than that of the pair before
     * @throws IOException if no temporary file can be written
     */
    public void add(int file, String key, String value) throws IOException {
        buffer.add(file, key, value);
        if (buffer.bytes() > memory) {
            if (scratch == null) {
                scratch = new Scratch();
            }
            Buffer full = buffer;
            buffer = new Buffer();
            runs.add(StoredRun.write(full.open(), scratch));
        }
    }

    /** Give all that was added, as runs whose order says which came first. */
    public List<Run> runs() {
        List<Run> all = new ArrayList<>(runs);
        all.add(buffer);
        return all;
    }

    /** Tell how many bytes were written to temporary files. */
    public long spilled() {
        return scratch == null ? 0 : scratch.length();
    }

    @Override
    public void close() throws IOException {
        if (scratch != null) {
            scratch.close();
        }
    }
}
