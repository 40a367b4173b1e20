// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.pinion.embed.Progress;

/** Shows how far the opening of many plugins has come: a bar at a terminal, otherwise a line now and then. */
final class ProgressBar implements Consumer<Progress> {

    private static final int WIDTH = 30;

    /** Begins the line anew, and clears it. */
    private static final String ANEW = "\r\033[K";

    private final PrintStream out;
    private final boolean terminal;
    private final LongSupplier nanoTime;
    private final long interval;
    private long next;
    private boolean shown;

    /**
     * Create a bar.
     *
     * @param terminal whether there is a person to see it move
     */
    ProgressBar(PrintStream out, boolean terminal, LongSupplier nanoTime) {
        this.out = out;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
        this.interval = TimeUnit.MILLISECONDS.toNanos(terminal ? 200 : 3000);
        // What is over at once shows nothing.
        this.next = nanoTime.getAsLong() + interval;
    }

    @Override
    public void accept(Progress progress) {
        if (progress.done() == progress.total()) {
            if (shown && terminal) {
                out.print(ANEW);
                out.flush();
            }
            return;
        }
        long now = nanoTime.getAsLong();
        if (now - next < 0) {
            return;
        }
        next = now + interval;
        shown = true;
        String text = progress.done() + " of " + progress.total() + " files"
                + (progress.failed() == 0 ? "" : ", " + progress.failed() + " failed");
        if (terminal) {
            int full = WIDTH * progress.done() / progress.total();
            out.print(
                    ANEW + "[" + "#".repeat(full) + ".".repeat(WIDTH - full) + "] " + text + ": " + progress.current());
            out.flush();
        } else {
            out.println("pinion: opened " + text);
        }
    }
}
