// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.references;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;
import org.pinion.embed.internal.bundle.BundleKind;
import org.pinion.linkcheck.ClassSpace;

/** Keeps for a runtime what was read of the classes that plugins refer to, and nothing of a plugin that nobody uses. */
public final class KnownClasses {

    private final HostClasses host;
    private final Map<BundleWiring, BundleClasses> providers = new ConcurrentHashMap<>();

    /**
     * Create an empty memory.
     *
     * @param system the system bundle, whose class loader has the host's classes
     */
    public KnownClasses(Bundle system) {
        host = new HostClasses(system.adapt(BundleWiring.class).getClassLoader());
    }

    /** Gives the classes of a bundle that others are wired to. */
    ClassSpace provider(BundleWiring wiring) {
        if (BundleKind.isHost(wiring.getBundle())) {
            return host;
        }
        BundleClasses known = providers.get(wiring);
        if (known == null) {
            // Not while the map is locked: the framework is asked for wires.
            BundleClasses made = new BundleClasses(wiring, this);
            BundleClasses other = providers.putIfAbsent(wiring, made);
            known = other == null ? made : other;
        }
        return known;
    }

    /** Gives the classes of a bundle for one check of its own. */
    BundleClasses user(BundleWiring wiring) {
        BundleClasses known = providers.get(wiring);
        return known == null ? new BundleClasses(wiring, this) : known;
    }

    /** Forget a bundle that is gone. */
    public void forget(Bundle bundle) {
        providers.keySet().removeIf(wiring -> wiring.getBundle().equals(bundle));
    }
}
