// SPDX-License-Identifier: Apache-2.0
package org.pinion.mrsequential;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was done in a run, by phase and worker. */
final class Stats {

    private static final String ROW = "%-7s %6s %7s %12s %10s %14s %14s %14s %9s";

    private final List<String> lines = new ArrayList<>();
    private long startNanos;
    private long mapNanos;
    private long reduceNanos;
    private List<Worker> workers = List.of();

    /** Set the time that passed before the first file was read. */
    void start(long nanos) {
        startNanos = nanos;
    }

    /** Set what is known at the end. */
    void end(long mapNanos, long reduceNanos, List<Worker> workers) {
        this.mapNanos = mapNanos;
        this.reduceNanos = reduceNanos;
        this.workers = workers;
    }

    /** Give the table. The time of a phase is that on the clock, that of a worker is what it spent on its part. */
    List<String> table() {
        row("phase", "worker", "files", "pairs", "keys", "bytes in", "spilled", "bytes out", "seconds");
        row("start", "", "", "", "", "", "", "", seconds(startNanos));
        Worker sum = new Worker(0, null);
        long spilled = 0;
        for (Worker worker : workers) {
            row(
                    "map",
                    worker.number,
                    worker.files,
                    worker.pairs,
                    "",
                    worker.bytesIn,
                    worker.sorter.spilled(),
                    "",
                    seconds(worker.mapNanos));
            sum.files += worker.files;
            sum.pairs += worker.pairs;
            sum.keys += worker.keys;
            sum.bytesIn += worker.bytesIn;
            sum.bytesOut += worker.bytesOut;
            spilled += worker.sorter.spilled();
        }
        row("map", "all", sum.files, sum.pairs, "", sum.bytesIn, spilled, "", seconds(mapNanos));
        for (Worker worker : workers) {
            row("reduce", worker.number, "", "", worker.keys, "", "", worker.bytesOut, seconds(worker.reduceNanos));
        }
        row("reduce", "all", "", "", sum.keys, "", "", sum.bytesOut, seconds(reduceNanos));
        return lines;
    }

    private void row(Object... cells) {
        lines.add(String.format(Locale.ROOT, ROW, cells));
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.3f", nanos / 1e9);
    }
}
