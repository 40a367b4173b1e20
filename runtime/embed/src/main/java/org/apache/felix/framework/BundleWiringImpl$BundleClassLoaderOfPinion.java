// SPDX-License-Identifier: Apache-2.0
package org.apache.felix.framework;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.URL;
import org.apache.felix.framework.cache.ConnectContentContent;
import org.apache.felix.framework.util.Util;
import org.osgi.framework.wiring.BundleRevision;
import org.pinion.embed.internal.framework.OutsideClasses;

/**
 * The class loader of a bundle, which asks outside of OSGi for what Felix does not find: what agents have put into the
 * JVM, and what does not ask for the bundle ({@link OutsideClasses}). What Felix finds costs nothing more.
 *
 * <p>Where several frameworks run, Felix finds the one that a URL is for by the loaders on the stack, which it knows by
 * the beginning of the name of their class. Hence the name.
 */
final class BundleWiringImpl$BundleClassLoaderOfPinion extends BundleWiringImpl.BundleClassLoader {

    static {
        // Not inherited.
        registerAsParallelCapable();
    }

    /** Felix's own member; {@code null} in a Felix that has no such member. */
    private static final VarHandle LOADER = loaderField();

    private BundleWiringImpl$BundleClassLoaderOfPinion(BundleWiringImpl wiring, Logger logger) {
        super(wiring, wiring.getBootDelegationClassLoader(), logger);
    }

    private static VarHandle loaderField() {
        try {
            return MethodHandles.privateLookupIn(BundleWiringImpl.class, MethodHandles.lookup())
                    .findVarHandle(BundleWiringImpl.class, "m_classLoader", ClassLoader.class);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    /** Tells whether bundles can be given such loaders; if not, they have Felix's own. */
    static boolean isPossible() {
        return LOADER != null;
    }

    /**
     * Gives a bundle its loader, if it has none yet; before it is seen to be resolved, so nobody has asked for one.
     * Content that a connector gives (OSGi Connect) brings its own.
     */
    static void provide(BundleImpl bundle, Logger logger) {
        if (isPossible()
                && bundle.getBundleId() != 0
                && bundle.adapt(BundleRevision.class) instanceof BundleRevisionImpl revision
                && !Util.isFragment(revision)
                && !(revision.getContent() instanceof ConnectContentContent)
                && revision.getWiring() instanceof BundleWiringImpl wiring
                && LOADER.getVolatile(wiring) == null) {
            LOADER.compareAndSet(wiring, null, new BundleWiringImpl$BundleClassLoaderOfPinion(wiring, logger));
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        try {
            return super.loadClass(name, resolve);
        } catch (ClassNotFoundException e) {
            Class<?> found = OutsideClasses.find(name);
            if (found == null) {
                throw e;
            }
            return found;
        }
    }

    @Override
    public URL getResource(String name) {
        URL found = super.getResource(name);
        return found == null ? OutsideClasses.resource(name) : found;
    }
}
