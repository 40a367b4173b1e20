// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.bundle;

import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import org.osgi.framework.Bundle;

/** Names bundles as messages do. */
public final class BundleNames {

    private BundleNames() {}

    /** Name a bundle: {@code lib 1.0.0}. */
    public static String name(Bundle bundle) {
        return BundleKind.isHost(bundle) ? "the host" : bundle.getSymbolicName() + " " + bundle.getVersion();
    }

    /** Name a bundle and the file that it came from: {@code lib 1.0.0 (/plugins/lib.jar)}. */
    public static String nameAndPlace(Bundle bundle) {
        return BundleKind.isHost(bundle) ? "the host" : name(bundle) + " (" + place(bundle.getLocation()) + ")";
    }

    /** Name a bundle and the number that the framework gave it: {@code lib 1.0.0 [7]}. */
    public static String nameAndNumber(Bundle bundle) {
        return bundle.getSymbolicName() + " " + bundle.getVersion() + " [" + bundle.getBundleId() + "]";
    }

    /** Show a bundle's location as people write it: a path, if it is the address of a file. */
    public static String place(String location) {
        if (!location.startsWith("file:///")) {
            return location;
        }
        try {
            return Path.of(URI.create(location)).toString();
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            // The location of a stream is any text; this one only looks like that of a file.
            return location;
        }
    }
}
