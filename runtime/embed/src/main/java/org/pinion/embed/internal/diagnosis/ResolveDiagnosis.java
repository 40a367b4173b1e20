// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.diagnosis;

import static org.pinion.embed.internal.diagnosis.ProblemBuilder.problem;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Dictionary;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
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
import org.osgi.resource.Namespace;
import org.pinion.Problem;
import org.pinion.Problem.Kind;
import org.pinion.embed.internal.bundle.BundleNames;

/** Explains why a bundle does not resolve (O8). */
public final class ResolveDiagnosis {

    /** What bnd writes for class files that are newer than itself. */
    private static final String UNKNOWN_JAVA = "UNKNOWN";

    /** What bundles said before there was osgi.ee. */
    @SuppressWarnings("deprecation")
    private static final String OLDER_HEADER = Constants.BUNDLE_REQUIREDEXECUTIONENVIRONMENT;

    private final Bundles bundles;
    private final PackageDiagnosis packages;
    private final Set<Bundle> visited = new HashSet<>();

    /** Create a diagnosis, to be used once. */
    public ResolveDiagnosis(Bundles bundles) {
        this.bundles = bundles;
        this.packages = new PackageDiagnosis(bundles);
    }

    /**
     * Explain all that keeps a bundle from being resolved.
     *
     * @param bundle a bundle that was tried to be resolved
     * @return the problems; empty if the model shows none, as for a bundle that can be resolved by now
     */
    public List<Problem> explain(Bundle bundle) {
        if (!visited.add(bundle)) {
            return List.of();
        }
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        List<Problem> problems = new ArrayList<>();
        explainSingleton(bundle, revision, problems);
        List<RequirementText> missing = new ArrayList<>();
        requirements(revision).forEach(requirement -> {
            if (packages.isMissing(requirement)) {
                missing.add(RequirementText.by(requirement));
            } else {
                explain(requirement, problems);
            }
        });
        problems.addAll(
                MissingPackages.explain(bundle, missing, bundles, required -> packages.unmet(required, bundle)));
        if (problems.isEmpty()) {
            new UsesDiagnosis(bundles, bundle).explain().ifPresent(problems::add);
        }
        return problems;
    }

    /** Lists what must be met for a bundle to be resolved. */
    static Stream<BundleRequirement> requirements(BundleRevision revision) {
        return revision.getDeclaredRequirements(null).stream().filter(ResolveDiagnosis::isMandatory);
    }

    private static boolean isMandatory(BundleRequirement requirement) {
        Map<String, String> directives = requirement.getDirectives();
        String resolution = directives.get(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE);
        String effective = directives.get(Namespace.REQUIREMENT_EFFECTIVE_DIRECTIVE);
        return (resolution == null || resolution.equals(Namespace.RESOLUTION_MANDATORY))
                && (effective == null || effective.equals(Namespace.EFFECTIVE_RESOLVE));
    }

    /** Of the singletons of one name the framework resolves only one, and gives no reason for the others. */
    private void explainSingleton(Bundle bundle, BundleRevision revision, List<Problem> problems) {
        if (!isSingleton(revision)) {
            return;
        }
        for (Bundle other : bundles.all()) {
            BundleRevision present = other.adapt(BundleRevision.class);
            if (!other.equals(bundle)
                    && bundle.getSymbolicName().equals(other.getSymbolicName())
                    && present.getWiring() != null
                    && isSingleton(present)) {
                problems.add(problem(
                                Kind.SINGLETON,
                                bundle.getSymbolicName(),
                                BundleNames.name(bundle) + " is a singleton, of which there can be one version")
                        .needed("Bundle-SymbolicName: " + bundle.getSymbolicName() + ";singleton:=true")
                        .found(BundleNames.nameAndPlace(other))
                        .fix("leave ;singleton:=true out of Bundle-SymbolicName to have both versions side by side"));
            }
        }
    }

    private static boolean isSingleton(BundleRevision revision) {
        return revision.getDeclaredCapabilities(IdentityNamespace.IDENTITY_NAMESPACE).stream()
                .anyMatch(identity ->
                        "true".equals(identity.getDirectives().get(IdentityNamespace.CAPABILITY_SINGLETON_DIRECTIVE)));
    }

    private void explain(BundleRequirement requirement, List<Problem> problems) {
        Collection<BundleCapability> providers = bundles.providers(requirement);
        if (providers.isEmpty()) {
            problems.add(unmet(requirement));
            return;
        }
        if (providers.stream().map(Bundles::bundle).allMatch(Bundles::isUnresolved)) {
            providers.forEach(provider -> explainProvider(requirement, provider, problems));
        }
    }

    private void explainProvider(BundleRequirement requirement, BundleCapability provider, List<Problem> problems) {
        Bundle bundle = Bundles.bundle(provider);
        List<Problem> causes = explain(bundle);
        if (!causes.isEmpty()) {
            problems.add(problem(
                            Kind.UNRESOLVED_BUNDLE,
                            bundle.getSymbolicName(),
                            BundleNames.name(bundle) + ", which is needed, does not resolve")
                    .needed(RequirementText.by(requirement).header())
                    .found(BundleNames.nameAndPlace(bundle) + " offers it, but")
                    .causes(causes)
                    .fix(""));
        }
    }

    private Problem unmet(BundleRequirement requirement) {
        RequirementText required = RequirementText.by(requirement);
        Bundle bundle = requirement.getRevision().getBundle();
        return switch (requirement.getNamespace()) {
            case PackageNamespace.PACKAGE_NAMESPACE -> packages.unmet(required, bundle);
            case BundleNamespace.BUNDLE_NAMESPACE, HostNamespace.HOST_NAMESPACE -> unmetBundle(required);
            case ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE -> unmetJava(required, requirement);
            case NativeNamespace.NATIVE_NAMESPACE -> unmetPlatform(bundle);
            default -> unmetCapability(required);
        };
    }

    private Problem unmetBundle(RequirementText required) {
        List<BundleCapability> others = bundles.named(required.namespace(), required.name()).stream()
                .sorted(Comparator.comparing((BundleCapability other) ->
                                Bundles.bundle(other).getVersion())
                        .reversed())
                .toList();
        if (others.isEmpty()) {
            return problem(Kind.MISSING_BUNDLE, required.name(), "no bundle " + required.name() + " is there")
                    .needed(required.header())
                    .fix("add the library " + required.name() + required.inVersion()
                            + bundles.hostKind().adding());
        }
        return problem(
                        Kind.BUNDLE_VERSION,
                        required.name(),
                        "bundle " + required.name() + " is there in another version only")
                .needed(required.header())
                .found(others.stream()
                        .map(other -> BundleNames.nameAndPlace(Bundles.bundle(other)))
                        .toList())
                .fix("add the library " + required.name() + required.inVersion()
                        + bundles.hostKind().adding()
                        + (Bundles.bundle(others.get(0)).getVersion().equals(Version.emptyVersion)
                                ? ""
                                : "; or build against " + BundleNames.name(Bundles.bundle(others.get(0)))
                                        + " and write "
                                        + required.versionAttribute() + "=\""
                                        + RequirementText.rangeFor(
                                                Bundles.bundle(others.get(0)).getVersion()) + "\""));
    }

    private static Problem unmetJava(RequirementText required, BundleRequirement requirement) {
        String version = required.attributes().getOrDefault("version", required.range());
        String older = olderHeader(requirement);
        String needed = older == null
                ? new RequirementText(required.namespace(), required.name(), Map.of(), version).header()
                : OLDER_HEADER + ": " + older;
        if (needed.contains(UNKNOWN_JAVA)) {
            return problem(
                            Kind.JAVA_VERSION,
                            String.valueOf(required.name()),
                            "was built with a bnd that does not know the Java of its classes")
                    .needed(needed)
                    .found("no Java is " + UNKNOWN_JAVA)
                    .fix("build it with bnd 7.3.0 or newer; or compile for an older Java with javac --release 17");
        }
        if (version == null || !String.valueOf(required.name()).startsWith("JavaSE")) {
            int running = Runtime.version().feature();
            String environment = older == null ? required.name() + (version == null ? "" : " " + version) : older;
            return problem(
                            Kind.JAVA_VERSION,
                            String.valueOf(required.name()),
                            "needs the execution environment " + environment + ", runs on Java " + running)
                    .needed(needed)
                    .found("Java " + running + " in " + System.getProperty("java.home"))
                    .fix(
                            older == null
                                    ? "leave the requirement of osgi.ee to bnd, which takes it from the classes"
                                    : "take " + OLDER_HEADER
                                            + " out of the manifest: bnd requires the Java of the classes");
        }
        String java = version.replaceFirst("(\\.0)+$", "");
        return needsJava(
                java, java, needed, older == null ? "" : ", and take " + OLDER_HEADER + " out of the manifest");
    }

    /**
     * Gives the header that the framework takes for a requirement of osgi.ee; {@code null} if it is written as such.
     */
    private static String olderHeader(BundleRequirement requirement) {
        Dictionary<String, String> headers =
                requirement.getRevision().getBundle().getHeaders("");
        String filter = requirement.getDirectives().get(Constants.FILTER_DIRECTIVE);
        String written = headers.get(Constants.REQUIRE_CAPABILITY);
        return written != null && filter != null && written.contains(filter) ? null : headers.get(OLDER_HEADER);
    }

    /** Tell that something needs a newer Java. */
    public static Problem needsJava(String subject, String version, String needed) {
        return needsJava(subject, version, needed, "");
    }

    private static Problem needsJava(String subject, String version, String needed, String also) {
        int running = Runtime.version().feature();
        return problem(Kind.JAVA_VERSION, subject, "needs Java " + version + ", runs on Java " + running)
                .needed(needed)
                .found("Java " + running + " in " + System.getProperty("java.home"))
                .fix("start the host with Java " + version + "; or compile for Java " + running
                        + " with javac --release " + running + also);
    }

    private Problem unmetPlatform(Bundle bundle) {
        var context = bundles.system().getBundleContext();
        String platform = "osname=" + context.getProperty(Constants.FRAMEWORK_OS_NAME) + ";processor="
                + context.getProperty(Constants.FRAMEWORK_PROCESSOR);
        return problem(
                        Kind.NATIVE_CODE,
                        bundle.getSymbolicName(),
                        BundleNames.name(bundle) + " has native code, but none for this platform")
                .needed(Constants.BUNDLE_NATIVECODE + ": "
                        + bundle.getHeaders("").get(Constants.BUNDLE_NATIVECODE))
                .found(platform)
                .fix("add a clause with " + platform
                        + " and the library for it; or end the header with ,* if the bundle"
                        + " can do without native code");
    }

    private Problem unmetCapability(RequirementText required) {
        if (required.namespace().isEmpty()) {
            // The framework takes it for a namespace.
            return problem(
                            Kind.MANIFEST,
                            Constants.REQUIRE_CAPABILITY,
                            "manifest header Require-Capability has an empty clause")
                    .needed(
                            "namespaces separated by commas, each with a filter as in osgi.ee;filter:=\"(osgi.ee=JavaSE)\"")
                    .fix("leave that out");
        }
        String what = required.namespace() + (required.name() == null ? "" : "=" + required.name());
        List<BundleCapability> others = bundles.named(required.namespace(), required.name());
        String add = Extender.providing(required)
                .map(Extender::fix)
                .orElseGet(() -> "add the library that has Provide-Capability: " + required.offer()
                        + bundles.hostKind().adding());
        if (others.isEmpty()) {
            return problem(Kind.MISSING_CAPABILITY, what, "no bundle provides the capability " + what)
                    .needed(required.header())
                    .fix(add);
        }
        boolean attributes =
                others.stream().anyMatch(other -> required.takes(Bundles.version(other, required.versionAttribute())));
        return problem(
                        Kind.CAPABILITY_VERSION,
                        what,
                        "the capability " + what + " is there, but "
                                + (attributes ? "with other attributes" : "in another version"))
                .needed(required.header())
                .found(others.stream()
                        .map(other -> BundleNames.nameAndPlace(Bundles.bundle(other)) + " provides "
                                + required.provided(other))
                        .sorted()
                        .toList())
                .fix(add + "; or require what is there");
    }
}
