// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.pinion.SymbolRegistry;

/** What inits of test plugins can do with their host, who shares this class with them. */
public final class InitHost {

    static volatile SymbolRegistry registry;
    static volatile Path folder;
    static volatile CountDownLatch both;

    private static volatile FutureTask<Void> opening;

    private InitHost() {}

    /** Opens another plugin of the test. */
    public static void open(String name) {
        registry.open(folder.resolve(name + "-1.0.0.jar"));
    }

    /** Waits until two inits are running at once. */
    public static void meet() {
        both.countDown();
        try {
            both.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Opens another plugin of the test in a new thread, and waits for its end if told so. */
    public static void openInThread(String name, boolean join) throws InterruptedException {
        FutureTask<Void> task = new FutureTask<>(() -> {
            open(name);
            return null;
        });
        opening = task;
        Thread thread = new Thread(task, "opener");
        thread.start();
        if (join) {
            thread.join();
        }
    }

    /** What the thread ended with. */
    static Throwable failureInThread() {
        try {
            return opening.get() == null ? null : new AssertionError();
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
