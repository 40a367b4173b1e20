// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.diagnosis;

import static org.pinion.embed.internal.diagnosis.ProblemBuilder.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.pinion.Problem;
import org.pinion.Problem.Kind;

/**
 * Explains imports of packages that nobody has, by who in the jar refers to them: the author's own code, only code that
 * is packed with it, or no class at all.
 *
 * <p>The author's own are the classes that are not in a jar in the jar and whose package has the first two parts of its
 * name in common with the main package.
 */
final class MissingPackages {

    private static final int MOST = 3;

    /** How many packages an instruction names; for more it is one that names none. */
    private static final int TOGETHER = 10;

    /** The first parts of the main package; {@code null} if the bundle has none, so that all is the author's own. */
    private final String own;

    /** The classes that refer to a package. */
    private final Map<String, List<String>> references = new TreeMap<>();

    /** The packages that are in the jar. */
    private final TreeSet<String> packages = new TreeSet<>();

    /** The packages that the author's own classes refer to. */
    private final TreeSet<String> ownReferences = new TreeSet<>();

    private final Bundles bundles;

    private MissingPackages(Bundle bundle, List<RequirementText> missing, Bundles bundles) {
        this.bundles = bundles;
        String main = bundle.getHeaders("").get("Pinion-Main-Package");
        this.own = main == null || main.isBlank() ? null : main.strip().replaceFirst("^([^.]+\\.[^.]+).*", "$1");
        Set<String> names = missing.stream().map(RequirementText::name).collect(Collectors.toSet());
        new ClassPath(bundle).visitClasses((name, nested, content) -> {
            packages.add(ClassDiagnosis.packageOf(name));
            for (String each : new ClassConstants(content.readAllBytes()).packages()) {
                if (names.contains(each)) {
                    references.computeIfAbsent(each, key -> new ArrayList<>()).add(name);
                    if (isOwn(name, nested)) {
                        ownReferences.add(each);
                    }
                }
            }
        });
    }

    private boolean isOwn(String className, boolean nested) {
        return own == null || !nested && (className.startsWith(own + ".") || className.equals(own));
    }

    /**
     * Explains imports of packages that no bundle exports, and that the jar does not have.
     *
     * @param needed explains one that the author's own code needs
     */
    static List<Problem> explain(
            Bundle bundle, List<RequirementText> missing, Bundles bundles, Function<RequirementText, Problem> needed) {
        return missing.isEmpty() ? List.of() : new MissingPackages(bundle, missing, bundles).explain(missing, needed);
    }

    private List<Problem> explain(List<RequirementText> missing, Function<RequirementText, Problem> needed) {
        List<Problem> problems = new ArrayList<>();
        List<RequirementText> packed = new ArrayList<>();
        for (RequirementText required : missing) {
            boolean used = references.containsKey(required.name());
            if (ownReferences.contains(required.name())
                    || bundles.refused().having(required.name()).isPresent()
                    || !used && isOnHost(required)) {
                problems.add(needed.apply(required));
            } else if (used) {
                packed.add(required);
            } else {
                problems.add(unused(required));
            }
        }
        if (!packed.isEmpty()) {
            problems.add(optional(packed));
        }
        return problems;
    }

    private static ProblemBuilder begin(List<RequirementText> missing) {
        String names = missing.stream().map(RequirementText::name).collect(Collectors.joining(", "));
        return problem(
                        Kind.MISSING_PACKAGE,
                        names,
                        "no bundle exports package" + (missing.size() == 1 ? " " : "s ") + names)
                .needed("Import-Package: "
                        + missing.stream().map(RequirementText::clause).collect(Collectors.joining(",")));
    }

    private boolean isOnHost(RequirementText required) {
        return bundles.onHost().test(required.name());
    }

    private String add(RequirementText required) {
        return isOnHost(required)
                ? bundles.hostKind().sharing(required.name(), "it", required.inVersion())
                : "add the library that exports " + required.name() + required.inVersion()
                        + bundles.hostKind().adding();
    }

    /** Packed libraries can often do without what their makers had at hand. */
    private Problem optional(List<RequirementText> missing) {
        String optional = missing.size() > TOGETHER
                ? "*;resolution:=optional"
                : missing.stream()
                        .map(each -> each.name() + ";resolution:=optional, ")
                        .collect(Collectors.joining("", "", "*"));
        boolean one = missing.size() == 1;
        return begin(missing)
                .found(missing.stream()
                        .map(each -> "only packed code refers to " + each.name() + ": " + users(each))
                        .toList())
                .fix((one ? "it is" : "they are") + " probably optional: write, with bnd, Import-Package: " + optional
                        + "; without bnd, add ;resolution:=optional to " + (one ? "it" : "each")
                        + " in the manifest; or "
                        + (one
                                ? add(missing.get(0))
                                : "add the libraries that export them"
                                        + bundles.hostKind().adding()));
    }

    private String users(RequirementText required) {
        List<String> users = references.get(required.name());
        return users.stream().limit(MOST).collect(Collectors.joining(", "))
                + (users.size() > MOST ? " and " + (users.size() - MOST) + " more" : "");
    }

    private Problem unused(RequirementText required) {
        String name = required.name();
        List<String> relocated = relocated(name);
        String changed = "the jar was changed after bnd had written its manifest, as maven-shade-plugin does";
        String remove = "take it out of Import-Package, with bnd by Import-Package: !" + name + ", *";
        return begin(List.of(required))
                .found("no class in the jar refers to " + name)
                .found(relocated)
                .fix(
                        relocated.isEmpty()
                                ? add(required) + "; if it is not needed, " + remove + "; if " + changed
                                        + ", let bnd run after that"
                                : changed + ": let bnd run after that; or " + remove + "; or, if it is needed, "
                                        + add(required));
    }

    /** Looks for the package under a longer name. */
    private List<String> relocated(String name) {
        return packages.stream()
                .filter(each -> each.endsWith("." + name))
                .limit(1)
                .map(each -> "it has package " + each)
                .toList();
    }
}
