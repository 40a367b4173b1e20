// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.references;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.BundleNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.resource.Namespace;
import org.pinion.embed.internal.bundle.BundleNames;
import org.pinion.embed.internal.bundle.Wires;
import org.pinion.linkcheck.ClassInfo;
import org.pinion.linkcheck.ClassSpace;
import org.pinion.linkcheck.PlatformClasses;

/** The classes as the class loader of a resolved bundle finds them (OSGi Core 3.9.4), without loading any. */
final class BundleClasses implements ClassSpace {

    private final BundleWiring wiring;
    private final KnownClasses known;

    /** Who provides a package that is imported. */
    private final Map<String, BundleWiring> imported = new HashMap<>();

    private final List<BundleWiring> required = new ArrayList<>();

    /** Whether packages may come that nobody is wired to now. */
    private final boolean dynamic;

    private final Map<String, Optional<ClassInfo>> own = new ConcurrentHashMap<>();

    /** The filters of imports that need not be met. */
    private final List<String> optional;

    /** Where some imported packages would come from otherwise. */
    private ClassSpace replaced;

    private final Set<String> replacedPackages = new HashSet<>();

    /** Whether a package that the bundle has left out is taken for missing. */
    private boolean strict;

    BundleClasses(BundleWiring wiring, KnownClasses known) {
        this.wiring = wiring;
        this.known = known;
        for (BundleWire wire : Wires.required(wiring)) {
            BundleCapability capability = wire.getCapability();
            if (capability.getNamespace().equals(PackageNamespace.PACKAGE_NAMESPACE)) {
                imported.put(
                        (String) capability.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE),
                        wire.getProviderWiring());
            } else if (capability.getNamespace().equals(BundleNamespace.BUNDLE_NAMESPACE)) {
                required.add(wire.getProviderWiring());
            }
        }
        List<BundleRequirement> imports =
                wiring.getRevision().getDeclaredRequirements(PackageNamespace.PACKAGE_NAMESPACE);
        dynamic = imports.stream().anyMatch(each -> isResolved(each, PackageNamespace.RESOLUTION_DYNAMIC));
        optional = imports.stream()
                .filter(each -> isResolved(each, Namespace.RESOLUTION_OPTIONAL))
                .map(each -> each.getDirectives().get(Namespace.REQUIREMENT_FILTER_DIRECTIVE))
                .toList();
    }

    private static boolean isResolved(BundleRequirement requirement, String how) {
        return how.equals(requirement.getDirectives().get(Constants.RESOLUTION_DIRECTIVE));
    }

    /** Gives a view in which another bundle has taken the place of a provider, as far as it exports the packages. */
    BundleClasses with(BundleClasses provider, ClassSpace instead, Set<String> packages) {
        BundleClasses other = new BundleClasses(wiring, known);
        other.replaced = instead;
        other.replacedPackages.addAll(importedFrom(provider));
        other.replacedPackages.retainAll(packages);
        return other;
    }

    /** Lists the packages that are imported from a provider. */
    Set<String> importedFrom(BundleClasses provider) {
        return imported.entrySet().stream()
                .filter(entry -> entry.getValue().equals(provider.wiring))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Gives a view in which what the bundle has left out is missing, not uncertain. */
    BundleClasses strict() {
        BundleClasses other = new BundleClasses(wiring, known);
        other.strict = true;
        return other;
    }

    /** Gives the classes of whoever provides an imported package; these classes if it is not imported. */
    ClassSpace provider(String packageName) {
        BundleWiring provider = imported.get(packageName);
        return provider == null ? this : known.provider(provider);
    }

    @Override
    public ClassInfo find(String name) {
        if (name.startsWith("java/")) {
            return PlatformClasses.running().find(name);
        }
        String packageName = packageOf(name);
        if (replacedPackages.contains(packageName)) {
            return of(replaced, name);
        }
        BundleWiring provider = imported.get(packageName);
        if (provider != null) {
            return of(known.provider(provider), name);
        }
        Set<BundleWiring> asked = new HashSet<>();
        for (BundleWiring each : required) {
            ClassInfo found = throughBundle(each, name, packageName, asked);
            if (found != null) {
                return found;
            }
        }
        return own(name);
    }

    /** Finds a class that a provider exports, and so does not get from others itself. */
    private static ClassInfo of(ClassSpace provider, String name) {
        return provider instanceof BundleClasses bundle ? bundle.own(name) : provider.find(name);
    }

    /**
     * Looks in a required bundle, and in those that this one passes on.
     *
     * @param asked those that were asked already, as bundles may require each other
     */
    private ClassInfo throughBundle(BundleWiring provider, String name, String packageName, Set<BundleWiring> asked) {
        if (!asked.add(provider)) {
            return null;
        }
        if (exports(provider, packageName)) {
            ClassInfo found = of(known.provider(provider), name);
            if (found != null) {
                return found;
            }
        }
        for (BundleWire wire : Wires.required(provider)) {
            if (wire.getCapability().getNamespace().equals(BundleNamespace.BUNDLE_NAMESPACE)
                    && BundleNamespace.VISIBILITY_REEXPORT.equals(
                            wire.getRequirement().getDirectives().get(Constants.VISIBILITY_DIRECTIVE))) {
                ClassInfo found = throughBundle(wire.getProviderWiring(), name, packageName, asked);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static boolean exports(BundleWiring wiring, String packageName) {
        return wiring.getCapabilities(PackageNamespace.PACKAGE_NAMESPACE).stream()
                .anyMatch(capability ->
                        packageName.equals(capability.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE)));
    }

    private ClassInfo own(String name) {
        Optional<ClassInfo> found = own.get(name);
        if (found == null) {
            // Not while the map is locked: the class loader is the framework's.
            byte[] bytes = read(name);
            found = bytes == null ? Optional.empty() : Optional.of(ClassInfo.read(this, bytes));
            own.put(name, found);
        }
        return found.orElse(null);
    }

    /**
     * A package that nobody is wired to may come by a dynamic import or an agent, or the author has left it out as code
     * that needs it does not run everywhere.
     */
    @Override
    public boolean isUncertain(String name) {
        String packageName = packageOf(name);
        return dynamic || !strict && !imported.containsKey(packageName) && isLeftOut(packageName);
    }

    private boolean isLeftOut(String packageName) {
        String term = "(" + PackageNamespace.PACKAGE_NAMESPACE + "=" + packageName + ")";
        return required.isEmpty() && !hasPackage(packageName)
                || optional.stream().anyMatch(filter -> filter != null && filter.contains(term));
    }

    /** Tells whether the package is one of the bundle itself, and not hidden by an import. */
    boolean hasPackage(String packageName) {
        return !imported.containsKey(packageName)
                && !wiring.listResources(packageName.replace('.', '/'), "*.class", BundleWiring.LISTRESOURCES_LOCAL)
                        .isEmpty();
    }

    /** Has the class loader look, as it knows fragments, nested jars, and jars for several releases of Java. */
    @Override
    public byte[] read(String name) {
        ClassLoader loader = wiring.getClassLoader();
        URL file = loader == null ? null : loader.getResource(name + ".class");
        try (InputStream bytes = file == null ? null : file.openStream()) {
            return bytes == null ? null : bytes.readAllBytes();
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public String origin() {
        return BundleNames.nameAndPlace(bundle());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BundleClasses classes && classes.wiring.equals(wiring);
    }

    @Override
    public int hashCode() {
        return wiring.hashCode();
    }

    Bundle bundle() {
        return wiring.getBundle();
    }

    private static String packageOf(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('/'))).replace('/', '.');
    }
}
