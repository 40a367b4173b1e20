// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.bundle;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.framework.Bundle;
import org.osgi.framework.namespace.HostNamespace;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/** Follows the wires of bundles as they are now. */
public final class Wires {

    private Wires() {}

    /** List the bundles that a bundle is wired to directly, ordered by name, without itself and the system bundle. */
    public static Set<Bundle> providers(Bundle bundle) {
        Set<Bundle> providers = new TreeSet<>(Comparator.comparing(Bundle::getSymbolicName)
                .thenComparing(Bundle::getVersion)
                .thenComparing(Bundle::getBundleId));
        for (BundleWire wire : required(bundle.adapt(BundleWiring.class))) {
            Bundle provider = wire.getProvider().getBundle();
            if (!BundleKind.isHost(provider) && !provider.equals(bundle)) {
                providers.add(provider);
            }
        }
        return providers;
    }

    /** List all bundles that a bundle is wired to, directly or through others; itself too, if it is in a circle. */
    public static Set<Bundle> reached(Bundle from) {
        Set<Bundle> reached = new HashSet<>();
        Deque<Bundle> next = new ArrayDeque<>(providers(from));
        while (!next.isEmpty()) {
            Bundle bundle = next.pop();
            if (reached.add(bundle)) {
                next.addAll(providers(bundle));
            }
        }
        return reached;
    }

    /** List the fragments that are attached to a bundle, in the order of their attachment. */
    public static List<Bundle> fragments(Bundle bundle) {
        return fragmentWires(bundle.adapt(BundleWiring.class)).stream()
                .map(wire -> wire.getRequirer().getBundle())
                .toList();
    }

    /** Give what a wiring needs; nothing if there is none, or it is no more in use. */
    public static List<BundleWire> required(BundleWiring wiring) {
        return wiring == null ? List.of() : Objects.requireNonNullElse(wiring.getRequiredWires(null), List.of());
    }

    /**
     * Give the wires of the fragments that are attached to a wiring; nothing if there is none, or it is no more in use.
     */
    public static List<BundleWire> fragmentWires(BundleWiring wiring) {
        return wiring == null
                ? List.of()
                : Objects.requireNonNullElse(wiring.getProvidedWires(HostNamespace.HOST_NAMESPACE), List.of());
    }
}
