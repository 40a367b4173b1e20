// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.activation;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;
import org.pinion.Problem.Kind;
import org.pinion.embed.internal.diagnosis.Failure;
import org.pinion.embed.internal.lifecycle.OwnedFuture;
import org.pinion.embed.internal.lifecycle.WaitGraph;
import org.pinion.embed.internal.plugins.OpenedPlugin;
import org.pinion.spi.Problems;

/** The inits of bundles: each runs once in each wiring of its bundle, and who comes meanwhile waits for it (I2). */
final class InitsByWiring {

    /** The init of a bundle in one wiring: other content, or the same in another wiring, is initialised anew. */
    private record Entry(BundleWiring wiring, OwnedFuture<OpenedPlugin> future) {}

    private final Map<Bundle, Entry> entries = new ConcurrentHashMap<>();
    private final WaitGraph waits;
    private final Consumer<Bundle> release;

    /**
     * Creates what has no entries.
     *
     * @param release is told of each bundle whose init fails, before anybody else is
     */
    InitsByWiring(WaitGraph waits, Consumer<Bundle> release) {
        this.waits = waits;
        this.release = release;
    }

    /**
     * Runs the init of a bundle, unless somebody did or does; in that case waits for it.
     *
     * @throws Failure if the init fails or has failed, or waiting for it would never end
     */
    void once(Bundle bundle, WaitGraph.Task<OpenedPlugin> init) throws Failure {
        Entry mine = new Entry(
                bundle.adapt(BundleWiring.class), new OwnedFuture<>(() -> "init of " + bundle.getSymbolicName()));
        Entry entry = entries.compute(bundle, (key, old) -> old == null || old.wiring() != mine.wiring() ? mine : old);
        if (entry == mine) {
            run(bundle, init, mine.future());
        } else {
            await(entry.future());
        }
    }

    private void run(Bundle bundle, WaitGraph.Task<OpenedPlugin> init, OwnedFuture<OpenedPlugin> future)
            throws Failure {
        OpenedPlugin plugin = null;
        Failure failure = null;
        try {
            plugin = waits.within(future, init);
        } catch (Failure e) {
            failure = e;
        } catch (RuntimeException | Error e) {
            failure = new Failure(Problems.of(Kind.START, "", "it does not start: " + Failure.describe(e), ""), e);
        }
        if (failure != null) {
            release.accept(bundle);
        }
        waits.end(future, plugin, failure);
        if (failure != null) {
            throw failure;
        }
    }

    private void await(OwnedFuture<OpenedPlugin> future) throws Failure {
        boolean previous = future.isDone();
        waits.await(future);
        if (future.hasFailed()) {
            throw previous ? future.failure().again() : future.failure();
        }
    }

    /** Gives the plugin of a bundle whose init has run. */
    OpenedPlugin result(Bundle bundle) throws Failure {
        return entries.get(bundle).future().result();
    }

    /** Gives why the init of a bundle has failed; {@code null} if it has not. */
    Failure failure(Bundle bundle) {
        Entry entry = entries.get(bundle);
        return entry != null && entry.future().hasFailed() ? entry.future().failure() : null;
    }

    boolean hasSucceeded(Bundle bundle) {
        Entry entry = entries.get(bundle);
        return entry != null && entry.future().isDone() && !entry.future().hasFailed();
    }

    boolean isUnderWay(Bundle bundle) {
        Entry entry = entries.get(bundle);
        return entry != null && !entry.future().isDone();
    }

    /** Forgets a bundle that is gone. */
    void forget(Bundle bundle) {
        entries.remove(bundle);
    }
}
