// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.bundle;

import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleRevision;

/** Tells bundles apart that live otherwise than most do. */
public final class BundleKind {

    private BundleKind() {}

    /** Tell whether a bundle is the system bundle, which stands for the host. */
    public static boolean isHost(Bundle bundle) {
        return bundle.getBundleId() == Constants.SYSTEM_BUNDLE_ID;
    }

    /** Tell whether a bundle is a fragment. */
    public static boolean isFragment(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        return revision != null && (revision.getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
    }

    /** Tell whether a bundle is a fragment of the system bundle. */
    public static boolean isExtension(Bundle bundle) {
        String host = bundle.getHeaders("").get(Constants.FRAGMENT_HOST);
        return host != null
                && isFragment(bundle)
                && (host.startsWith(Constants.SYSTEM_BUNDLE_SYMBOLICNAME)
                        || host.startsWith("org.apache.felix.framework"));
    }
}
