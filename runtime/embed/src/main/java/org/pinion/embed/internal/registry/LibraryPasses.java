// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.registry;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.framework.Bundle;
import org.pinion.embed.internal.activation.Initializer;
import org.pinion.embed.internal.activation.LibraryStarts;
import org.pinion.embed.internal.activation.StartProblems;
import org.pinion.embed.internal.bundle.BundleKind;
import org.pinion.embed.internal.bundle.Wires;
import org.pinion.embed.internal.diagnosis.Failure;
import org.pinion.embed.internal.plugins.OpenPlugins;

/** Starts libraries in passes over all of them: each after what it is wired to, as far as that is there (L1). */
final class LibraryPasses {

    private final Installer installer;
    private final Initializer initializer;
    private final LibraryStarts starts;
    private final BundleChanges changes;
    private final OpenPlugins plugins;

    private final AtomicLong numbers = new AtomicLong();

    /** What the last complete look at the libraries has left to do. */
    private volatile Settled settled = new Settled(0, new Seen(0, 0, 0, 0), false, false);

    /** What there was when a look at the libraries began. */
    private record Seen(long additions, long updates, long bundles, long plugins) {}

    /**
     * Up to where all was started that could be.
     *
     * @param pass the number of the look
     * @param waitsForBundle whether a library lacks something
     * @param waitsForPlugin whether a library is wired to a plugin that is not open
     */
    private record Settled(long pass, Seen seen, boolean waitsForBundle, boolean waitsForPlugin) {
        boolean holds(Seen now) {
            return seen.additions == now.additions
                    && seen.updates == now.updates
                    && (!waitsForBundle || seen.bundles == now.bundles)
                    && (!waitsForPlugin || seen.plugins == now.plugins);
        }
    }

    /** Why libraries were not started that are wired to one that failed. */
    private volatile Map<Bundle, Failure> blocked = Map.of();

    LibraryPasses(
            Installer installer,
            Initializer initializer,
            LibraryStarts starts,
            BundleChanges changes,
            OpenPlugins plugins) {
        this.installer = installer;
        this.initializer = initializer;
        this.starts = starts;
        this.changes = changes;
        this.plugins = plugins;
    }

    /**
     * Starts what is not started yet, as far as all that it needs is there; does nothing if nothing has come since the
     * last pass that would help.
     *
     * @param additions how many libraries had been added before this call
     * @param added the libraries
     * @throws Failure if libraries wait for each other for ever, or the runtime is closed; a library that fails is only
     *     remembered
     */
    void start(long additions, Set<Bundle> added) throws Failure {
        Seen seen = now(additions);
        if (settled.holds(seen)) {
            return;
        }
        long number = numbers.incrementAndGet();
        Pass pass = new Pass();
        pass.run(added);
        settle(pass, new Settled(number, seen, pass.unresolved, !pass.waiting.isEmpty()));
    }

    private Seen now(long additions) {
        return new Seen(additions, changes.updated(), changes.all(), plugins.published());
    }

    private synchronized void settle(Pass pass, Settled outcome) {
        if (pass.complete && outcome.pass > settled.pass) {
            settled = outcome;
            blocked = Map.copyOf(pass.failed);
        }
    }

    /** One look at all libraries, by one thread. */
    private final class Pass {
        private final Set<Bundle> visited = new HashSet<>();

        /** What failed, or is wired to what failed. */
        private final Map<Bundle, Failure> failed = new HashMap<>();

        /** What is a plugin that is not open, or is wired to one. */
        private final Set<Bundle> waiting = new HashSet<>();

        private boolean unresolved;

        /** Whether nothing is still under way, and nothing was left out. */
        private boolean complete;

        void run(Set<Bundle> added) throws Failure {
            List<Bundle> libraries = added.stream()
                    .filter(library -> library.getState() != Bundle.UNINSTALLED && !BundleKind.isFragment(library))
                    .toList();
            installer.resolveTogether(libraries.stream()
                    .filter(library -> library.getState() == Bundle.INSTALLED)
                    .toList());
            boolean underWay = false;
            for (Bundle library : libraries) {
                if (library.getState() == Bundle.INSTALLED) {
                    unresolved = true;
                } else if (!starts.isStarted(library)) {
                    visit(library);
                    underWay |= starts.isUnderWayHere(library);
                }
            }
            complete = !underWay;
        }

        private void visit(Bundle bundle) throws Failure {
            if (!visited.add(bundle)) {
                return;
            }
            if (initializer.isPlugin(bundle)) {
                if (!initializer.isOpen(bundle)) {
                    waiting.add(bundle);
                }
                return;
            }
            for (Bundle provider : Wires.providers(bundle)) {
                visit(provider);
                if (waiting.contains(provider)) {
                    waiting.add(bundle);
                } else if (failed.containsKey(provider)) {
                    failed.putIfAbsent(bundle, StartProblems.because(provider, failed.get(provider)));
                }
            }
            if (!waiting.contains(bundle) && !failed.containsKey(bundle)) {
                Failure failure = initializer.startLibrary(bundle);
                if (failure != null) {
                    failed.put(bundle, failure);
                }
            }
        }
    }

    /** Gives why a library was not started that is wired to one that failed; {@code null} if it is not. */
    Failure blocker(Bundle library) {
        return blocked.get(library);
    }
}
