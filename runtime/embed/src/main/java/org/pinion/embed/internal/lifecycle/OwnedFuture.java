// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.lifecycle;

import java.util.function.Supplier;
import org.pinion.embed.internal.diagnosis.Failure;

/**
 * The outcome of what one thread does, and others may wait for: an attempt to open a file, the init of a bundle, or the
 * start of a library. The thread that creates it is its owner, for which the {@link WaitGraph} looks.
 *
 * @param <T> the result
 */
public final class OwnedFuture<T> {

    private final Supplier<String> text;
    private final boolean ofLibrary;
    private final Thread owner = Thread.currentThread();

    /** Written once, before {@code done}. */
    private T result;

    private Failure failure;
    private volatile boolean done;

    /**
     * Create the future of what this thread is about to do.
     *
     * @param text tells what is done, for the message about a circle: {@code open of a.jar}
     */
    public OwnedFuture(Supplier<String> text) {
        this(text, false);
    }

    /**
     * Create the future of what this thread is about to do.
     *
     * @param text tells what is done
     * @param ofLibrary whether it is the start of a library, so that code of an activator may be what waits
     */
    public OwnedFuture(Supplier<String> text, boolean ofLibrary) {
        this.text = text;
        this.ofLibrary = ofLibrary;
    }

    boolean isOfLibrary() {
        return ofLibrary;
    }

    /** Give the thread that does it. */
    public Thread owner() {
        return owner;
    }

    public boolean isDone() {
        return done;
    }

    public boolean hasFailed() {
        return done && failure != null;
    }

    /** Sets the outcome. Called by the wait graph, which wakes those who wait. */
    void end(T result, Failure failure) {
        this.result = result;
        this.failure = failure;
        done = true;
    }

    /** Give why it has failed; {@code null} if it has not. */
    public Failure failure() {
        return failure;
    }

    /**
     * Give the result, once it is done.
     *
     * @throws Failure if it has failed
     */
    public T result() throws Failure {
        if (failure != null) {
            throw failure;
        }
        return result;
    }

    @Override
    public String toString() {
        return text.get();
    }
}
