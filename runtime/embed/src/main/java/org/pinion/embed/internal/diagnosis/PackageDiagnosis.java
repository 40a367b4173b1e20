// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.diagnosis;

import static org.pinion.embed.internal.diagnosis.ProblemBuilder.problem;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.pinion.Problem;
import org.pinion.Problem.Kind;
import org.pinion.embed.internal.bundle.BundleKind;
import org.pinion.embed.internal.bundle.BundleNames;

/** Explains why a package cannot be imported, and says who has it. */
final class PackageDiagnosis {

    private final Bundles bundles;

    PackageDiagnosis(Bundles bundles) {
        this.bundles = bundles;
    }

    /** Tells whether an import is of a package that nobody exports, and that the jar does not have. */
    boolean isMissing(BundleRequirement requirement) {
        if (!requirement.getNamespace().equals(PackageNamespace.PACKAGE_NAMESPACE)
                || !bundles.providers(requirement).isEmpty()) {
            return false;
        }
        String name = RequirementText.by(requirement).name();
        return name != null
                && exports(name).isEmpty()
                && !new ClassPath(requirement.getRevision().getBundle()).hasPackage(name);
    }

    /** Explains an import that nothing meets. */
    Problem unmet(RequirementText required, Bundle bundle) {
        List<BundleCapability> exports = exports(required.name());
        if (exports.isEmpty()) {
            return missing(required, bundle);
        }
        return exports.stream().anyMatch(export -> required.takes(version(export)))
                ? otherAttributes(required, exports)
                : otherVersion(required, exports);
    }

    /** Lists the exports of a package, the highest version first. */
    List<BundleCapability> exports(String packageName) {
        return bundles.named(PackageNamespace.PACKAGE_NAMESPACE, packageName).stream()
                .sorted(Comparator.comparing(PackageDiagnosis::version)
                        .reversed()
                        .thenComparing(export -> BundleNames.nameAndPlace(Bundles.bundle(export))))
                .toList();
    }

    static Version version(BundleCapability export) {
        return Bundles.version(export, PackageNamespace.CAPABILITY_VERSION_ATTRIBUTE);
    }

    private Problem missing(RequirementText required, Bundle bundle) {
        String name = required.name();
        ProblemBuilder missing = problem(Kind.MISSING_PACKAGE, name, "no bundle exports package " + name)
                .needed(required.header());
        if (new ClassPath(bundle).hasPackage(name)) {
            return missing.found(BundleNames.nameAndPlace(bundle) + " has the package itself")
                    .fix("take " + name + " out of Import-Package, with bnd by Import-Package: !" + name + ", *");
        }
        Optional<RefusedJars.Refused> refused = bundles.refused().having(name);
        if (refused.isPresent()) {
            return missing.found(refused.get().place() + " has the package, but was refused:")
                    .causes(refused.get().problems())
                    .fix("");
        }
        if (bundles.onHost().test(name)) {
            return missing.found("the host has the package on its class path, but does not share it")
                    .fix(bundles.hostKind().sharing(name, "it", required.inVersion())
                            + (bundles.hostKind() == HostKind.JAVA ? "; or add a library that exports it" : ""));
        }
        return missing.fix("add the library that exports " + name + required.inVersion()
                + bundles.hostKind().adding());
    }

    private Problem otherVersion(RequirementText required, List<BundleCapability> exports) {
        String name = required.name();
        Version best = version(exports.get(0));
        boolean none = best.equals(Version.emptyVersion);
        boolean share = BundleKind.isHost(Bundles.bundle(exports.get(0))) && bundles.hostKind() == HostKind.JAVA;
        return problem(Kind.PACKAGE_VERSION, name, "plugin was built with a different version of package " + name)
                .needed(required.header())
                .found(exports.stream().map(PackageDiagnosis::offer).toList())
                .fix((none
                                ? giveVersion(required, exports.get(0))
                                : "build it against version " + best + ", so that it imports version=\""
                                        + RequirementText.rangeFor(best) + "\"")
                        + "; or "
                        + (share ? "let the host share " + name : "add a library that exports " + name)
                        + required.inVersion()
                        + (share ? "" : bundles.hostKind().adding()));
    }

    /** Nobody can build against a version that is none. */
    private static String giveVersion(RequirementText required, BundleCapability export) {
        Bundle owner = Bundles.bundle(export);
        String version = required.lowestVersion();
        return BundleKind.isHost(owner)
                ? "give the package its version, which was forgotten or got lost when the host was packed into one jar, with"
                        + " @org.osgi.annotation.versioning.Version(\"" + version
                        + "\") on its package-info.java"
                : "let " + BundleNames.name(owner) + " export it in its version, with Export-Package: "
                        + required.name() + ";version=\"" + version + "\"";
    }

    private static Problem otherAttributes(RequirementText required, List<BundleCapability> exports) {
        String name = required.name();
        BundleCapability best = exports.stream()
                .filter(export -> required.takes(version(export)))
                .findFirst()
                .orElseThrow();
        Map<String, String> attributes = mandatory(best);
        return problem(
                        Kind.PACKAGE_VERSION,
                        name,
                        "package " + name + " is there, but not with the attributes that the import has")
                .needed(required.header())
                .found(exports.stream().map(PackageDiagnosis::offer).toList())
                .fix("write "
                        + new RequirementText(required.namespace(), name, attributes, required.range()).instruction());
    }

    /** Tells who exports a package: {@code lib 1.0.0 (/plugins/lib.jar) exports version 1.2.0}. */
    static String offer(BundleCapability export) {
        Bundle bundle = Bundles.bundle(export);
        String with = RequirementText.attributes(mandatory(export), "", null);
        return BundleNames.nameAndPlace(bundle) + (BundleKind.isHost(bundle) ? " shares" : " exports") + " version "
                + version(export) + (with.isEmpty() ? "" : ", for imports with " + with.substring(1));
    }

    /** Tells whether an export is one of the JDK's packages, which the host has in any case. */
    static boolean isOfTheJdk(BundleCapability export) {
        return BundleKind.isHost(Bundles.bundle(export))
                && ModuleLayer.boot().modules().stream()
                        .filter(module -> module.getName().startsWith("java.")
                                || module.getName().startsWith("jdk."))
                        .anyMatch(module -> module.getPackages().contains(name(export)));
    }

    /** Writes the header that imports a package from an export, as {@link RequirementText#instruction()} does. */
    static String importOf(BundleCapability export) {
        Version version = version(export);
        return new RequirementText(
                        PackageNamespace.PACKAGE_NAMESPACE,
                        name(export),
                        mandatory(export),
                        version.equals(Version.emptyVersion) || isOfTheJdk(export)
                                ? null
                                : RequirementText.rangeFor(version))
                .instruction();
    }

    /** Names the package that is exported. */
    static String name(BundleCapability export) {
        return String.valueOf(export.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE));
    }

    /** Gives the attributes that an import must name, or it does not get the export. */
    static Map<String, String> mandatory(BundleCapability export) {
        Map<String, String> attributes = new TreeMap<>();
        String names = export.getDirectives().getOrDefault(PackageNamespace.CAPABILITY_MANDATORY_DIRECTIVE, "");
        for (String name : names.split(",")) {
            Object value = export.getAttributes().get(name.strip());
            if (value != null) {
                attributes.put(name.strip(), value.toString());
            }
        }
        return attributes;
    }
}
