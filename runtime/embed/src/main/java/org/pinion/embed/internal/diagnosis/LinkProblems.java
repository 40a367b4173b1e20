// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.diagnosis;

import static org.pinion.embed.internal.diagnosis.ProblemBuilder.problem;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.pinion.Problem;
import org.pinion.Problem.Kind;

/** Puts together what keeps a bundle from being linked: one problem for each cause, however much it affects. */
public final class LinkProblems {

    private static final int MOST = 3;

    private final LinkageDiagnosis linkage;
    private final Bundle bundle;

    /** What cannot be linked, by its cause. */
    private final Map<Problem, List<String>> affected = new LinkedHashMap<>();

    /** Create an empty collection. */
    public LinkProblems(LinkageDiagnosis linkage, Bundle bundle) {
        this.linkage = linkage;
        this.bundle = bundle;
    }

    /** Add a class that cannot be linked, or has no init function although the manifest says so. */
    public void addType(String type, Throwable thrown) {
        if (isMemberMissing(thrown)) {
            addMismatch("Pinion-Init", type, "init function of " + type, thrown);
        } else {
            add(type, thrown, "class " + type);
        }
    }

    /**
     * Add a symbol that cannot be linked, or that is not what its declaration says.
     *
     * @param type the class that declares it
     */
    public void addSymbol(String declaration, String type, Throwable thrown) {
        String symbol = "symbol " + declaration + " of " + type;
        if (isMemberMissing(thrown) || isStale(type, thrown)) {
            addMismatch("Pinion-Symbols", type, symbol, thrown);
        } else {
            add(type, thrown, symbol);
        }
    }

    /** Tells whether what is missing is a type that the class does not know: its symbols were other ones once. */
    private boolean isStale(String type, Throwable thrown) {
        String missing = thrown instanceof TypeNotPresentException absent
                ? absent.typeName()
                : thrown instanceof NoClassDefFoundError error
                        ? String.valueOf(ThrownText.message(error)).replace('/', '.')
                        : "";
        ClassPath jar = new ClassPath(bundle);
        return !missing.isEmpty() && jar.has(type) && !jar.refersTo(missing);
    }

    private static boolean isMemberMissing(Throwable thrown) {
        return thrown instanceof NoSuchFieldException
                || thrown instanceof NoSuchMethodException
                || thrown instanceof IllegalAccessException
                || thrown instanceof NoSuchFieldError
                || thrown instanceof NoSuchMethodError;
    }

    private void addMismatch(String header, String type, String what, Throwable thrown) {
        affected.put(
                problem(Kind.LINKAGE, type, what + " does not fit the classes of the bundle")
                        .needed(header + ": what the classes in the jar declare")
                        .found(
                                thrown instanceof IllegalAccessException
                                        ? "the class has it, but not as it is declared"
                                        : "the class has no such member")
                        .fix(
                                "build the jar anew, with the Pinion linker; if it was changed after bnd had written its manifest,"
                                        + " as maven-shade-plugin does, let bnd and the linker run after that"),
                new ArrayList<>());
    }

    private void add(String type, Throwable thrown, String what) {
        affected.computeIfAbsent(linkage.unlinked(bundle, type, thrown), key -> new ArrayList<>())
                .add(what);
    }

    /** List the problems. */
    public List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        affected.forEach((cause, what) -> {
            // The class itself is what the problem is about.
            List<String> others = what.stream()
                    .filter(each -> !cause.summary().startsWith(each + " "))
                    .distinct()
                    .toList();
            List<String> told = new ArrayList<>();
            for (String each : others.subList(0, others.size() > MOST + 1 ? MOST : others.size())) {
                told.add("so " + each + " cannot be linked");
            }
            if (others.size() > told.size()) {
                told.add("... and " + (others.size() - told.size()) + " more");
            }
            problems.add(problem(cause.kind(), cause.subject(), cause.summary())
                    .needed(cause.needed())
                    .found(cause.found())
                    .found(told)
                    .causes(cause.causes())
                    .fix(cause.fix()));
        });
        return problems;
    }
}
