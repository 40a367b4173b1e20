// SPDX-License-Identifier: Apache-2.0
package org.pinion.mrsequential;

import java.io.PrintStream;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Shows at a terminal how far a run has come. What is over at once shows nothing. */
final class ProgressLine implements AutoCloseable {

    private static final int WIDTH = 30;

    private static final long FIRST_MILLIS = 1000;

    private static final long MILLIS = 200;

    /** Begins the line anew, and clears it. */
    private static final String ANEW = "\r\033[K";

    private final Counters counters;
    private final PrintStream out;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "mr-progress");
        thread.setDaemon(true);
        return thread;
    });
    private boolean shown;
    private boolean closed;

    ProgressLine(Counters counters, PrintStream out) {
        this.counters = counters;
        this.out = out;
    }

    /** Begin to show it. */
    void start() {
        clock.scheduleAtFixedRate(this::show, FIRST_MILLIS, MILLIS, TimeUnit.MILLISECONDS);
    }

    private synchronized void show() {
        if (!closed) {
            shown = true;
            out.print(ANEW + text(counters));
            out.flush();
        }
    }

    /** Say where a run is. */
    static String text(Counters counters) {
        return switch (counters.phase) {
            case MAP ->
                "map    " + bar(counters.mapped.get(), counters.files) + counters.mapped + " of " + counters.files
                        + " files";
            case MERGE -> "merge";
            case REDUCE -> "reduce " + bar(counters.reducedPairs.get(), counters.pairs.get()) + counters.keys + " keys";
        };
    }

    private static String bar(long done, long total) {
        int full = total == 0 ? 0 : (int) (WIDTH * done / total);
        return "[" + "#".repeat(full) + ".".repeat(WIDTH - full) + "] ";
    }

    /** Clear the line. */
    @Override
    public synchronized void close() {
        closed = true;
        clock.shutdownNow();
        if (shown) {
            out.print(ANEW);
            out.flush();
        }
    }
}
