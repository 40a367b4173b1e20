// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.diagnosis;

import static org.pinion.embed.internal.diagnosis.ProblemBuilder.problem;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.BundleNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWire;
import org.pinion.Problem;
import org.pinion.Problem.Kind;
import org.pinion.embed.internal.bundle.BundleNames;

/**
 * Finds the package that would come to a bundle from two others, although each single requirement can be met.
 *
 * <p>Whoever imports a package gets, through its {@code uses} directive, the packages that its types are made of. Two
 * imports contradict each other if they bring the same package from different bundles, whichever of their providers is
 * taken. The same holds for a package that the bundle exports itself. As the framework does, this compares what the
 * bundle has with what comes along with something else; what comes along twice is no conflict.
 */
final class UsesDiagnosis {

    /**
     * How a package comes to the bundle.
     *
     * @param sources the exports that it may come from
     * @param uses the exports on the way to it: the first is what the bundle imports
     */
    private record Path(Set<BundleCapability> sources, List<BundleCapability> uses) {

        BundleCapability source() {
            return sources.iterator().next();
        }
    }

    /**
     * A package that the bundle has, and one of those who can provide it.
     *
     * @param header the manifest header by which it has the package
     * @param brings all that comes along, by package
     */
    private record Choice(String header, BundleCapability provider, Map<String, Path> brings) {

        /** Finds a package that one of two choices is about, and the other one brings from elsewhere. */
        static Optional<String> conflict(Choice one, Choice other) {
            return Stream.of(PackageDiagnosis.name(one.provider), PackageDiagnosis.name(other.provider))
                    .filter(name -> one.brings.containsKey(name) && other.brings.containsKey(name))
                    .filter(name -> Collections.disjoint(
                            one.brings.get(name).sources(),
                            other.brings.get(name).sources()))
                    .findFirst();
        }
    }

    /** A package that the bundle has, and another one that brings it from elsewhere. */
    private record Conflict(String packageName, Choice had, Choice bringing) {}

    private final Bundles bundles;
    private final Bundle bundle;

    UsesDiagnosis(Bundles bundles, Bundle bundle) {
        this.bundles = bundles;
        this.bundle = bundle;
    }

    Optional<Problem> explain() {
        List<List<Choice>> packages = packages();
        for (int i = 0; i < packages.size(); i++) {
            for (int j = i + 1; j < packages.size(); j++) {
                Optional<Conflict> conflict = conflict(packages.get(i), packages.get(j));
                if (conflict.isPresent()) {
                    return conflict.map(this::tell);
                }
            }
        }
        return Optional.empty();
    }

    /** Lists what can be chosen for each package that the bundle has: by import, of a required bundle, by export. */
    private List<List<Choice>> packages() {
        Map<String, List<Choice>> packages = new LinkedHashMap<>();
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        ResolveDiagnosis.requirements(revision).forEach(requirement -> {
            if (requirement.getNamespace().equals(PackageNamespace.PACKAGE_NAMESPACE)) {
                add(packages, requirement, bundles.providers(requirement).stream());
            } else if (requirement.getNamespace().equals(BundleNamespace.BUNDLE_NAMESPACE)) {
                add(
                        packages,
                        requirement,
                        bundles.providers(requirement).stream()
                                .flatMap(required -> Bundles.capabilities(
                                        Bundles.bundle(required), PackageNamespace.PACKAGE_NAMESPACE)));
            }
        });
        revision.getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE)
                .forEach(export -> packages.putIfAbsent(
                        PackageDiagnosis.name(export),
                        List.of(choice("Export-Package: " + PackageDiagnosis.name(export), export))));
        return List.copyOf(packages.values());
    }

    private void add(
            Map<String, List<Choice>> packages, BundleRequirement requirement, Stream<BundleCapability> providers) {
        providers.forEach(
                provider -> packages.computeIfAbsent(PackageDiagnosis.name(provider), key -> new ArrayList<>())
                        .add(choice(RequirementText.by(requirement).header(), provider)));
    }

    private Choice choice(String header, BundleCapability provider) {
        return new Choice(header, provider, brings(provider));
    }

    /** Follows the {@code uses} of an export, the shortest way first. */
    private Map<String, Path> brings(BundleCapability provider) {
        Map<String, Path> brings = new LinkedHashMap<>();
        brings.put(PackageDiagnosis.name(provider), new Path(Set.of(provider), List.of(provider)));
        Deque<Path> open = new ArrayDeque<>(brings.values());
        while (!open.isEmpty()) {
            Path path = open.remove();
            BundleCapability export = path.source();
            String uses = export.getDirectives().getOrDefault(PackageNamespace.CAPABILITY_USES_DIRECTIVE, "");
            for (String used : uses.split(",")) {
                Set<BundleCapability> sources = sources(export.getRevision(), used.strip());
                if (!sources.isEmpty() && !brings.containsKey(used.strip())) {
                    List<BundleCapability> way = new ArrayList<>(path.uses());
                    if (!way.contains(export)) {
                        way.add(export);
                    }
                    Path next = new Path(sources, way);
                    brings.put(used.strip(), next);
                    open.add(next);
                }
            }
        }
        return brings;
    }

    /** Tells where a bundle has a package from: by its wires if it has some, else by its manifest. */
    private Set<BundleCapability> sources(BundleRevision revision, String packageName) {
        if (revision.getWiring() != null) {
            for (BundleWire wire : revision.getWiring().getRequiredWires(PackageNamespace.PACKAGE_NAMESPACE)) {
                if (PackageDiagnosis.name(wire.getCapability()).equals(packageName)) {
                    return Set.of(wire.getCapability());
                }
            }
        } else {
            for (BundleRequirement requirement : revision.getDeclaredRequirements(PackageNamespace.PACKAGE_NAMESPACE)) {
                if (packageName.equals(RequirementText.by(requirement).name())) {
                    return Set.copyOf(bundles.providers(requirement));
                }
            }
        }
        return revision.getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE).stream()
                .filter(export -> PackageDiagnosis.name(export).equals(packageName))
                .collect(Collectors.toSet());
    }

    /** Gives the conflict of the first choices if all choices are in conflict. */
    private static Optional<Conflict> conflict(List<Choice> ones, List<Choice> others) {
        Conflict first = null;
        for (Choice one : ones) {
            for (Choice other : others) {
                Optional<String> name = Choice.conflict(one, other);
                if (name.isEmpty()) {
                    return Optional.empty();
                }
                boolean direct = PackageDiagnosis.name(one.provider()).equals(name.get());
                first = first == null ? new Conflict(name.get(), direct ? one : other, direct ? other : one) : first;
            }
        }
        return Optional.ofNullable(first);
    }

    private Problem tell(Conflict conflict) {
        String name = conflict.packageName();
        Path had = conflict.had().brings().get(name);
        Path brought = conflict.bringing().brings().get(name);
        Version version = PackageDiagnosis.version(brought.source());
        String other = provider(brought).getSymbolicName();
        boolean own = Bundles.bundle(had.source()).equals(bundle);
        return problem(Kind.USES_CONFLICT, name, "package " + name + " would come from two bundles")
                .needed("one " + name + " for " + BundleNames.name(bundle) + " and all whose types it uses")
                .found(story(conflict.had(), had))
                .found(story(conflict.bringing(), brought))
                .fix((own
                                ? "leave " + name + " out of " + bundle.getSymbolicName() + " and import it, "
                                : "build " + bundle.getSymbolicName() + " against " + name + " " + version
                                        + ", so that it imports ")
                        + "version=\"" + RequirementText.rangeFor(version) + "\"; or take a version of " + other
                        + " that imports " + name
                        + " " + PackageDiagnosis.version(had.source()));
    }

    /** Tells one way to a package: who provides it in which version, and through which exports it comes. */
    private List<String> story(Choice choice, Path path) {
        List<String> lines = new ArrayList<>();
        lines.add("version " + PackageDiagnosis.version(path.source()) + " of "
                + BundleNames.nameAndPlace(Bundles.bundle(path.source())) + ", because");
        lines.add("  " + BundleNames.name(bundle) + " has " + choice.header());
        if (!path.sources().contains(path.uses().get(0))) {
            for (BundleCapability export : path.uses()) {
                lines.add("  " + BundleNames.nameAndPlace(Bundles.bundle(export)) + " has Export-Package: "
                        + PackageDiagnosis.name(export) + ";uses:=\"" + nextOf(path, export) + "\"");
            }
            imported(path).ifPresent(header -> lines.add("  " + BundleNames.name(provider(path)) + " has " + header));
        }
        return lines;
    }

    /** Names the package that an export on the way leads to. */
    private static String nextOf(Path path, BundleCapability export) {
        int next = path.uses().indexOf(export) + 1;
        return PackageDiagnosis.name(next < path.uses().size() ? path.uses().get(next) : path.source());
    }

    /** Tells by which import the last bundle on the way has the package. */
    private static Optional<String> imported(Path path) {
        BundleRevision last = path.uses().get(path.uses().size() - 1).getRevision();
        return last.getDeclaredRequirements(PackageNamespace.PACKAGE_NAMESPACE).stream()
                .map(RequirementText::by)
                .filter(required -> PackageDiagnosis.name(path.source()).equals(required.name()))
                .map(RequirementText::header)
                .findFirst();
    }

    private static Bundle provider(Path path) {
        return Bundles.bundle(path.uses().get(path.uses().size() - 1));
    }
}
