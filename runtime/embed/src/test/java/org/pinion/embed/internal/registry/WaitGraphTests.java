// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.registry;

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

    /** Begins a piece of work in a thread of the pool, which then waits for a latch. */
    private Work<String> begin(CountDownLatch latch) throws Exception {
        CompletableFuture<Work<String>> begun = new CompletableFuture<>();
        pool.submit(() -> {
            Work<String> work = new Work<>(() -> "open of a.jar");
            begun.complete(work);
            latch.await();
            waits.end(work, "done", null);
            return null;
        });
        return begun.get();
    }

    @Test
    void await_ofWorkThatEnds_returns() throws Exception {
        CountDownLatch latch = new CountDownLatch(1);
        Work<String> work = begin(latch);
        Future<String> waiter = pool.submit(() -> {
            waits.await(work);
            return work.result();
        });
        latch.countDown();
        assertThat(waiter.get()).isEqualTo("done");
    }

    @Test
    void await_ofOwnWork_fails() {
        Work<String> work = new Work<>(() -> "open of a.jar");
        assertThatThrownBy(() -> waits.await(work))
                .isInstanceOf(Failure.class)
                .hasMessage("the open of a.jar leads to itself; a plugin cannot be opened from its own init\n"
                        + "fix:    open it where it is used, after its init");
    }

    @Test
    void await_ofWorkThatWaitsElsewhere_failsWhenPatienceIsOver() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Work<String> work = begin(never);
        long start = System.nanoTime();
        assertThatThrownBy(() -> waits.await(work))
                .hasMessageStartingWith(
                        "plugins wait for each other in their inits: open of a.jar -> open of a.jar; the"
                                + " thread pool-")
                .hasMessageContaining(" does nothing but wait, perhaps for the thread ");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(800));
        never.countDown();
    }

    @Test
    void await_ofWorkThatSleeps_isPatient() throws Exception {
        CompletableFuture<Work<String>> begun = new CompletableFuture<>();
        pool.submit(() -> {
            Work<String> work = new Work<>(() -> "open of a.jar");
            begun.complete(work);
            Thread.sleep(1500);
            waits.end(work, "done", null);
            return null;
        });
        waits.await(begun.get());
        assertThat(begun.get().result()).isEqualTo("done");
    }

    @Test
    void await_interrupted_goesOnAndKeepsTheInterrupt() throws Exception {
        CountDownLatch latch = new CountDownLatch(1);
        Work<String> work = begin(latch);
        Thread.currentThread().interrupt();
        pool.submit(latch::countDown);
        waits.await(work);
        assertThat(Thread.interrupted()).isTrue();
    }
}
