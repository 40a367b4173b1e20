// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.diagnosis;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.Version;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.resource.Requirement;
import org.pinion.embed.internal.bundle.BundleKind;

/**
 * What is installed and what the host has: the model that explanations are made from.
 *
 * @param system the system bundle
 * @param onHost tells whether the host's class path has a package, shared or not
 * @param refused the jars that were not installed
 * @param hostKind how those who run the host can do what messages tell
 */
public record Bundles(Bundle system, Predicate<String> onHost, RefusedJars refused, HostKind hostKind) {

    /** List all installed bundles. */
    public List<Bundle> all() {
        return List.of(system.getBundleContext().getBundles());
    }

    /** Finds what meets a requirement, be its bundle resolved or not. */
    Collection<BundleCapability> providers(Requirement requirement) {
        return system.adapt(FrameworkWiring.class).findProviders(requirement);
    }

    /**
     * Finds what has a name, or any name if it is {@code null}, in any version and with any attributes; the framework
     * does not find what must be asked for by more than its name.
     */
    List<BundleCapability> named(String namespace, String name) {
        return all().stream()
                .flatMap(bundle -> capabilities(bundle, namespace))
                .filter(capability ->
                        name == null || name.equals(capability.getAttributes().get(namespace)))
                .toList();
    }

    /** Tells the version of a capability, or 0.0.0 if it has none. */
    static Version version(BundleCapability capability, String attribute) {
        Object version = capability.getAttributes().get(attribute);
        return version instanceof Version known ? known : Version.emptyVersion;
    }

    static Bundle bundle(BundleCapability capability) {
        return capability.getRevision().getBundle();
    }

    /** Tells whether a class is in a bundle, or on the class path of the host. */
    boolean has(Bundle bundle, String className) {
        return BundleKind.isHost(bundle) ? hostHas(className) : new ClassPath(bundle).has(className);
    }

    /** Tells whether a class is on the class path of the host. */
    boolean hostHas(String className) {
        return system.adapt(BundleWiring.class).getClassLoader().getResource(ClassPath.file(className)) != null;
    }

    /** Tells whether a bundle cannot be used as it is. */
    static boolean isUnresolved(Bundle bundle) {
        return (bundle.getState() & (Bundle.INSTALLED | Bundle.UNINSTALLED)) != 0;
    }

    /** List what a bundle declares to provide. */
    public static Stream<BundleCapability> capabilities(Bundle bundle, String namespace) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        // It may be gone by now.
        return revision == null ? Stream.empty() : revision.getDeclaredCapabilities(namespace).stream();
    }
}
