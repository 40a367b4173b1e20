// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.pinion.Problem.Kind;
import org.pinion.embed.internal.diagnosis.Failure;
import org.pinion.spi.Problems;

/**
 * Lets threads wait for each other's futures, unless they would wait for ever (O4, O7).
 *
 * <p>A circle of threads that wait for each other here is seen at once. An init may also wait by other means, such as
 * {@link Thread#join()}, for a thread that waits here for that very init. Nobody can see what such a wait is for, so it
 * is judged by its length: at once suspicious if the thread that waits here was started by the init, otherwise only
 * when the init has done nothing else for long. A wait with a time limit is never suspicious, as it ends by itself.
 */
public final class WaitGraph {

    private static final Duration POLL = Duration.ofMillis(100);

    /** What a thread works on, and what the thread that started it worked on. */
    private record Context(OwnedFuture<?> future, Context outer) {}

    private final InheritableThreadLocal<Context> context = new InheritableThreadLocal<>();

    private final Duration patienceWithChild;
    private final Duration patienceWithStranger;

    /** What each thread waits for; guarded by this. */
    private final Map<Thread, OwnedFuture<?>> waiting = new HashMap<>();

    private final RuntimeState state;

    /** Create a graph, which is as patient as a runtime should be. */
    public WaitGraph(RuntimeState state) {
        this(state, Duration.ofSeconds(1), Duration.ofMinutes(1));
    }

    /**
     * Creates a graph.
     *
     * @param patienceWithChild how long an init may be blocked while a thread that it started waits for it
     * @param patienceWithStranger how long it may be blocked while any other thread waits for it
     */
    WaitGraph(RuntimeState state, Duration patienceWithChild, Duration patienceWithStranger) {
        this.state = state;
        this.patienceWithChild = patienceWithChild;
        this.patienceWithStranger = patienceWithStranger;
    }

    /** Something that runs foreign code, within a future. */
    public interface Task<T> {
        /** Run it. */
        T run() throws Failure;
    }

    /**
     * Run foreign code as part of what a future stands for, so that threads which it starts are known to belong to it.
     */
    public <T> T within(OwnedFuture<?> future, Task<T> task) throws Failure {
        Context outer = context.get();
        context.set(new Context(future, outer));
        try {
            return task.run();
        } finally {
            context.set(outer);
        }
    }

    /**
     * Wait until a future is done. An interrupt does not end the waiting and is kept for the caller.
     *
     * @throws Failure if it never would be done, because it waits for this thread; or if the runtime is closed before
     *     it is done, as nobody knows how long foreign code still takes
     */
    public synchronized void await(OwnedFuture<?> future) throws Failure {
        Thread current = Thread.currentThread();
        boolean interrupted = false;
        long blockedSince = System.nanoTime();
        try {
            while (!future.isDone()) {
                state.requireOpen();
                List<OwnedFuture<?>> chain = chain(future);
                checkCircle(chain, current);
                Thread last = chain.get(chain.size() - 1).owner();
                if (last.getState() != Thread.State.WAITING) {
                    blockedSince = System.nanoTime();
                }
                checkPatience(chain, last, System.nanoTime() - blockedSince);
                waiting.put(current, future);
                try {
                    wait(POLL.toMillis());
                } catch (InterruptedException e) {
                    interrupted = true;
                } finally {
                    waiting.remove(current);
                }
            }
        } finally {
            if (interrupted) {
                current.interrupt();
            }
        }
    }

    /** What is waited for: the future, what its owner waits for, and so on to a thread that does not wait here. */
    private List<OwnedFuture<?>> chain(OwnedFuture<?> future) {
        List<OwnedFuture<?>> chain = new ArrayList<>();
        for (OwnedFuture<?> next = future; next != null && !chain.contains(next); next = waiting.get(next.owner())) {
            chain.add(next);
        }
        return chain;
    }

    private static void checkCircle(List<OwnedFuture<?>> chain, Thread current) throws Failure {
        for (int i = 0; i < chain.size(); i++) {
            if (chain.get(i).owner() == current && !chain.get(i).isDone()) {
                if (i == 0) {
                    throw new Failure(Problems.of(
                            Kind.CYCLE,
                            chain.get(0).toString(),
                            "the " + chain.get(0) + " leads to itself; a plugin cannot be opened from its own init",
                            "open it where it is used, after its init"));
                }
                throw circle(chain.subList(0, i + 1), "open", "");
            }
        }
    }

    private void checkPatience(List<OwnedFuture<?>> chain, Thread last, long blocked) throws Failure {
        boolean child = isChildOf(last);
        if (blocked > (child ? patienceWithChild : patienceWithStranger).toNanos()) {
            throw circle(
                    chain,
                    "wait for",
                    "; the thread " + last.getName() + " does nothing but wait"
                            + (child ? ", and it has started the thread " : ", perhaps for the thread ")
                            + Thread.currentThread().getName());
        }
    }

    /**
     * Tells of a circle.
     *
     * @param verb what plugins do to each other; a library does not open another one, it waits for what needs it
     */
    private static Failure circle(List<OwnedFuture<?>> chain, String verb, String more) {
        if (chain.stream().noneMatch(OwnedFuture::isOfLibrary)) {
            return circle(
                    "plugins " + verb + " each other in their inits: " + text(chain) + more,
                    "let one of them open the other where it is used, after its init");
        }
        return circle(
                (chain.stream().allMatch(OwnedFuture::isOfLibrary) ? "libraries" : "libraries and plugins")
                        + " wait for each other in their activators or inits: " + text(chain) + more,
                "let one of them open the other later, after its activator or init");
    }

    private static Failure circle(String summary, String fix) {
        return new Failure(Problems.of(Kind.CYCLE, "", summary, fix));
    }

    private boolean isChildOf(Thread thread) {
        for (Context outer = context.get(); outer != null; outer = outer.outer()) {
            if (outer.future().owner() == thread && !outer.future().isDone()) {
                return true;
            }
        }
        return false;
    }

    /** Shows a chain as a circle: {@code open of a.jar -> open of b.jar -> open of a.jar}. */
    private static String text(List<OwnedFuture<?>> chain) {
        return chain.stream().map(OwnedFuture::toString).collect(Collectors.joining(" -> ")) + " -> " + chain.get(0);
    }

    /** Have those who wait see that the runtime is closed. */
    public synchronized void wake() {
        notifyAll();
    }

    /** End a future and wake those who wait for it. */
    public synchronized <T> void end(OwnedFuture<T> future, T result, Failure failure) {
        future.end(result, failure);
        notifyAll();
    }
}
