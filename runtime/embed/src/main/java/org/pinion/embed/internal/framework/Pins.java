// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.framework;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.HostNamespace;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;
import org.pinion.embed.internal.events.UnloadRefusedEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows which bundles cannot go, and says why (P1, P4). The framework asks on any thread, holding locks of its own, so
 * nothing here waits.
 *
 * <p>The class is open to tests only, which stop and restart frameworks that are no runtimes.
 */
public class Pins {

    private static final Logger LOG = LoggerFactory.getLogger("org.pinion");

    /** The location of the bundle by which a runtime proves that pins hold. */
    static final String CANARY = "pinion:canary";

    private static final String REMEDY = "; restart the runtime without it";

    /** The bundles that were pinned by name; what they are wired to follows from the wiring. */
    private final Set<Bundle> plugins = ConcurrentHashMap.newKeySet();

    private final AtomicLong refusals = new AtomicLong();
    private final StartCheck startCheck;

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

    /** Says whether the start of a bundle failed although the framework started it. */
    public interface StartCheck {

        /**
         * Look at a started bundle.
         *
         * @throws BundleException if its start is to fail
         */
        void started(Bundle bundle) throws BundleException;
    }

    /**
     * Create pins that hold nothing but the system bundle.
     *
     * @param startCheck is asked about every bundle that was started
     */
    public Pins(StartCheck startCheck) {
        this.startCheck = startCheck;
    }

    /** Hold a bundle from now on. */
    public void pin(Bundle bundle) {
        plugins.add(bundle);
    }

    /** Let a bundle go whose init failed. */
    public void unpin(Bundle bundle) {
        plugins.remove(bundle);
    }

    /**
     * Refuse an operation, or do nothing.
     *
     * @throws BundleException if it is refused, of type {@link BundleException#UNSUPPORTED_OPERATION}
     */
    public void check(Operation operation, Bundle bundle) throws BundleException {
        String reason =
                bundle.getBundleId() == Constants.SYSTEM_BUNDLE_ID ? reason(operation) : reason(operation, bundle);
        if (reason != null) {
            String text = "pinion: " + operation.name().toLowerCase(java.util.Locale.ROOT) + " of " + name(bundle)
                    + " refused: " + reason;
            if (!bundle.getLocation().equals(CANARY)) {
                refused(operation, bundle, reason);
                LOG.info(text);
            }
            throw new BundleException(text, BundleException.UNSUPPORTED_OPERATION);
        }
    }

    private void refused(Operation operation, Bundle bundle, String reason) {
        refusals.incrementAndGet();
        UnloadRefusedEvent event = new UnloadRefusedEvent();
        event.operation = operation.name();
        event.bundle = name(bundle);
        event.reason = reason;
        event.commit();
    }

    /** Count what was refused. */
    public long refusals() {
        return refusals.get();
    }

    private static String reason(Operation operation) {
        return operation == Operation.RESTART
                ? "a closed runtime does not come back; start a new one"
                : "only the host ends the runtime, by closing it";
    }

    private String reason(Operation operation, Bundle bundle) {
        if (plugins.contains(bundle)) {
            return "it is an opened plugin, and a plugin is never unloaded" + REMEDY;
        }
        if (operation == Operation.STOP || plugins.isEmpty()) {
            return null;
        }
        if (isExtension(bundle)) {
            return "it extends the framework, which would have to be restarted" + REMEDY;
        }
        Bundle holder = holders().get(bundle);
        return holder == null
                ? null
                : "the opened plugin " + name(holder) + " is wired to it, and a plugin is never unloaded" + REMEDY;
    }

    /** Tell whether a bundle may get a new wiring. */
    public boolean mayRefresh(Bundle bundle) {
        if (plugins.isEmpty()) {
            return true;
        }
        boolean pinned = bundle.getBundleId() == Constants.SYSTEM_BUNDLE_ID
                || isExtension(bundle)
                || holders().containsKey(bundle);
        if (pinned) {
            LOG.info("pinion: refresh of {} skipped: an opened plugin needs its present wiring", name(bundle));
        }
        return !pinned;
    }

    /**
     * Look at a bundle that was started by a call, after its listeners were told.
     *
     * @throws BundleException if the start is to fail nevertheless
     */
    public void started(Bundle bundle) throws BundleException {
        startCheck.started(bundle);
    }

    /** All bundles that are held, each with the plugin that holds it; computed anew, as wires come with use. */
    private Map<Bundle, Bundle> holders() {
        Map<Bundle, Bundle> holders = new HashMap<>();
        for (Bundle plugin : plugins) {
            Deque<BundleWiring> reached = new ArrayDeque<>();
            reach(plugin.adapt(BundleRevision.class), plugin, holders, reached);
            while (!reached.isEmpty()) {
                BundleWiring wiring = reached.pop();
                for (BundleWire wire : wires(wiring.getRequiredWires(null))) {
                    reach(wire.getProvider(), plugin, holders, reached);
                }
                for (BundleWire wire : wires(wiring.getProvidedWires(HostNamespace.HOST_NAMESPACE))) {
                    reach(wire.getRequirer(), plugin, holders, reached);
                }
            }
        }
        return holders;
    }

    private static Collection<BundleWire> wires(Collection<BundleWire> wires) {
        return Objects.requireNonNullElse(wires, Set.of());
    }

    private static void reach(
            BundleRevision revision, Bundle plugin, Map<Bundle, Bundle> holders, Deque<BundleWiring> reached) {
        if (revision != null
                && revision.getBundle().getBundleId() != Constants.SYSTEM_BUNDLE_ID
                && holders.putIfAbsent(revision.getBundle(), plugin) == null
                && revision.getWiring() != null) {
            reached.push(revision.getWiring());
        }
    }

    private static boolean isExtension(Bundle bundle) {
        String host = bundle.getHeaders("").get(Constants.FRAGMENT_HOST);
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        return host != null
                && revision != null
                && (revision.getTypes() & BundleRevision.TYPE_FRAGMENT) != 0
                && (host.startsWith(Constants.SYSTEM_BUNDLE_SYMBOLICNAME)
                        || host.startsWith("org.apache.felix.framework"));
    }

    private static String name(Bundle bundle) {
        return bundle.getSymbolicName() + " " + bundle.getVersion() + " [" + bundle.getBundleId() + "]";
    }
}
