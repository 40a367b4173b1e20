// SPDX-License-Identifier: Apache-2.0
package org.pinion.ssh;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Collects what is shown, and waits for more. */
final class Screen extends OutputStream {

    static final long PATIENCE_SECONDS = 60;

    private final StringBuilder shown = new StringBuilder();

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        shown.append(new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
        notifyAll();
    }

    /** Waits until a text is shown, and gives all that came since the last time. */
    synchronized String await(String text) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (shown.indexOf(text) < 0) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("no " + text + " in " + shown);
            }
            wait(left);
        }
        int next = shown.indexOf(text) + text.length();
        String seen = shown.substring(0, next);
        shown.delete(0, next);
        return seen;
    }

    @Override
    public synchronized String toString() {
        return shown.toString();
    }
}
