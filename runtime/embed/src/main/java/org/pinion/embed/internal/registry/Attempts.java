// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.pinion.FailedOpen;
import org.pinion.Problem.Kind;
import org.pinion.embed.internal.bundle.BundleNames;
import org.pinion.embed.internal.diagnosis.Failure;
import org.pinion.embed.internal.jar.StagedFile;
import org.pinion.embed.internal.lifecycle.Operations;
import org.pinion.embed.internal.lifecycle.OwnedFuture;
import org.pinion.embed.internal.lifecycle.WaitGraph;
import org.pinion.embed.internal.plugins.OpenedPlugin;
import org.pinion.spi.Problems;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets one thread at a time open the file of a location or look at it, and remembers what came of its open (O4, O5).
 */
final class Attempts {

    private static final Logger LOG = LoggerFactory.getLogger("org.pinion");

    private final WaitGraph waits;
    private final BundleChanges changes;
    private final Map<String, Place> places = new ConcurrentHashMap<>();

    /**
     * What there is of a location.
     *
     * @param running what is done there at this moment; may be {@code null}
     * @param open the last open; {@code null} if there was none, or the first one is running
     */
    private record Place(Attempt running, Attempt open) {}

    Attempts(WaitGraph waits, BundleChanges changes) {
        this.waits = waits;
        this.changes = changes;
    }

    /** An open of a file, or a look at it. */
    final class Attempt {
        private final String location;
        private final String digest;
        private final boolean look;
        private final OwnedFuture<OpenedPlugin> future;

        /** How many bundles had come when it looked for what it needs: more may have come since. */
        private volatile long bundles;

        private Attempt(StagedFile staged, boolean look) {
            location = staged.location();
            digest = staged.digest();
            this.look = look;
            future = new OwnedFuture<>(() -> (look ? "look at " : "open of ") + BundleNames.place(location));
        }

        /** Gives what others wait for. */
        OwnedFuture<OpenedPlugin> future() {
            return future;
        }

        /** Notes that it begins to look for what it needs. */
        void resolves() {
            bundles = changes.all();
        }

        /**
         * Tells whether an open that failed says nothing about a new one: the file has changed, or what was missing may
         * have come, be it a bundle or room on the disk.
         */
        private boolean isOver(StagedFile staged) {
            return future.hasFailed() && (look || !digest.equals(staged.digest()) || isCured());
        }

        private boolean isCured() {
            return switch (Cure.of(future.failure().problems())) {
                case NONE -> false;
                case BUNDLE -> bundles != changes.all();
                case RETRY -> true;
            };
        }
    }

    /**
     * What an attempt does.
     *
     * @param <T> its result
     */
    interface Task<T> {
        T run(Attempt attempt) throws Failure;
    }

    /**
     * Opens a file, unless somebody has done so or does; in that case waits for the result and shares it.
     *
     * @throws Failure if the open fails, now or before, or other bytes of this location are open
     */
    OpenedPlugin open(StagedFile staged, Task<OpenedPlugin> task) throws Failure {
        Attempt mine = new Attempt(staged, false);
        Attempt turn = turn(staged, mine);
        if (turn == mine) {
            run(mine, task);
        }
        return turn.future.result();
    }

    /**
     * Looks at a file, unless it is open. Nobody opens it meanwhile, and afterwards all is remembered that was before.
     *
     * @return the plugin if it is open; {@code null} otherwise
     * @throws Failure if an open of it would fail, or has failed
     */
    OpenedPlugin look(StagedFile staged, Task<Void> task) throws Failure {
        Attempt mine = new Attempt(staged, true);
        Attempt turn = turn(staged, mine);
        if (turn != mine) {
            return turn.future.result();
        }
        try {
            task.run(mine);
            return null;
        } catch (RuntimeException | Error e) {
            throw Operations.unexpected(e);
        } finally {
            places.computeIfPresent(
                    mine.location, (key, place) -> place.open == null ? null : new Place(null, place.open));
            // Nothing is open, so who waited takes its turn.
            waits.end(mine.future, null, new Failure(Kind.NOT_OPEN, "it was only looked at"));
        }
    }

    /**
     * Waits until nobody else is at the location.
     *
     * @return the own attempt, which is to run now; or an open of the same bytes that has succeeded
     */
    private Attempt turn(StagedFile staged, Attempt mine) throws Failure {
        while (true) {
            Attempt present = enter(staged, mine);
            if (present == mine) {
                return mine;
            }
            boolean previous = present.future.isDone();
            waits.await(present.future);
            boolean sameBytes = present.digest.equals(staged.digest());
            if (!present.future.hasFailed()) {
                if (!sameBytes) {
                    throw changed(staged);
                }
                return present;
            }
            if (sameBytes && !previous && !present.look) {
                throw present.future.failure();
            }
            if (!present.isOver(staged)) {
                throw present.future.failure().again();
            }
        }
    }

    /** Enters an attempt, unless something is done there, or says what there is to say; gives what is there then. */
    private Attempt enter(StagedFile staged, Attempt mine) {
        Place place = places.compute(staged.location(), (key, old) -> {
            if (old != null && (old.running != null || !old.open.isOver(staged))) {
                return old;
            }
            return new Place(mine, mine.look && old != null ? old.open : null);
        });
        return place.running == null ? place.open : place.running;
    }

    private void run(Attempt attempt, Task<OpenedPlugin> task) {
        OpenedPlugin plugin = null;
        Failure failure = null;
        try {
            plugin = task.run(attempt);
        } catch (Failure e) {
            failure = e;
        } catch (RuntimeException | Error e) {
            failure = Operations.unexpected(e);
        }
        if (failure != null) {
            releaseClasses(failure);
        }
        places.put(attempt.location, new Place(null, attempt));
        waits.end(attempt.future, plugin, failure);
    }

    /** A failure is remembered, and there may be many of them. */
    private static void releaseClasses(Failure failure) {
        try {
            failure.releaseClasses();
        } catch (RuntimeException | Error e) {
            // What a plugin throws may be of a class of its own, with methods that throw. Then its classes stay.
            LOG.debug("the classes of a failed plugin are kept by what it threw", e);
        }
    }

    private static Failure changed(StagedFile staged) {
        return new Failure(Problems.of(
                Kind.CHANGED,
                staged.location(),
                "changed since it was opened; a plugin cannot be reloaded, restart the runtime",
                "restart the runtime; or give the new one another version and file name to open it beside"));
    }

    /** Lists the failures that are remembered. */
    List<FailedOpen> failures() {
        List<FailedOpen> failures = new ArrayList<>();
        places.forEach((location, place) -> {
            if (place.open != null && place.open.future.hasFailed()) {
                String name = BundleNames.place(location);
                failures.add(
                        new FailedFile(name, place.open.future.failure().toException("plugin.Open(\"" + name + "\")")));
            }
        });
        return failures;
    }
}
