// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.diagnosis;

import static org.pinion.embed.internal.diagnosis.ProblemBuilder.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;
import org.osgi.framework.namespace.BundleNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.resource.Namespace;
import org.pinion.Problem;
import org.pinion.Problem.Kind;
import org.pinion.embed.internal.bundle.BundleKind;
import org.pinion.embed.internal.bundle.BundleNames;

/**
 * Explains why the code of a bundle does not find a class.
 *
 * <p>A class loader of OSGi looks in one place: an imported package comes from the bundle that the import is wired to,
 * and from nowhere else; any other is looked for in the required bundles and in the jar.
 */
final class ClassDiagnosis {

    private static final String DYNAMIC = "dynamic";

    private final Bundles bundles;
    private final PackageDiagnosis packages;
    private final Bundle bundle;
    private final ClassPath jar;
    private final String className;
    private final String packageName;

    /**
     * Creates a diagnosis.
     *
     * @param bundle whose code it is
     * @param className the class that is not found
     */
    ClassDiagnosis(Bundles bundles, Bundle bundle, String className) {
        this.bundles = bundles;
        this.packages = new PackageDiagnosis(bundles);
        this.bundle = bundle;
        this.jar = new ClassPath(bundle);
        this.className = className;
        this.packageName = packageOf(className);
    }

    /** Tells the package of a class. */
    static String packageOf(String className) {
        return className.substring(0, Math.max(0, className.lastIndexOf('.')));
    }

    /**
     * Explains it.
     *
     * @return empty if the model shows no reason
     */
    Optional<Problem> explain() {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        if (wiring == null) {
            return Optional.empty();
        }
        if (packageName.startsWith("java.")) {
            return bundles.hostHas(className) ? Optional.empty() : Optional.of(newerJava());
        }
        Optional<BundleWire> wire = wire(wiring);
        if (wire.isPresent()) {
            return imported(wire.get());
        }
        if (jar.has(className)) {
            return Optional.empty();
        }
        if (packageName.isEmpty() || jar.hasPackage(packageName)) {
            return Optional.of(notInItsPackage());
        }
        return Optional.of(unwiredImport().map(this::unwired).orElseGet(() -> notImported(wiring)));
    }

    private Optional<BundleWire> wire(BundleWiring wiring) {
        return wiring.getRequiredWires(PackageNamespace.PACKAGE_NAMESPACE).stream()
                .filter(wire -> packageName.equals(
                        wire.getCapability().getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE)))
                .findFirst();
    }

    private ProblemBuilder begin(Kind kind, String reason) {
        return problem(
                kind, className, "class " + className + " is not found by " + BundleNames.name(bundle) + ": " + reason);
    }

    private Problem newerJava() {
        int running = Runtime.version().feature();
        return begin(Kind.JAVA_VERSION, "it is not in Java " + running)
                .found("Java " + running + " in " + System.getProperty("java.home"))
                .fix("start the host with the Java that has the class; or compile for Java " + running
                        + " with javac --release " + running);
    }

    /** The import is wired to a bundle that lacks the class. */
    private Optional<Problem> imported(BundleWire wire) {
        BundleCapability export = wire.getCapability();
        Bundle provider = wire.getProvider().getBundle();
        if (bundles.has(provider, className)) {
            return Optional.empty();
        }
        String header = header(wire.getRequirement());
        if (jar.has(className)) {
            return Optional.of(
                    begin(Kind.SPLIT_PACKAGE, "it is in the jar, but hidden by the import of package " + packageName)
                            .needed(header)
                            .found(offer(export))
                            .found(BundleNames.nameAndPlace(bundle) + " has " + ClassPath.file(className))
                            .fix("take " + packageName + " out of Import-Package, with bnd by Import-Package: !"
                                    + packageName + ", *; or, if classes of both are needed, move those in the jar to"
                                    + " a package of another name"));
        }
        return Optional.of(offers(true).stream()
                .findFirst()
                .map(other -> elsewhere(header, export, other))
                .orElseGet(() -> lacking(header, export, provider)));
    }

    /** Another bundle has the class, in a package of the same name. */
    private Problem elsewhere(String header, BundleCapability export, BundleCapability other) {
        Version version = PackageDiagnosis.version(other);
        Bundle one = Bundles.bundle(export);
        Bundle two = Bundles.bundle(other);
        String comesFrom = "package " + packageName + " comes from " + BundleNames.name(one) + ", ";
        if (version.compareTo(PackageDiagnosis.version(export)) > 0
                && !VersionRange.valueOf(RequirementText.rangeFor(version))
                        .includes(PackageDiagnosis.version(export))) {
            return begin(Kind.MISSING_CLASS, comesFrom + "a newer version has the class")
                    .needed(header)
                    .found(offer(export))
                    .found(offer(other))
                    .fix("write " + PackageDiagnosis.importOf(other));
        }
        String onePlace = "; or put all of the package into one bundle";
        return begin(Kind.SPLIT_PACKAGE, comesFrom + "the class is in " + BundleNames.name(two))
                .needed(header)
                .found(offer(export))
                .found(offer(other))
                .fix(
                        BundleKind.isHost(one) || BundleKind.isHost(two)
                                ? "if the one with the class has all that is needed, write "
                                        + RequirementText.importInstruction(
                                                packageName + ";bundle-symbolic-name=\"" + two.getSymbolicName() + "\"")
                                        + onePlace
                                : "take " + packageName + " out of Import-Package and write Require-Bundle: "
                                        + required(one) + "," + required(two) + onePlace);
    }

    private Problem lacking(String header, BundleCapability export, Bundle provider) {
        String name = BundleNames.name(provider);
        String version = packageName + " " + PackageDiagnosis.version(export);
        return begin(Kind.MISSING_CLASS, name + ", which package " + packageName + " comes from, lacks it")
                .needed(header)
                .found(offer(export))
                .found(hidden())
                .fix(
                        (BundleKind.isHost(provider)
                                ? "put a version that has the class on the host's class path; or build "
                                        + BundleNames.name(bundle) + " against " + version + " of the host"
                                : "add a version of " + provider.getSymbolicName()
                                        + " that has the class, and import the package by its version; or build "
                                        + BundleNames.name(bundle) + " against " + version + " of " + name));
    }

    /** The package is in the jar and is not looked for elsewhere, or it has no name to be imported by. */
    private Problem notInItsPackage() {
        List<String> missing = missingElements();
        List<BundleCapability> others = offers(true);
        if (!others.isEmpty()) {
            BundleCapability other = others.get(0);
            return begin(
                            Kind.SPLIT_PACKAGE,
                            "package " + packageName + " is in the jar, so it is not looked for elsewhere")
                    .needed(ClassPath.file(className) + " in " + BundleNames.place(bundle.getLocation()))
                    .found(missing)
                    .found(offer(other))
                    .fix("take " + packageName + " out of the jar and add " + PackageDiagnosis.importOf(other)
                            + (BundleKind.isHost(Bundles.bundle(other))
                                    ? ""
                                    : "; or, if classes of both are needed, add Require-Bundle: "
                                            + required(Bundles.bundle(other))));
        }
        return begin(
                        Kind.MISSING_CLASS,
                        packageName.isEmpty()
                                ? "it is not in the jar"
                                : "package " + packageName + " is in the jar, the class is not")
                .needed(ClassPath.file(className) + " in " + BundleNames.place(bundle.getLocation()))
                .found(missing)
                .fix(missing.isEmpty() ? "put the class into the jar" : putIntoTheJar());
    }

    private List<String> missingElements() {
        return jar.missing().stream()
                .map(element -> Constants.BUNDLE_CLASSPATH + ": " + element + ", which is not in the jar")
                .toList();
    }

    private String putIntoTheJar() {
        return "put " + String.join(" and ", jar.missing()) + " into the jar";
    }

    /** Finds an optional or dynamic import that is not wired. */
    private Optional<BundleRequirement> unwiredImport() {
        List<BundleRequirement> imports =
                bundle.adapt(BundleRevision.class).getDeclaredRequirements(PackageNamespace.PACKAGE_NAMESPACE);
        return Stream.concat(
                        imports.stream().filter(each -> !isDynamic(each)),
                        imports.stream().filter(ClassDiagnosis::isDynamic))
                .filter(each -> covers(RequirementText.by(each).name()))
                .findFirst();
    }

    private boolean covers(String name) {
        return name == null
                || name.equals(packageName)
                || name.equals("*")
                || name.endsWith(".*") && packageName.startsWith(name.substring(0, name.length() - 1));
    }

    private Problem unwired(BundleRequirement requirement) {
        RequirementText required = RequirementText.by(requirement);
        List<BundleCapability> offers = offers(false);
        List<BundleCapability> good = offers(true);
        Optional<BundleCapability> taken = good.stream()
                .filter(each -> required.takes(PackageDiagnosis.version(each)))
                .findFirst();
        Optional<Bundle> unresolved = taken.map(Bundles::bundle).filter(Bundles::isUnresolved);
        List<Problem> causes =
                unresolved.map(new ResolveDiagnosis(bundles)::explain).orElse(List.of());
        String remedy;
        if (!causes.isEmpty()) {
            remedy = addBefore("what " + BundleNames.name(unresolved.get()) + " needs");
        } else if (taken.isPresent()) {
            remedy = addBefore(BundleNames.name(Bundles.bundle(taken.get())));
        } else if (!good.isEmpty()) {
            remedy = "write "
                    + (isDynamic(requirement)
                            ? "Dynamic" + PackageDiagnosis.importOf(good.get(0)).replaceFirst(" \\(with bnd.*", "")
                            : PackageDiagnosis.importOf(good.get(0)));
        } else if (offers.isEmpty() && bundles.onHost().test(packageName)) {
            remedy = bundles.hostKind().sharing(packageName, "it", "");
        } else {
            remedy = addBefore("a library that exports " + packageName + " with the class");
        }
        ProblemBuilder builder = isDynamic(requirement)
                ? begin(
                        Kind.MISSING_CLASS,
                        "the dynamic import of package " + packageName + " finds no bundle that has it")
                : begin(
                        Kind.MISSING_CLASS,
                        "the optional import of package " + packageName + " was not met when the bundle was resolved");
        return builder.needed(header(requirement))
                .found(offers.stream().map(this::offer).toList())
                .found(offers.isEmpty() ? List.of(nobody()) : List.of())
                .found(good.isEmpty() ? hidden() : List.of())
                .found(
                        causes.isEmpty()
                                ? List.of()
                                : List.of(BundleNames.name(unresolved.get()) + " does not resolve:"))
                .causes(causes)
                .fix(remedy);
    }

    /** An import is not wired later, and the JVM does not look again for a class that was not found. */
    private static String addBefore(String library) {
        return "restart the runtime, and add " + library + " before the plugin is opened";
    }

    private String nobody() {
        return bundles.onHost().test(packageName)
                ? "the host has the package on its class path, but does not share it"
                : "no bundle exports " + packageName;
    }

    private Problem notImported(BundleWiring wiring) {
        List<BundleCapability> offers = offers(false);
        List<BundleCapability> good = offers(true);
        List<BundleWire> requires = wiring.getRequiredWires(BundleNamespace.BUNDLE_NAMESPACE);
        if (offers.stream()
                .map(Bundles::bundle)
                .anyMatch(each -> requires.stream()
                        .anyMatch(wire -> wire.getProvider().getBundle().equals(each)))) {
            return notInRequired(requires, offers, good);
        }
        ProblemBuilder builder = begin(
                        Kind.MISSING_CLASS, "package " + packageName + " is neither in the jar nor imported")
                .needed("Import-Package: " + packageName)
                .found(missingElements())
                .found(offers.stream().map(this::offer).toList());
        if (!good.isEmpty()) {
            return builder.fix("add " + PackageDiagnosis.importOf(good.get(0)));
        }
        if (!jar.missing().isEmpty()) {
            return builder.fix(putIntoTheJar());
        }
        builder.found(hidden());
        if (!offers.isEmpty()) {
            return builder.fix("add the library that exports " + packageName + " with the class, and add "
                    + RequirementText.importInstruction(packageName));
        }
        return builder.found(nobody())
                .fix(
                        bundles.onHost().test(packageName)
                                ? bundles.hostKind().sharing(packageName, "the package", "") + ", and add "
                                        + RequirementText.importInstruction(packageName)
                                : "add the library that exports " + packageName + ", and add "
                                        + RequirementText.importInstruction(packageName));
    }

    /** A bundle that is required has the package, and may share it with others. */
    private Problem notInRequired(
            List<BundleWire> requires, List<BundleCapability> offers, List<BundleCapability> good) {
        String header = requires.stream()
                .map(wire -> RequirementText.by(wire.getRequirement()).clause())
                .collect(Collectors.joining(","));
        return begin(Kind.MISSING_CLASS, "no bundle that it requires has it in package " + packageName)
                .needed("Require-Bundle: " + header)
                .found(offers.stream().map(this::offer).toList())
                .fix(
                        good.isEmpty()
                                ? "add a version that has the class, and require the bundle by its version"
                                : "write Require-Bundle: " + header + "," + required(Bundles.bundle(good.get(0))));
    }

    /** Lists who else exports the package, the highest version first. */
    private List<BundleCapability> offers(boolean withClass) {
        return packages.exports(packageName).stream()
                .filter(export -> !Bundles.bundle(export).equals(bundle))
                .filter(export -> !withClass || bundles.has(Bundles.bundle(export), className))
                .toList();
    }

    /** Lists the bundles that have the class for themselves. */
    private List<String> hidden() {
        List<String> hidden = new ArrayList<>();
        List<Bundle> exporters =
                packages.exports(packageName).stream().map(Bundles::bundle).toList();
        for (Bundle other : bundles.all()) {
            if (!BundleKind.isHost(other)
                    && !other.equals(bundle)
                    && !exporters.contains(other)
                    && new ClassPath(other).has(className)) {
                hidden.add(BundleNames.nameAndPlace(other) + " has the class, but does not export " + packageName);
            }
        }
        return hidden;
    }

    private String offer(BundleCapability export) {
        if (PackageDiagnosis.isOfTheJdk(export)) {
            return "the JDK has it";
        }
        return PackageDiagnosis.offer(export)
                + (bundles.has(Bundles.bundle(export), className) ? "" : ", without the class");
    }

    private static String required(Bundle bundle) {
        return new RequirementText(
                        BundleNamespace.BUNDLE_NAMESPACE,
                        bundle.getSymbolicName(),
                        Map.of(),
                        RequirementText.rangeFor(bundle.getVersion()))
                .clause();
    }

    private static boolean isDynamic(BundleRequirement requirement) {
        return DYNAMIC.equals(requirement.getDirectives().get(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE));
    }

    private static String header(BundleRequirement requirement) {
        RequirementText required = RequirementText.by(requirement);
        if (isDynamic(requirement)) {
            return Constants.DYNAMICIMPORT_PACKAGE + ": " + required.clause();
        }
        boolean optional = Namespace.RESOLUTION_OPTIONAL.equals(
                requirement.getDirectives().get(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE));
        return required.header() + (optional ? ";resolution:=optional" : "");
    }
}
