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

    /** Begins a piece of work in a thread of the pool, which then waits for a latch. */
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
}
