// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.IntSupplier;
import org.pinion.Plugin;
import org.pinion.PluginException;
import org.pinion.Symbol;
import org.pinion.SymbolRegistry;

/** What inits of test plugins can do with their host, who shares this class with them. */
public final class InitHost {

    static volatile SymbolRegistry registry;
    static volatile Path folder;
    static volatile CountDownLatch both;
    static volatile CountDownLatch end;
    static volatile CountDownLatch opened;
    static final CompletableFuture<Symbol> seen = new CompletableFuture<>();

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

    /** Waits until the test is over; for threads that inits leave behind. */
    public static void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks for the plugin whose init calls this, for one that is open, and opens a third. */
    public static void ask(String self, String symbol) {
        InitLog.add("plugins " + names());
        InitLog.add("own " + registry.plugin(self));
        try {
            registry.lookup(self, symbol);
        } catch (PluginException e) {
            InitLog.add("lookup " + e.getMessage());
        }
        InitLog.add(
                "one " + registry.lookup("first", "one").as(IntSupplier.class).getAsInt());
        open("third");
        InitLog.add("plugins " + names());
    }

    private static List<String> names() {
        return registry.plugins().stream().map(Plugin::name).toList();
    }

    /** Looks a symbol up when the test has opened its plugin. */
    public static void lookupLater(String plugin, String symbol) {
        try {
            opened.await();
            seen.complete(registry.lookup(plugin, symbol));
        } catch (InterruptedException | PluginException e) {
            seen.completeExceptionally(e);
        }
    }
}
