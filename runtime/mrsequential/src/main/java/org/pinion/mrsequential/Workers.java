// SPDX-License-Identifier: Apache-2.0
package org.pinion.mrsequential;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.pinion.mrsequential.sort.Memory;
import org.pinion.mrsequential.sort.Sorter;

/** The threads of a run. A single worker is the thread that asks. */
final class Workers implements AutoCloseable {

    private final int count;
    private final Memory memory;
    private final List<Worker> all = new ArrayList<>();
    private final ThreadLocal<Worker> current = ThreadLocal.withInitial(this::create);
    private final ExecutorService threads;
    private final Executor executor;

    Workers(int count, Memory memory) {
        this.count = count;
        this.memory = memory;
        if (count == 1) {
            threads = null;
            executor = Runnable::run;
        } else {
            // A program that hangs must not keep the JVM alive when the run has failed.
            threads = Executors.newFixedThreadPool(count, task -> {
                Thread thread = new Thread(task, "mr-worker");
                thread.setDaemon(true);
                return thread;
            });
            executor = threads;
        }
    }

    int count() {
        return count;
    }

    private synchronized Worker create() {
        Worker worker = new Worker(all.size() + 1, new Sorter(memory.sorter(count)));
        all.add(worker);
        return worker;
    }

    /** Give the worker that is the current thread. */
    Worker current() {
        return current.get();
    }

    /** List the workers that have had something to do. */
    synchronized List<Worker> all() {
        return List.copyOf(all);
    }

    /** Let a worker do something. */
    <T> Future<T> submit(Callable<T> task) {
        FutureTask<T> future = new FutureTask<>(task);
        executor.execute(future);
        return future;
    }

    /** Wait for what a worker does. */
    static <T> T await(Future<T> future) throws JobException, IOException, InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof JobException known) {
                throw known;
            }
            if (e.getCause() instanceof IOException known) {
                throw known;
            }
            if (e.getCause() instanceof Error known) {
                throw known;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() throws IOException {
        if (threads != null) {
            threads.shutdownNow();
        }
        for (Worker worker : all()) {
            worker.sorter.close();
        }
    }
}
