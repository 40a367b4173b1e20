// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.framework;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** Decides what may happen to bundles. Called on any thread, with locks of the framework held. */
public interface LifecyclePolicy {

    /** What somebody wants to do to a bundle. */
    enum Operation {
        /** Stop it. */
        STOP,
        /** Give it other content. */
        UPDATE,
        /** Remove it. */
        UNINSTALL,
        /** Start the framework again after it was stopped. */
        RESTART
    }

    /**
     * Refuse an operation, or do nothing.
     *
     * @throws BundleException if it is refused, of type {@link BundleException#UNSUPPORTED_OPERATION}
     */
    void check(Operation operation, Bundle bundle) throws BundleException;

    /** Tell whether a bundle may get a new wiring. */
    boolean mayRefresh(Bundle bundle);

    /**
     * Look at a bundle that was started by a call, after its listeners were told.
     *
     * @throws BundleException if the start is to fail nevertheless
     */
    void started(Bundle bundle) throws BundleException;
}
