// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.diagnosis;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;
import org.osgi.framework.namespace.BundleNamespace;
import org.osgi.framework.namespace.HostNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.resource.Namespace;
import org.pinion.embed.internal.framework.FilterTerm;

/**
 * A requirement, read as its author wrote it in the manifest.
 *
 * @param namespace its namespace
 * @param name what is required by name, or {@code null} if any name will do
 * @param attributes what else must be equal to something
 * @param range the range of versions, or {@code null} if any version will do
 */
record RequirementText(String namespace, String name, Map<String, String> attributes, String range) {

    static RequirementText by(BundleRequirement requirement) {
        List<FilterTerm> filter =
                FilterTerm.of(requirement.getDirectives().getOrDefault(Namespace.REQUIREMENT_FILTER_DIRECTIVE, ""));
        Map<String, String> attributes = new TreeMap<>(Filters.equalities(filter));
        String name = attributes.remove(requirement.getNamespace());
        return new RequirementText(requirement.getNamespace(), name, attributes, Filters.range(filter));
    }

    /** Names the attribute with the version of what is required. */
    String versionAttribute() {
        return switch (namespace) {
            case BundleNamespace.BUNDLE_NAMESPACE, HostNamespace.HOST_NAMESPACE -> Constants.BUNDLE_VERSION_ATTRIBUTE;
            default -> PackageNamespace.CAPABILITY_VERSION_ATTRIBUTE;
        };
    }

    /** Shows the requirement as a manifest header with this one clause. */
    String header() {
        return switch (namespace) {
            case PackageNamespace.PACKAGE_NAMESPACE -> "Import-Package: " + clause();
            case BundleNamespace.BUNDLE_NAMESPACE -> "Require-Bundle: " + clause();
            case HostNamespace.HOST_NAMESPACE -> "Fragment-Host: " + clause();
            default -> "Require-Capability: " + clause();
        };
    }

    /** Shows an import as the line of a manifest, and as the instruction for bnd, which else imports nothing more. */
    String instruction() {
        return importInstruction(clause());
    }

    /** Shows an import as the line of a manifest, and as the instruction for bnd, which else imports nothing more. */
    static String importInstruction(String clause) {
        return "Import-Package: " + clause + " (with bnd, Import-Package: " + clause + ", *)";
    }

    /** Shows the requirement as the clause of a header. */
    String clause() {
        return subject() + attributes(attributes, versionAttribute(), range);
    }

    /** Shows the capability that would do. */
    String offer() {
        return subject() + attributes(attributes, versionAttribute() + ":Version", lowest());
    }

    /** Gives the lowest version that would do, or {@code null} if any will. */
    String lowest() {
        return range == null ? null : range.replaceAll("[\\[(]|,.*", "");
    }

    /** Gives the lowest version that would do, with its three numbers. */
    String lowestVersion() {
        String lowest = lowest();
        return lowest == null ? "1.0.0" : Version.parseVersion(lowest.strip()).toString();
    }

    private String subject() {
        return switch (namespace) {
            case PackageNamespace.PACKAGE_NAMESPACE, BundleNamespace.BUNDLE_NAMESPACE, HostNamespace.HOST_NAMESPACE ->
                name;
            default -> namespace + (name == null ? "" : ";" + namespace + "=" + name);
        };
    }

    /** Shows what a bundle provides instead of a required capability, as far as it was asked for. */
    String provided(BundleCapability capability) {
        Map<String, String> offered = new TreeMap<>();
        capability.getAttributes().forEach((key, value) -> offered.put(key, String.valueOf(value)));
        String version = offered.remove(versionAttribute());
        String its = offered.remove(namespace);
        offered.keySet().retainAll(attributes.keySet());
        return namespace
                + (its == null ? "" : ";" + namespace + "=" + its)
                + attributes(offered, versionAttribute(), version);
    }

    /** Tells whether a version is what is wanted. */
    boolean takes(Version version) {
        if (range == null) {
            return true;
        }
        try {
            return VersionRange.valueOf(range).includes(version);
        } catch (IllegalArgumentException e) {
            // Such a range can only be written as a filter: nothing says what it takes.
            return false;
        }
    }

    /** Says which versions are wanted: {@code in a version of [1.2,2)}; empty if any will do. */
    String inVersion() {
        return range == null
                ? ""
                : range.startsWith("[") || range.startsWith("(")
                        ? " in a version of " + range
                        : " in version " + range + " or later";
    }

    /** Writes the import that takes a version and those compatible with it: {@code [3.1,4)}. */
    static String rangeFor(Version version) {
        return "[" + Filters.shorten(new Version(version.getMajor(), version.getMinor(), 0).toString()) + ","
                + (version.getMajor() + 1) + ")";
    }

    static String attributes(Map<String, String> attributes, String versionName, String range) {
        StringBuilder text = new StringBuilder();
        attributes.forEach((name, value) ->
                text.append(';').append(name).append("=\"").append(value).append('"'));
        if (range != null) {
            text.append(';').append(versionName).append("=\"").append(range).append('"');
        }
        return text.toString();
    }
}
