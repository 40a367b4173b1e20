// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.references;

import static org.pinion.embed.internal.diagnosis.ProblemBuilder.problem;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleWiring;
import org.pinion.Problem;
import org.pinion.Problem.Kind;
import org.pinion.embed.internal.bundle.BundleKind;
import org.pinion.embed.internal.bundle.BundleNames;
import org.pinion.embed.internal.diagnosis.Bundles;
import org.pinion.embed.internal.diagnosis.LinkageDiagnosis;
import org.pinion.linkcheck.Break;
import org.pinion.linkcheck.Break.Effect;
import org.pinion.linkcheck.ClassSpace;
import org.pinion.linkcheck.LinkCheck;
import org.pinion.linkcheck.PlatformClasses;
import org.pinion.linkcheck.References;

/** Explains breaks: one problem for each provider that is not as a plugin needs it, with a line for each break (R5). */
final class BreakProblems {

    private static final int MOST = 20;

    private final Bundle user;
    private final BundleClasses space;
    private final KnownClasses known;
    private final Bundles bundles;
    private final LinkageDiagnosis diagnosis;

    /**
     * Creates an explanation.
     *
     * @param user the plugin
     * @param space the classes as it sees them
     * @param known what was read of classes
     * @param bundles what else there is
     * @param diagnosis explains classes that are not there
     */
    BreakProblems(Bundle user, BundleClasses space, KnownClasses known, Bundles bundles, LinkageDiagnosis diagnosis) {
        this.user = user;
        this.space = space;
        this.known = known;
        this.bundles = bundles;
        this.diagnosis = diagnosis;
    }

    /**
     * Explains why a plugin is refused.
     *
     * @param own the references of its own packages, to try other providers with
     */
    List<Problem> refusals(List<Break> breaks, References own) {
        List<Problem> problems = new ArrayList<>();
        List<Break> others = explainAbsent(breaks, problems);
        others.stream()
                .filter(BreakProblems::isConflict)
                .collect(Collectors.groupingBy(Break::type, TreeMap::new, Collectors.toList()))
                .forEach((type, some) -> problems.add(conflict(type, some)));
        others.removeIf(BreakProblems::isConflict);
        byProvider(others).forEach((provider, some) -> problems.add(misfit(provider, some, own)));
        return problems;
    }

    private Problem misfit(ClassSpace provider, List<Break> some, References own) {
        boolean packed = provider.equals(space);
        return problem(
                        Kind.INCOMPATIBLE,
                        some.get(0).type(),
                        packed
                                ? "the classes in " + name() + " do not fit together"
                                : title(provider) + " is not as " + name() + " was compiled against it")
                .found(lines(some))
                .found(packed ? List.of() : List.of("in " + provider.origin()))
                .fix(fix(provider, own));
    }

    /** Two classes of one name would meet: the JVM lets neither side use its own from then on. */
    private Problem conflict(String type, List<Break> some) {
        String packageName = packageOf(type);
        return problem(
                        Kind.INCOMPATIBLE,
                        type,
                        name() + " and " + title(provider(some.get(0))) + " would meet with a class " + type
                                + " of their own each")
                .found(lines(some))
                .fix("take package " + packageName + " out of the jar of " + name()
                        + ", and import it from where the other one comes from");
    }

    /** Explains classes that are not there, one problem for each, and gives the breaks of other kinds. */
    private List<Break> explainAbsent(List<Break> breaks, List<Problem> problems) {
        Map<String, List<Break>> absent = new TreeMap<>();
        List<Break> others = new ArrayList<>();
        for (Break each : breaks) {
            if (isAbsent(each)) {
                absent.computeIfAbsent(each.type(), key -> new ArrayList<>()).add(each);
            } else {
                others.add(each);
            }
        }
        absent.forEach((type, users) -> {
            Bundle bundle = users.get(0).provider() instanceof BundleClasses library ? library.bundle() : user;
            List<String> places = users.stream()
                    .map(each -> "refers to it: " + place(each))
                    .distinct()
                    .limit(MOST)
                    .toList();
            diagnosis
                    .absent(bundle, type, isOwn(bundle, type) ? Kind.MISSING_CLASS : Kind.INCOMPATIBLE, places)
                    .ifPresentOrElse(problems::add, () -> others.addAll(users));
        });
        return others;
    }

    /** Tells whether a class would have to be in the jar of the bundle that misses it: no other one can help. */
    private boolean isOwn(Bundle bundle, String type) {
        return bundle.equals(user) && space.hasPackage(packageOf(type));
    }

    private static String place(Break each) {
        return each.user() + (each.line() > 0 ? " line " + each.line() : "");
    }

    /** Tells what may be met later, or by some code only. */
    List<Problem> remarks(List<Break> breaks) {
        List<Problem> problems = new ArrayList<>();
        byProvider(breaks).forEach((provider, some) -> {
            for (Effect effect : Effect.values()) {
                List<Break> each =
                        some.stream().filter(one -> one.effect() == effect).toList();
                if (!each.isEmpty()) {
                    problems.add(problem(Kind.INCOMPATIBLE, each.get(0).type(), remark(provider, effect))
                            .found(lines(each))
                            .found(provider.equals(space) ? List.of() : List.of("in " + provider.origin()))
                            .fix(remarkFix(effect)));
                }
            }
        });
        return problems;
    }

    private String remark(ClassSpace provider, Effect effect) {
        return switch (effect) {
            case ERROR ->
                provider.equals(space)
                        ? "some code in " + name() + " fails if it runs, as it refers to what is not there"
                        : "some code in " + name() + " fails if it runs, as " + title(provider)
                                + " is not as it was compiled against it";
            case ERROR_IF_CALLED -> "a call may fail, as " + name() + " does not implement all of " + title(provider);
            case OTHER_MEANING -> "a switch in " + name() + " does not know all that is in " + title(provider);
        };
    }

    private String remarkFix(Effect effect) {
        return effect == Effect.ERROR
                ? "if the code runs, add what it needs and import it; otherwise nothing is to be done"
                : "compile " + name() + " anew against what is there";
    }

    private String name() {
        return BundleNames.name(user);
    }

    /** Names a provider without its place. */
    private static String title(ClassSpace provider) {
        return provider instanceof BundleClasses bundle
                ? BundleNames.name(bundle.bundle())
                : provider instanceof PlatformClasses
                        ? "Java " + Runtime.version().feature()
                        : provider.origin();
    }

    private Map<ClassSpace, List<Break>> byProvider(List<Break> breaks) {
        Map<ClassSpace, List<Break>> providers = new LinkedHashMap<>();
        breaks.forEach(each -> providers
                .computeIfAbsent(provider(each), key -> new ArrayList<>())
                .add(each));
        return providers;
    }

    /** A class that is not there is missing from whoever provides its package. */
    private ClassSpace provider(Break each) {
        ClassSpace known = each.provider();
        if (known != null && !known.equals(space)) {
            return known;
        }
        return each.type().startsWith("java.") ? PlatformClasses.running() : space.provider(packageOf(each.type()));
    }

    private static List<String> lines(List<Break> some) {
        Set<String> absent = new HashSet<>();
        List<String> lines = some.stream()
                .filter(each -> !isAbsent(each) || absent.add(each.type()))
                .map(BreakProblems::line)
                .distinct()
                .toList();
        if (lines.size() <= MOST) {
            return lines;
        }
        List<String> shown = new ArrayList<>(lines.subList(0, MOST));
        shown.add("... and " + (lines.size() - MOST) + " more");
        return shown;
    }

    private static String line(Break each) {
        if (isAbsent(each)) {
            return place(each) + " needs class " + each.type() + "; there is none";
        }
        return each.effect() == Effect.OTHER_MEANING || each.needed().equals(each.user())
                ? place(each) + ": " + each.found()
                : place(each) + " needs " + each.needed() + "; " + each.found();
    }

    private static boolean isAbsent(Break each) {
        return each.error().equals("NoClassDefFoundError");
    }

    private static boolean isConflict(Break each) {
        return each.error().equals("LinkageError");
    }

    private String fix(ClassSpace provider, References own) {
        if (provider instanceof PlatformClasses) {
            return "compile " + name() + " with javac --release "
                    + Runtime.version().feature() + ", and do without what it does not find; or run a newer Java";
        }
        String otherwise = "compile " + name() + " against "
                + (provider.equals(space) ? "what is packed with it" : title(provider))
                + ", and change what does not compile";
        return provider instanceof BundleClasses bundle && !provider.equals(space)
                ? fitting(bundle, own)
                        .map(found -> "import it from " + found + "; or " + otherwise)
                        .orElse(otherwise + "; or let it import the version of "
                                + bundle.bundle().getSymbolicName() + " that it was compiled against")
                : otherwise;
    }

    /** Finds another version of a provider that has all that the plugin needs, and says how to import from it. */
    private Optional<String> fitting(BundleClasses provider, References own) {
        Set<String> imported = space.importedFrom(provider);
        for (Bundle other : bundles.all()) {
            Map<String, Version> exports = exports(other);
            exports.keySet().retainAll(imported);
            boolean another = !BundleKind.isHost(other) && !other.equals(provider.bundle()) && !other.equals(user);
            if (another && !exports.isEmpty() && fits(provider, other, exports.keySet(), own)) {
                return Optional.of(BundleNames.nameAndPlace(other) + ", which has it: Import-Package: "
                        + exports.entrySet().stream()
                                .map(export -> clause(export.getKey(), export.getValue(), provider))
                                .collect(Collectors.joining(", ")));
            }
        }
        return Optional.empty();
    }

    private boolean fits(BundleClasses provider, Bundle other, Set<String> packages, References own) {
        try {
            BundleWiring wiring = other.adapt(BundleWiring.class);
            ClassSpace classes = wiring == null ? new InstalledClasses(other) : known.provider(wiring);
            return LinkCheck.errors(own, space.with(provider, classes, packages))
                    .isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    /** Writes an import that takes one version of a package and not another one. */
    private static String clause(String packageName, Version wanted, BundleClasses provider) {
        Version other = exports(provider.bundle()).getOrDefault(packageName, Version.emptyVersion);
        String range = other.compareTo(wanted) > 0 ? "[" + wanted + "," + other + ")" : wanted.toString();
        return packageName + ";version=\"" + range + "\"";
    }

    private static Map<String, Version> exports(Bundle bundle) {
        Map<String, Version> exports = new TreeMap<>();
        Bundles.capabilities(bundle, PackageNamespace.PACKAGE_NAMESPACE)
                .forEach(capability -> exports.put(
                        (String) capability.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE),
                        (Version) capability.getAttributes().get(PackageNamespace.CAPABILITY_VERSION_ATTRIBUTE)));
        return exports;
    }

    private static String packageOf(String className) {
        return className.substring(0, Math.max(0, className.lastIndexOf('.')));
    }
}
