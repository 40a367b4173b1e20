// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.diagnosis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.BundleNamespace;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.namespace.HostNamespace;
import org.osgi.framework.namespace.IdentityNamespace;
import org.osgi.framework.namespace.NativeNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.resource.Namespace;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;

/** Explains why a bundle does not resolve (O8). */
public final class ResolveDiagnosis {

    private final FrameworkWiring framework;
    private final Set<Bundle> visited = new HashSet<>();

    /**
     * Create a diagnosis.
     *
     * @param framework the wiring of the system bundle
     */
    public ResolveDiagnosis(FrameworkWiring framework) {
        this.framework = framework;
    }

    /**
     * Explain all requirements of a bundle that nothing meets.
     *
     * @param bundle a bundle that was tried to be resolved
     * @return one problem for each; empty if each single requirement can be met, so that the conflict is between them
     */
    public List<String> explain(Bundle bundle) {
        List<String> problems = new ArrayList<>();
        if (!visited.add(bundle)) {
            return problems;
        }
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        explainSingleton(bundle, revision, problems);
        for (BundleRequirement requirement : revision.getDeclaredRequirements(null)) {
            if (isMandatory(requirement)) {
                explain(requirement, problems);
            }
        }
        return problems;
    }

    /** Of the singletons of one name the framework resolves only one, and gives no reason for the others. */
    private void explainSingleton(Bundle bundle, BundleRevision revision, List<String> problems) {
        if (!isSingleton(revision)) {
            return;
        }
        for (Bundle other : framework.getBundle().getBundleContext().getBundles()) {
            BundleRevision present = other.adapt(BundleRevision.class);
            if (!other.equals(bundle)
                    && bundle.getSymbolicName().equals(other.getSymbolicName())
                    && present.getWiring() != null
                    && isSingleton(present)) {
                problems.add("it is a singleton, of which there can be one version, and " + name(other)
                        + " is there; leave singleton:=true out of Bundle-SymbolicName to open it beside");
            }
        }
    }

    private static boolean isSingleton(BundleRevision revision) {
        return revision.getDeclaredCapabilities(IdentityNamespace.IDENTITY_NAMESPACE).stream()
                .anyMatch(identity ->
                        "true".equals(identity.getDirectives().get(IdentityNamespace.CAPABILITY_SINGLETON_DIRECTIVE)));
    }

    private static boolean isMandatory(BundleRequirement requirement) {
        Map<String, String> directives = requirement.getDirectives();
        String resolution = directives.get(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE);
        String effective = directives.get(Namespace.REQUIREMENT_EFFECTIVE_DIRECTIVE);
        return (resolution == null || resolution.equals(Namespace.RESOLUTION_MANDATORY))
                && (effective == null || effective.equals(Namespace.EFFECTIVE_RESOLVE));
    }

    private void explain(BundleRequirement requirement, List<String> problems) {
        Collection<BundleCapability> providers = framework.findProviders(requirement);
        if (providers.isEmpty()) {
            problems.add(unmet(requirement));
            return;
        }
        List<Bundle> unresolved = new ArrayList<>();
        for (BundleCapability provider : providers) {
            Bundle bundle = provider.getRevision().getBundle();
            if ((bundle.getState() & (Bundle.INSTALLED | Bundle.UNINSTALLED)) == 0) {
                return;
            }
            unresolved.add(bundle);
        }
        for (Bundle bundle : unresolved) {
            List<String> causes = explain(bundle);
            if (!causes.isEmpty()) {
                problems.add(header(requirement) + " is offered by " + name(bundle) + ", which does not resolve:\n"
                        + String.join("\n", causes).indent(2).stripTrailing());
            }
        }
    }

    private String unmet(BundleRequirement requirement) {
        String filter = requirement.getDirectives().getOrDefault(Namespace.REQUIREMENT_FILTER_DIRECTIVE, "");
        Map<String, String> wanted = Filters.equalities(filter);
        switch (requirement.getNamespace()) {
            case PackageNamespace.PACKAGE_NAMESPACE -> {
                return unmetPackage(requirement, wanted.get(PackageNamespace.PACKAGE_NAMESPACE));
            }
            case BundleNamespace.BUNDLE_NAMESPACE -> {
                return unmetBundle(requirement, wanted.get(BundleNamespace.BUNDLE_NAMESPACE));
            }
            case HostNamespace.HOST_NAMESPACE -> {
                return unmetBundle(requirement, wanted.get(HostNamespace.HOST_NAMESPACE));
            }
            case ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE -> {
                String version = wanted.getOrDefault("version", Filters.range(filter));
                return "needs Java " + version + ", runs on Java "
                        + Runtime.version().feature();
            }
            case NativeNamespace.NATIVE_NAMESPACE -> {
                return "its native code does not fit this platform, " + System.getProperty("os.name") + " on "
                        + System.getProperty("os.arch");
            }
            default -> {
                return unmetCapability(requirement, wanted);
            }
        }
    }

    private String unmetPackage(BundleRequirement requirement, String name) {
        Set<String> found = found(requirement, name, "exports");
        if (found.isEmpty()) {
            return header(requirement) + ": no bundle exports package " + name
                    + "; add the library that does, or let the host share the package";
        }
        return "plugin was built with a different version of package " + name + "\n" + header(requirement) + "\nbut "
                + String.join("\n    ", found);
    }

    private String unmetBundle(BundleRequirement requirement, String name) {
        Set<String> found = found(requirement, name, "is");
        return header(requirement)
                + (found.isEmpty()
                        ? ": no bundle of that name is installed"
                        : "\nbut there is " + String.join("\n    ", found));
    }

    private String unmetCapability(BundleRequirement requirement, Map<String, String> wanted) {
        String namespace = requirement.getNamespace();
        String name = wanted.get(namespace);
        Set<String> found = new TreeSet<>();
        for (BundleCapability capability : framework.findProviders(new NameOnly(namespace, name))) {
            Map<String, String> offered = new TreeMap<>();
            capability.getAttributes().forEach((key, value) -> offered.put(key, String.valueOf(value)));
            String version = offered.remove("version");
            // What else it has does not matter here.
            offered.keySet().retainAll(wanted.keySet());
            found.add(name(capability.getRevision().getBundle()) + " provides "
                    + capability(
                            namespace,
                            offered.remove(namespace),
                            offered,
                            version == null ? null : Filters.shorten(version)));
        }
        return header(requirement)
                + (found.isEmpty() ? ": no bundle provides it" : "\nbut " + String.join("\n    ", found));
    }

    /** Asks for any version of what is missing. */
    private Set<String> found(BundleRequirement requirement, String name, String verb) {
        String namespace = requirement.getNamespace();
        String versionAttribute = namespace.equals(PackageNamespace.PACKAGE_NAMESPACE)
                ? PackageNamespace.CAPABILITY_VERSION_ATTRIBUTE
                : Constants.BUNDLE_VERSION_ATTRIBUTE;
        Set<String> found = new TreeSet<>();
        for (BundleCapability capability : framework.findProviders(new NameOnly(namespace, name))) {
            Object version = capability.getAttributes().getOrDefault(versionAttribute, Version.emptyVersion);
            Bundle bundle = capability.getRevision().getBundle();
            found.add(
                    verb.equals("is")
                            ? name(bundle)
                            : name(bundle) + " " + verb + " " + Filters.shorten(version.toString()));
        }
        return found;
    }

    private static String header(BundleRequirement requirement) {
        String filter = requirement.getDirectives().getOrDefault(Namespace.REQUIREMENT_FILTER_DIRECTIVE, "");
        Map<String, String> wanted = Filters.equalities(filter);
        String range = Filters.range(filter);
        String namespace = requirement.getNamespace();
        String name = wanted.remove(namespace);
        return switch (namespace) {
            case PackageNamespace.PACKAGE_NAMESPACE -> "Import-Package: " + name + attributes(wanted, "version", range);
            case BundleNamespace.BUNDLE_NAMESPACE ->
                "Require-Bundle: " + name + attributes(wanted, "bundle-version", range);
            case HostNamespace.HOST_NAMESPACE -> "Fragment-Host: " + name + attributes(wanted, "bundle-version", range);
            default -> "Require-Capability: " + capability(namespace, name, wanted, range);
        };
    }

    private static String capability(String namespace, String name, Map<String, String> others, String version) {
        return namespace + (name == null ? "" : "=" + name) + attributes(others, "version", version);
    }

    private static String attributes(Map<String, String> wanted, String versionName, String range) {
        StringBuilder text = new StringBuilder();
        wanted.forEach((name, value) ->
                text.append(';').append(name).append("=\"").append(value).append('"'));
        if (range != null) {
            text.append(';').append(versionName).append("=\"").append(range).append('"');
        }
        return text.toString();
    }

    /** Names a bundle as messages do. */
    public static String name(Bundle bundle) {
        return bundle.getBundleId() == Constants.SYSTEM_BUNDLE_ID
                ? "the host"
                : bundle.getSymbolicName() + " " + bundle.getVersion();
    }

    /** A requirement for something of a name, or of any name if it is {@code null}, in any version. */
    private record NameOnly(String namespace, String name) implements Requirement {
        @Override
        public String getNamespace() {
            return namespace;
        }

        @Override
        public Map<String, String> getDirectives() {
            return name == null
                    ? Map.of()
                    : Map.of(Namespace.REQUIREMENT_FILTER_DIRECTIVE, "(" + namespace + "=" + name + ")");
        }

        @Override
        public Map<String, Object> getAttributes() {
            return Map.of();
        }

        @Override
        public Resource getResource() {
            return null;
        }
    }
}
