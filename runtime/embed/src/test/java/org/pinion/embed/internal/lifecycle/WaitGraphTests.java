// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pinion.embed.internal.diagnosis.Failure;

@Timeout(30)
class WaitGraphTests {

    private final WaitGraph waits = new WaitGraph(new RuntimeState(), Duration.ofMillis(300), Duration.ofMillis(900));
    private final ExecutorService pool = Executors.newCachedThreadPool();

    @AfterEach
    void shutDown() {
        pool.shutdownNow();
    }

    /** Begins a future in a thread of the pool, which then waits for a latch. */
    private OwnedFuture<String> begin(CountDownLatch latch) throws Exception {
        CompletableFuture<OwnedFuture<String>> begun = new CompletableFuture<>();
        pool.submit(() -> {
            OwnedFuture<String> future = new OwnedFuture<>(() -> "open of a.jar");
            begun.complete(future);
            latch.await();
            waits.end(future, "done", null);
            return null;
        });
        return begun.get();
    }

    @Test
    void await_ofWorkThatEnds_returns() throws Exception {
        CountDownLatch latch = new CountDownLatch(1);
        OwnedFuture<String> future = begin(latch);
        Future<String> waiter = pool.submit(() -> {
            waits.await(future);
            return future.result();
        });
        latch.countDown();
        assertThat(waiter.get()).isEqualTo("done");
    }

    @Test
    void await_ofOwnWork_fails() {
        OwnedFuture<String> future = new OwnedFuture<>(() -> "open of a.jar");
        assertThatThrownBy(() -> waits.await(future))
                .isInstanceOf(Failure.class)
                .hasMessage("the open of a.jar leads to itself; a plugin cannot be opened from its own init\n"
                        + "fix:    open it where it is used, after its init");
    }

    @Test
    void await_ofWorkThatWaitsElsewhere_failsWhenPatienceIsOver() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        OwnedFuture<String> future = begin(never);
        long start = System.nanoTime();
        assertThatThrownBy(() -> waits.await(future))
                .hasMessageStartingWith(
                        "plugins wait for each other in their inits: open of a.jar -> open of a.jar; the"
                                + " thread pool-")
                .hasMessageContaining(" does nothing but wait, perhaps for the thread ");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(800));
        never.countDown();
    }

    @Test
    void await_ofWorkThatSleeps_isPatient() throws Exception {
        CompletableFuture<OwnedFuture<String>> begun = new CompletableFuture<>();
        pool.submit(() -> {
            OwnedFuture<String> future = new OwnedFuture<>(() -> "open of a.jar");
            begun.complete(future);
            Thread.sleep(1500);
            waits.end(future, "done", null);
            return null;
        });
        waits.await(begun.get());
        assertThat(begun.get().result()).isEqualTo("done");
    }

    @Test
    void await_interrupted_goesOnAndKeepsTheInterrupt() throws Exception {
        CountDownLatch latch = new CountDownLatch(1);
        OwnedFuture<String> future = begin(latch);
        Thread.currentThread().interrupt();
        pool.submit(latch::countDown);
        waits.await(future);
        assertThat(Thread.interrupted()).isTrue();
    }

    /** Has a thread of the pool begin a future and wait for another one. */
    private OwnedFuture<String> beginAndAwait(OwnedFuture<String> other, boolean ofLibrary) throws Exception {
        CompletableFuture<OwnedFuture<String>> begun = new CompletableFuture<>();
        pool.submit(() -> {
            begun.complete(new OwnedFuture<>(() -> "open of b.jar", ofLibrary));
            waits.await(other);
            return null;
        });
        OwnedFuture<String> future = begun.get();
        while (future.owner().getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        return future;
    }

    @Test
    void await_ofWorkThatWaitsForThisThread_failsAtOnce() throws Exception {
        OwnedFuture<String> mine = new OwnedFuture<>(() -> "open of a.jar");
        OwnedFuture<String> other = beginAndAwait(mine, false);
        assertThatThrownBy(() -> waits.await(other))
                .hasMessage("plugins open each other in their inits: open of b.jar -> open of a.jar -> open of b.jar\n"
                        + "fix:    let one of them open the other where it is used, after its init");
    }

    @Test
    void await_ofALibraryThatWaitsForThisThread_saysWhoWaitsForWhom() throws Exception {
        OwnedFuture<String> plugin = new OwnedFuture<>(() -> "open of a.jar");
        OwnedFuture<String> needed = beginAndAwait(plugin, true);
        assertThatThrownBy(() -> waits.await(needed))
                .hasMessage("libraries and plugins wait for each other in their activators or inits: open of b.jar ->"
                        + " open of a.jar -> open of b.jar\n"
                        + "fix:    let one of them open the other later, after its activator or init");
        OwnedFuture<String> library = new OwnedFuture<>(() -> "start of a.jar", true);
        OwnedFuture<String> other = beginAndAwait(library, true);
        assertThatThrownBy(() -> waits.await(other))
                .hasMessageStartingWith("libraries wait for each other in their activators or inits: ");
    }

    /** Awaits the work in a thread of its own, and gives what is said of that. */
    private CompletableFuture<String> awaitInThread(OwnedFuture<String> future) {
        CompletableFuture<String> said = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                waits.await(future);
                said.complete("nothing");
            } catch (Failure e) {
                said.complete(e.getMessage());
            }
        });
        thread.setName("waiter");
        thread.start();
        return said;
    }

    @Test
    void await_inAThreadThatTheWorkHasStarted_failsSooner() throws Failure {
        OwnedFuture<String> mine = new OwnedFuture<>(() -> "open of a.jar");
        long start = System.nanoTime();
        String said = waits.within(mine, () -> awaitInThread(mine).join());
        assertThat(said).contains(" does nothing but wait, and it has started the thread waiter");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(300));
    }

    @Test
    void await_inAThreadThatWasStartedAfterTheWork_isThatOfAStranger() throws Failure {
        OwnedFuture<String> mine = new OwnedFuture<>(() -> "open of a.jar");
        waits.within(mine, () -> "done");
        assertThat(awaitInThread(mine).join()).contains(" does nothing but wait, perhaps for the thread waiter");
    }

    /** What was started in work that has ended is no child of what its thread does next. */
    @Test
    void await_inAThreadThatEndedWorkHasStarted_isThatOfAStranger() throws Failure {
        OwnedFuture<String> first = new OwnedFuture<>(() -> "open of a.jar");
        OwnedFuture<String> second = new OwnedFuture<>(() -> "open of b.jar");
        String said = waits.within(first, () -> {
            waits.end(first, "done", null);
            return awaitInThread(second).join();
        });
        assertThat(said).contains("perhaps for the thread waiter");
    }

    @Test
    void await_whenTheRuntimeIsClosed_fails() throws Exception {
        RuntimeState state = new RuntimeState();
        WaitGraph graph = new WaitGraph(state);
        OwnedFuture<String> never = begin(new CountDownLatch(1));
        Future<String> waiter = pool.submit(() -> {
            graph.await(never);
            return "returned";
        });
        state.close();
        graph.wake();
        assertThatThrownBy(waiter::get).hasMessageContaining("runtime is closed");
    }
}
