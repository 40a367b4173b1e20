// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.framework;

import java.util.Collection;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/**
 * Keeps a bundle apart that is only looked at, from before it is installed until it is gone: nobody can start it, and
 * no other bundle gets anything from it when that one is resolved.
 */
public final class IsolationHook implements ResolverHookFactory, ResolverHook {

    private final Pins pins;
    private final String location;
    private final ServiceRegistration<?> registration;

    /**
     * Begin to look at a bundle.
     *
     * @param context the context of the system bundle
     * @param location where the bundle will come from
     */
    public IsolationHook(BundleContext context, Pins pins, String location) {
        this.pins = pins;
        this.location = location;
        registration = context.registerService(ResolverHookFactory.class, this, null);
        pins.isolate(location);
    }

    /** End it; the bundle must be gone. */
    public void close() {
        pins.endIsolation(location);
        try {
            registration.unregister();
        } catch (IllegalStateException e) {
            // The runtime is closed, and has done it.
        }
    }

    private boolean isIsolated(BundleRevision revision) {
        return location.equals(revision.getBundle().getLocation());
    }

    /** Stay out of it when the bundle itself is resolved. */
    @Override
    public ResolverHook begin(Collection<BundleRevision> triggers) {
        return triggers.stream().anyMatch(this::isIsolated) ? null : this;
    }

    @Override
    public void filterResolvable(Collection<BundleRevision> candidates) {
        candidates.removeIf(this::isIsolated);
    }

    @Override
    public void filterSingletonCollisions(BundleCapability singleton, Collection<BundleCapability> collisions) {
        collisions.removeIf(collision -> isIsolated(collision.getRevision()));
    }

    @Override
    public void filterMatches(BundleRequirement requirement, Collection<BundleCapability> candidates) {
        candidates.removeIf(candidate -> isIsolated(candidate.getRevision()));
    }

    @Override
    public void end() {
        // Nothing was kept.
    }
}
