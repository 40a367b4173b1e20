// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.framework;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** Follows the starts of bundles, and says which of them fail although the framework has started the bundle. */
public interface StartCheck {

    /** Lets every bundle start as the framework does. */
    StartCheck NONE = new StartCheck() {
        @Override
        public boolean activated(Bundle bundle) {
            return true;
        }

        @Override
        public void started(Bundle bundle) {}
    };

    /**
     * Look at a bundle that is active, before its listeners are told.
     *
     * @return {@code false} if they are not to be told, as the bundle has been stopped
     */
    boolean activated(Bundle bundle);

    /**
     * Look at a bundle that was started by a call, after its listeners were told.
     *
     * @throws BundleException if the start is to fail nevertheless
     */
    void started(Bundle bundle) throws BundleException;
}
