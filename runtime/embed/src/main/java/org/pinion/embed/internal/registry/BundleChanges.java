// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.registry;

import java.util.concurrent.atomic.AtomicLong;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.pinion.embed.internal.framework.Pins;

/** Counts what gives reason to try again what failed: bundles that came, or got other content. */
final class BundleChanges implements SynchronousBundleListener {

    private final Pins pins;
    private final AtomicLong installed = new AtomicLong();
    private final AtomicLong updated = new AtomicLong();

    /**
     * Creates counters.
     *
     * @param pins knows which bundles are only looked at, which help nobody
     */
    BundleChanges(Pins pins) {
        this.pins = pins;
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.INSTALLED && !pins.isIsolated(event.getBundle())) {
            installed.incrementAndGet();
        } else if (event.getType() == BundleEvent.UPDATED) {
            updated.incrementAndGet();
        }
    }

    /** Tells how many bundles have been updated so far. */
    long updated() {
        return updated.get();
    }

    /** Tells how many bundles have been installed or updated so far. */
    long all() {
        return installed.get() + updated.get();
    }
}
