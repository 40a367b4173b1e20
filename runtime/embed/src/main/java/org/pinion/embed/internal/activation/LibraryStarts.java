// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.activation;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;
import org.pinion.Problem.Kind;
import org.pinion.embed.internal.bundle.BundleNames;
import org.pinion.embed.internal.diagnosis.Bundles;
import org.pinion.embed.internal.diagnosis.Failure;
import org.pinion.embed.internal.lifecycle.OwnedFuture;
import org.pinion.embed.internal.lifecycle.WaitGraph;
import org.pinion.spi.Problems;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts each library once, whoever needs it; the others wait for that (L5). What failed is not tried again as long as
 * the library has the same content (L4).
 */
public final class LibraryStarts {

    private static final Logger LOG = LoggerFactory.getLogger("org.pinion");

    /** What a bundle provides that registers services once it is active. */
    private static final String SERVICE = "osgi.service";

    private static final int STOPPED = Bundle.INSTALLED | Bundle.RESOLVED;

    private final WaitGraph waits;
    private final Map<Bundle, Start> starts = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();

    /** The start of a library with one content and wiring. */
    private static final class Start {
        final Bundle bundle;
        final BundleWiring wiring;
        final long number;
        final OwnedFuture<Void> future;
        volatile Duration time = Duration.ZERO;

        Start(Bundle bundle, long number) {
            this.bundle = bundle;
            this.wiring = bundle.adapt(BundleWiring.class);
            this.number = number;
            this.future = new OwnedFuture<>(() -> "start of library " + BundleNames.name(bundle), true);
        }

        /**
         * Tells whether it says nothing about a start now: the library was updated or refreshed, or somebody has
         * stopped it.
         */
        boolean isOver(Start next) {
            return wiring != next.wiring
                    || future.isDone() && !future.hasFailed() && (bundle.getState() & STOPPED) != 0;
        }
    }

    /** Create what has started nothing yet. */
    public LibraryStarts(WaitGraph waits) {
        this.waits = waits;
    }

    /**
     * Starts a library, unless that was done, or another thread is doing it, which is waited for. A start that is under
     * way in this very thread is not: then the activator, or an init, of the library has asked for something that needs
     * it.
     *
     * @param start does it
     * @return why it failed, now or before; {@code null} if it did not
     * @throws Failure if the thread that starts it waits for this one, or the runtime is closed
     */
    Failure run(Bundle bundle, WaitGraph.Task<Void> start) throws Failure {
        Start mine = new Start(bundle, numbers.incrementAndGet());
        Start present = starts.compute(bundle, (key, old) -> old == null || old.isOver(mine) ? mine : old);
        if (present == mine) {
            run(mine, start);
        } else if (present.future.owner() != Thread.currentThread()) {
            waits.await(present.future);
        }
        return present.future.hasFailed() ? present.future.failure() : null;
    }

    private void run(Start mine, WaitGraph.Task<Void> start) {
        Thread thread = Thread.currentThread();
        ClassLoader loader = thread.getContextClassLoader();
        long begin = System.nanoTime();
        Failure failure = null;
        try {
            if (mine.wiring == null) {
                throw new Failure(Problems.of(
                        Kind.START,
                        mine.bundle.getSymbolicName(),
                        "another thread updates, refreshes or uninstalls it at this moment",
                        "try again when that is over"));
            }
            // With that of the host a library would find what it must not use.
            thread.setContextClassLoader(mine.wiring.getClassLoader());
            waits.within(mine.future, start);
        } catch (Failure e) {
            failure = e;
        } catch (RuntimeException | Error e) {
            failure = new Failure(
                    Problems.of(
                            Kind.START, mine.bundle.getSymbolicName(), "it does not start: " + Failure.describe(e), ""),
                    e);
        } finally {
            thread.setContextClassLoader(loader);
        }
        mine.time = Duration.ofNanos(System.nanoTime() - begin);
        waits.end(mine.future, null, failure);
        if (failure == null) {
            LOG.debug("started library {} in {} ms", BundleNames.name(mine.bundle), mine.time.toMillis());
        } else {
            LOG.warn("library {} failed: {}", BundleNames.nameAndPlace(mine.bundle), failure.getMessage());
        }
    }

    /**
     * Chooses how a library is started (L2). Nobody loads a class from a bundle to have its init run, or to find a
     * service of it, so that is no reason to wait.
     *
     * @param initialised whether it has an init
     */
    static int options(Bundle bundle, boolean initialised) {
        return initialised || Bundles.capabilities(bundle, SERVICE).findAny().isPresent()
                ? Bundle.START_TRANSIENT
                : Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY;
    }

    /** Tell whether a library was started; somebody may have stopped it since. */
    public boolean isStarted(Bundle bundle) {
        Start start = starts.get(bundle);
        return start != null
                && start.future.isDone()
                && !start.future.hasFailed()
                && start.wiring == bundle.adapt(BundleWiring.class);
    }

    /** Tell whether a library is being started in this thread. */
    public boolean isUnderWayHere(Bundle bundle) {
        Start start = starts.get(bundle);
        return start != null && !start.future.isDone() && start.future.owner() == Thread.currentThread();
    }

    /** Tell why a library did not start; {@code null} if it did, or was not tried. */
    public Failure failure(Bundle bundle) {
        Start start = starts.get(bundle);
        return start != null && start.future.hasFailed() ? start.future.failure() : null;
    }

    /** Makes sure that none of these bundles is a library that failed. */
    void requireNoFailure(Collection<Bundle> bundles) throws Failure {
        for (Bundle bundle : bundles) {
            Failure failure = failure(bundle);
            if (failure != null) {
                throw StartProblems.because(bundle, failure);
            }
        }
    }

    /** Tell how long a start took. */
    public Duration time(Bundle bundle) {
        Start start = starts.get(bundle);
        return start == null ? Duration.ZERO : start.time;
    }

    /** List the libraries whose start has begun, in that order. */
    public List<Bundle> begun() {
        return starts.values().stream()
                .sorted(Comparator.comparingLong(start -> start.number))
                .map(start -> start.bundle)
                .toList();
    }

    /** Forgets a bundle that is gone. */
    void forget(Bundle bundle) {
        starts.remove(bundle);
    }
}
