// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.registry;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/** The bundles that a bundle is wired to. */
final class Providers {

    private Providers() {}

    /** Lists the bundles that a bundle is wired to directly, ordered by name, without itself and the system bundle. */
    static Set<Bundle> of(Bundle bundle) {
        Set<Bundle> providers = new TreeSet<>(Comparator.comparing(Bundle::getSymbolicName)
                .thenComparing(Bundle::getVersion)
                .thenComparing(Bundle::getBundleId));
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        List<BundleWire> wires = wiring == null ? null : wiring.getRequiredWires(null);
        if (wires != null) {
            for (BundleWire wire : wires) {
                Bundle provider = wire.getProvider().getBundle();
                if (provider.getBundleId() != Constants.SYSTEM_BUNDLE_ID && !provider.equals(bundle)) {
                    providers.add(provider);
                }
            }
        }
        return providers;
    }

    /** Tells whether a bundle is wired to another one, directly or through others. */
    static boolean reach(Bundle from, Bundle to) {
        return reach(from, to, new HashSet<>());
    }

    private static boolean reach(Bundle from, Bundle to, Set<Bundle> visited) {
        for (Bundle provider : of(from)) {
            if (provider.equals(to) || visited.add(provider) && reach(provider, to, visited)) {
                return true;
            }
        }
        return false;
    }
}
