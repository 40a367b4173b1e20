// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pinion.PluginException.Reason;
import org.pinion.embed.internal.diagnosis.Failure;

/** Lets threads wait for each other's work, unless they would wait for ever (O4, O7). */
final class WaitGraph {

    /** What each thread waits for; guarded by this. */
    private final Map<Thread, Work<?>> waiting = new HashMap<>();

    /** Guarded by this. */
    private boolean closed;

    /**
     * Wait until a piece of work is done. An interrupt does not end the waiting and is kept for the caller.
     *
     * @return empty when it is done; if it never would be, because its thread waits for this one, the circle of works
     *     that starts and ends with the one given
     * @throws Failure if the runtime is closed before it is done; nobody knows how long foreign code still takes
     */
    synchronized Optional<List<Work<?>>> await(Work<?> work) throws Failure {
        Thread current = Thread.currentThread();
        boolean interrupted = false;
        try {
            while (!work.isDone()) {
                if (closed) {
                    throw new Failure(Reason.CLOSED, "runtime is closed");
                }
                List<Work<?>> circle = circle(work, current);
                if (!circle.isEmpty()) {
                    return Optional.of(circle);
                }
                waiting.put(current, work);
                try {
                    wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                } finally {
                    waiting.remove(current);
                }
            }
            return Optional.empty();
        } finally {
            if (interrupted) {
                current.interrupt();
            }
        }
    }

    private List<Work<?>> circle(Work<?> work, Thread current) {
        List<Work<?>> chain = new ArrayList<>();
        for (Work<?> next = work; next != null && !next.isDone(); next = waiting.get(next.owner())) {
            chain.add(next);
            if (next.owner() == current) {
                chain.add(work);
                return chain;
            }
        }
        return List.of();
    }

    /** Let nobody wait any more. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** End a piece of work and wake those who wait for it. */
    synchronized <T> void end(Work<T> work, T result, Failure failure) {
        work.end(result, failure);
        notifyAll();
    }
}
