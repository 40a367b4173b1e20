// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.activation;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/** The bundles that a bundle is wired to. */
public final class Providers {

    private Providers() {}

    /** Lists the bundles that a bundle is wired to directly, ordered by name, without itself and the system bundle. */
    public static Set<Bundle> of(Bundle bundle) {
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

    /** Lists all bundles that a bundle is wired to, directly or through others; itself too, if it is in a circle. */
    public static Set<Bundle> reached(Bundle from) {
        Set<Bundle> reached = new HashSet<>();
        Deque<Bundle> next = new ArrayDeque<>(of(from));
        while (!next.isEmpty()) {
            Bundle bundle = next.pop();
            if (reached.add(bundle)) {
                next.addAll(of(bundle));
            }
        }
        return reached;
    }
}
