// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.framework;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;
import org.pinion.embed.internal.bundle.BundleKind;
import org.pinion.embed.internal.bundle.Wires;

/** Finds what pinned bundles hold: all that they are wired to, directly or through others, and the fragments of it. */
final class Holders {

    private final Map<Bundle, Bundle> holders = new HashMap<>();
    private final Deque<BundleWiring> reached = new ArrayDeque<>();

    private Holders() {}

    /**
     * Gives all bundles that are held, each with the pinned one that holds it; computed anew, as wires come with use.
     */
    static Map<Bundle, Bundle> of(Collection<Bundle> pinned) {
        Holders found = new Holders();
        pinned.forEach(found::follow);
        return found.holders;
    }

    private void follow(Bundle pinned) {
        reach(pinned.adapt(BundleRevision.class), pinned);
        while (!reached.isEmpty()) {
            BundleWiring wiring = reached.pop();
            for (BundleWire wire : Wires.required(wiring)) {
                reach(wire.getProvider(), pinned);
            }
            for (BundleWire wire : Wires.fragmentWires(wiring)) {
                reach(wire.getRequirer(), pinned);
            }
        }
    }

    private void reach(BundleRevision revision, Bundle pinned) {
        if (revision != null
                && !BundleKind.isHost(revision.getBundle())
                && holders.putIfAbsent(revision.getBundle(), pinned) == null
                && revision.getWiring() != null) {
            reached.push(revision.getWiring());
        }
    }
}
