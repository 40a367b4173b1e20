// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.plugins;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleRevision;
import org.pinion.Problem.Kind;
import org.pinion.embed.internal.bundle.InstalledContent;
import org.pinion.embed.internal.diagnosis.Failure;
import org.pinion.linker.LinkHeaders;
import org.pinion.linker.Linkage;
import org.pinion.linker.Linker;
import org.pinion.linker.NearMisses;
import org.pinion.spi.Problems;

/** Knows what the linker says of installed bundles, and reads the content of each only once. */
public final class LinkedBundles {

    /** Empty for a bundle that is neither a plugin nor a linked library. */
    private final Map<BundleRevision, Optional<Linkage>> linkages = new ConcurrentHashMap<>();

    /** Remember what was read before the bundle was installed. */
    public void add(Bundle bundle, Linkage linkage) {
        linkages.put(bundle.adapt(BundleRevision.class), Optional.of(linkage));
    }

    /** Forget all revisions of a bundle that is gone. */
    public void forget(Bundle bundle) {
        linkages.keySet().removeIf(revision -> revision.getBundle().equals(bundle));
    }

    /**
     * Give the linkage of a bundle.
     *
     * @return {@code null} if it is neither a plugin nor a linked library
     */
    public Linkage linkage(Bundle bundle) throws Failure {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        if (revision == null) {
            // It has been uninstalled.
            return null;
        }
        Optional<Linkage> known = linkages.get(revision);
        if (known == null) {
            known = read(bundle);
            linkages.put(revision, known);
        }
        return known.orElse(null);
    }

    private static Optional<Linkage> read(Bundle bundle) throws Failure {
        try {
            boolean linked = LinkHeaders.areIn(name -> bundle.getHeaders("").get(name));
            if (!linked && bundle.findEntries("/", "package-info.class", true) == null) {
                return Optional.empty();
            }
            Linkage linkage = Linker.read(new InstalledContent(bundle));
            return linked || !linkage.mainPackages().isEmpty() ? Optional.of(linkage) : Optional.empty();
        } catch (IOException | IllegalStateException e) {
            // A framework that stops closes the jars, also those of bundles that are being started.
            throw new Failure(
                    Problems.of(Kind.FILE, bundle.getLocation(), "its content cannot be read: " + e.getMessage(), ""),
                    e);
        }
    }

    /** Explains why a name is not a symbol of a plugin. */
    static Optional<String> nearMiss(Bundle bundle, String mainPackage, String name) {
        try {
            return NearMisses.explain(new InstalledContent(bundle), mainPackage, name);
        } catch (IOException | IllegalStateException e) {
            // A closed runtime gives no hints.
            return Optional.empty();
        }
    }
}
