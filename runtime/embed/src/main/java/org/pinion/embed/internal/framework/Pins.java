// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.framework;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.pinion.embed.internal.bundle.BundleKind;
import org.pinion.embed.internal.bundle.BundleNames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows which bundles cannot go, and says why (P1, P4). The framework asks on any thread, holding locks of its own, so
 * nothing here waits unless it says so, and nothing foreign runs under the lock of this object.
 *
 * <p>The class is open to tests only, which stop and restart frameworks that are no runtimes.
 */
public class Pins {

    private static final Logger LOG = LoggerFactory.getLogger("org.pinion");

    /** The location of the bundle by which a runtime proves that pins hold. */
    static final String CANARY = "pinion:canary";

    private static final String REMEDY = "; restart the runtime without it";
    private static final String OWN_REMEDY = "; it goes when the runtime closes";

    /** The bundles that were pinned by name; what they are wired to follows from the wiring. */
    private final Set<Bundle> pinned = ConcurrentHashMap.newKeySet();

    /** Those of them that came with the runtime. */
    private final Set<Bundle> own = ConcurrentHashMap.newKeySet();

    /** The locations of the bundles that are only looked at. */
    private final Set<String> isolated = ConcurrentHashMap.newKeySet();

    private final Refusals refusals = new Refusals();

    /** What is being done to bundles that were not held when it began; guarded by this. */
    private final List<PendingChange> changes = new ArrayList<>();

    /** What a thread does to some bundles, from the permission to the end. */
    public static final class PendingChange {
        private final Thread thread = Thread.currentThread();
        private final Collection<Bundle> bundles;

        private PendingChange(Collection<Bundle> bundles) {
            this.bundles = bundles;
        }
    }

    /** Something that is done to a bundle. */
    public interface Action {
        /** Do it. */
        void run() throws BundleException;
    }

    /** What somebody wants to do to a bundle. */
    public enum Operation {
        /** Stop it. */
        STOP,
        /** Give it other content. */
        UPDATE,
        /** Remove it. */
        UNINSTALL,
        /** Start the framework again after it was stopped. */
        RESTART
    }

    /** Create pins that hold nothing but the system bundle. */
    public Pins() {}

    /**
     * Hold a bundle from now on.
     *
     * @param patience how long to wait for a thread that is just stopping, changing or removing it; none for a caller
     *     who holds locks of the framework
     * @return {@code false} if that thread does not come to an end
     */
    public synchronized boolean pin(Bundle bundle, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (isBeingChanged(bundle)) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        pinned.add(bundle);
        return true;
    }

    private boolean isBeingChanged(Bundle bundle) {
        return !pinned.contains(bundle)
                && changes.stream()
                        .anyMatch(change -> change.thread != Thread.currentThread() && change.bundles.contains(bundle));
    }

    /** Holds a bundle that came with the runtime and that nobody else has touched yet. */
    synchronized void pinOwn(Bundle bundle) {
        own.add(bundle);
        pinned.add(bundle);
    }

    /** Let a bundle go whose init failed. */
    public void unpin(Bundle bundle) {
        pinned.remove(bundle);
    }

    /**
     * Do something to a bundle, unless it is refused. As long as it is being done no other thread can pin the bundle:
     * it would be too late.
     *
     * @throws BundleException if it is refused, of type {@link BundleException#UNSUPPORTED_OPERATION}, or if the action
     *     throws
     */
    public void guard(Operation operation, Bundle bundle, Action action) throws BundleException {
        PendingChange change = new PendingChange(Set.of(bundle));
        String reason;
        synchronized (this) {
            reason = reason(operation, bundle);
            if (reason == null) {
                changes.add(change);
            }
        }
        refusals.check(operation, bundle, reason);
        try {
            action.run();
        } finally {
            end(List.of(change));
        }
    }

    /** End what was begun by {@link #beginRefresh}. */
    public synchronized void end(Collection<PendingChange> done) {
        // Two changes are never equal, so this removes the very ones.
        changes.removeAll(done);
        notifyAll();
    }

    /** Tell whether the framework itself is held, as it is in every runtime. */
    public boolean holdFramework() {
        return true;
    }

    /**
     * Refuse an operation on the system bundle, if that is held.
     *
     * @throws BundleException of type {@link BundleException#UNSUPPORTED_OPERATION}
     */
    public void guardFramework(Operation operation, Bundle system) throws BundleException {
        if (!holdFramework()) {
            return;
        }
        refusals.check(
                operation,
                system,
                operation == Operation.RESTART
                        ? "a closed runtime does not come back; start a new one"
                        : "only the host ends the runtime, by closing it");
    }

    /** Count what was refused. */
    public long refusals() {
        return refusals.count();
    }

    private String reason(Operation operation, Bundle bundle) {
        if (own.contains(bundle)) {
            return "it is the runtime's own" + OWN_REMEDY;
        }
        if (pinned.contains(bundle)) {
            return "it is an opened plugin, and a plugin is never unloaded" + REMEDY;
        }
        if (operation == Operation.STOP || pinned.isEmpty()) {
            return null;
        }
        if (BundleKind.isExtension(bundle)) {
            return "it extends the framework, which would have to be restarted" + REMEDY;
        }
        Bundle holder = Holders.of(pinned).get(bundle);
        if (holder == null) {
            return null;
        }
        return own.contains(holder)
                ? "the runtime's own bundle " + BundleNames.nameAndNumber(holder) + " is wired to it" + OWN_REMEDY
                : "the opened plugin " + BundleNames.nameAndNumber(holder)
                        + " is wired to it, and a plugin is never unloaded" + REMEDY;
    }

    /**
     * Begin to give a bundle, and all that is wired to it, a new wiring.
     *
     * @param affected the bundle itself and all that is wired to it
     * @return what must be {@link #end ended}; {@code null} if the bundle must stay as it is
     */
    public PendingChange beginRefresh(Bundle bundle, Collection<Bundle> affected) {
        synchronized (this) {
            Map<Bundle, Bundle> holders = Holders.of(pinned);
            if (affected.stream().noneMatch(holders::containsKey)) {
                // What has no wiring can be pinned: it will get its first one after the refresh.
                PendingChange change = new PendingChange(affected.stream()
                        .filter(other -> other.getState() != Bundle.INSTALLED)
                        .toList());
                changes.add(change);
                return change;
            }
        }
        LOG.info(
                "pinion: refresh of {} skipped: an opened plugin, or a bundle of the runtime's own, needs its present wiring",
                BundleNames.nameAndNumber(bundle));
        return null;
    }

    /** Lets nobody start what has this location, until {@link #endIsolation}. */
    void isolate(String location) {
        isolated.add(location);
    }

    void endIsolation(String location) {
        isolated.remove(location);
    }

    /** Tell whether a bundle is only looked at. */
    public boolean isIsolated(Bundle bundle) {
        return isolated.contains(bundle.getLocation());
    }

    /**
     * Refuse to start a bundle that is only looked at.
     *
     * @throws BundleException of type {@link BundleException#UNSUPPORTED_OPERATION}
     */
    public void guardStart(Bundle bundle) throws BundleException {
        if (isIsolated(bundle)) {
            throw new BundleException(
                    "pinion: start of " + BundleNames.nameAndNumber(bundle)
                            + " refused: it is only looked at, and gone in a moment",
                    BundleException.UNSUPPORTED_OPERATION);
        }
    }
}
