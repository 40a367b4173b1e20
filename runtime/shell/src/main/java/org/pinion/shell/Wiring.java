// SPDX-License-Identifier: Apache-2.0
package org.pinion.shell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.BundleNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/** Reads how bundles are wired; without the packages that come from the JDK. */
final class Wiring {

    private final BundleContext context;

    /**
     * Create a reader.
     *
     * @param context the context of the system bundle
     */
    Wiring(BundleContext context) {
        this.context = context;
    }

    /** Names a bundle as all commands do; its number tells bundles apart for sure. */
    static String name(Bundle bundle) {
        return isHost(bundle) ? shortName(bundle) : shortName(bundle) + " [" + bundle.getBundleId() + "]";
    }

    /** Names a bundle where its number says nothing. */
    static String shortName(Bundle bundle) {
        return isHost(bundle) ? "the host" : bundle.getSymbolicName() + " " + bundle.getVersion();
    }

    static boolean isHost(Bundle bundle) {
        return bundle.getBundleId() == Constants.SYSTEM_BUNDLE_ID;
    }

    /** Lists the installed bundles, without that of the framework. */
    List<Bundle> bundles() {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> !isHost(bundle))
                .toList();
    }

    /** Lists what the host shares, as {@code package version}. */
    List<String> shared() {
        Set<String> names = sharedNames();
        return exports(context.getBundle(), null).stream()
                .filter(export -> names.contains(packageName(export)))
                .map(Wiring::text)
                .sorted()
                .toList();
    }

    /** The property is the way of OSGi to say which packages the framework exports besides those of the JDK. */
    Set<String> sharedNames() {
        String property = context.getProperty(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA);
        return Arrays.stream(property.split(","))
                .map(clause -> clause.split(";")[0])
                .collect(Collectors.toSet());
    }

    /** Tells which module of the JDK has a package, or returns {@code null}. */
    static @Nullable Module module(String packageName) {
        return ModuleLayer.boot().modules().stream()
                .filter(module -> module.getPackages().contains(packageName))
                .findFirst()
                .orElse(null);
    }

    /**
     * Lists the exports of a bundle, be it resolved or not.
     *
     * @param packageName the only package to list, or {@code null} for all
     */
    static List<BundleCapability> exports(Bundle bundle, @Nullable String packageName) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        // It may be gone by now.
        return revision == null
                ? List.of()
                : revision.getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE).stream()
                        .filter(export -> packageName == null || packageName.equals(packageName(export)))
                        .toList();
    }

    static String packageName(BundleCapability export) {
        return (String) Objects.requireNonNull(export.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE));
    }

    static Version version(BundleCapability export) {
        Object version = export.getAttributes().get(PackageNamespace.CAPABILITY_VERSION_ATTRIBUTE);
        return version instanceof Version known ? known : Version.emptyVersion;
    }

    /** Lists the bundles that are wired to one for a package, by importing it or by requiring the bundle. */
    static Set<String> users(BundleCapability export) {
        Set<String> users = new TreeSet<>();
        BundleWiring wiring = export.getRevision().getWiring();
        if (wiring != null) {
            for (BundleWire wire : wires(wiring.getProvidedWires(null))) {
                boolean imports = wire.getCapability().equals(export);
                boolean requires = wire.getCapability().getNamespace().equals(BundleNamespace.BUNDLE_NAMESPACE);
                if (imports || requires) {
                    users.add(name(wire.getRequirer().getBundle()) + (imports ? "" : " (requires the bundle)"));
                }
            }
        }
        return users;
    }

    /** Lists the bundles that one is wired to, ordered by name, the host last, each with what it is wired by. */
    Map<Bundle, Set<String>> providers(Bundle bundle) {
        Map<Bundle, Set<String>> providers = new TreeMap<>(Comparator.comparing(Wiring::isHost)
                .thenComparing(Bundle::getSymbolicName)
                .thenComparing(Bundle::getVersion)
                .thenComparing(Bundle::getBundleId));
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        if (wiring != null) {
            Set<String> shared = sharedNames();
            for (BundleWire wire : wires(wiring.getRequiredWires(null))) {
                Bundle provider = wire.getProvider().getBundle();
                BundleCapability capability = wire.getCapability();
                // Only a package has that attribute.
                Object name = capability.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE);
                if (!provider.equals(bundle) && (!isHost(provider) || shared.contains(name))) {
                    providers.computeIfAbsent(provider, key -> new TreeSet<>()).add(text(capability));
                }
            }
        }
        return providers;
    }

    private static List<BundleWire> wires(List<BundleWire> wires) {
        return wires == null ? List.of() : wires;
    }

    private static String text(BundleCapability capability) {
        return switch (capability.getNamespace()) {
            case PackageNamespace.PACKAGE_NAMESPACE -> packageName(capability) + " " + version(capability);
            case BundleNamespace.BUNDLE_NAMESPACE -> "the whole bundle";
            default -> capability.getNamespace();
        };
    }

    /** Draws what a bundle is wired to, and what that is wired to, and so on. */
    List<String> tree(Bundle bundle) {
        List<String> lines = new ArrayList<>(List.of(name(bundle)));
        grow(bundle, "", new ArrayList<>(List.of(bundle)), new TreeSet<>(), lines);
        return lines;
    }

    private void grow(Bundle bundle, String indent, List<Bundle> path, Set<Bundle> drawn, List<String> lines) {
        int left = 0;
        Map<Bundle, Set<String>> providers = providers(bundle);
        for (Map.Entry<Bundle, Set<String>> each : providers.entrySet()) {
            Bundle provider = each.getKey();
            boolean last = ++left == providers.size();
            boolean cycle = path.contains(provider);
            boolean again = !drawn.add(provider)
                    && !isHost(provider)
                    && !providers(provider).isEmpty();
            lines.add(indent + (last ? "`- " : "|- ") + name(provider) + ": " + String.join(", ", each.getValue())
                    + (cycle ? " (cycle)" : again ? " (see above)" : ""));
            if (!cycle && !again && !isHost(provider)) {
                path.add(provider);
                grow(provider, indent + (last ? "   " : "|  "), path, drawn, lines);
                path.remove(provider);
            }
        }
    }
}
