// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/**
 * Decides which {@code static void init()} are init functions (I10). Libraries have methods of that name for themselves
 * and for those who use them; packed into a plugin they must not run.
 */
final class InitFunctions {

    /** The first parts of package names that come from a domain, beside the two letters of a country (JLS 6.1). */
    private static final Set<String> TOP_LEVEL_DOMAINS =
            Set.of("com", "edu", "gov", "mil", "net", "org", "info", "biz", "dev", "app");

    private final Map<String, ClassFacts> types = new HashMap<>();
    private final @Nullable String mainPackage;

    /** The domain that the bundle's own packages belong to; empty if they are in none. */
    private final Optional<String> domain;

    private final boolean knowsOwnPackages;
    private final Function<String, Optional<Boolean>> chosen;

    /** Maps methods called {@code init} to a class whose code uses them. */
    private final Map<References.InitCall, String> callers = new HashMap<>();

    /**
     * Look at a bundle.
     *
     * @param mainPackage the main package, or {@code null} in a library
     * @param symbolicName the name of the bundle, which may be {@code null}
     * @param chosen what the author has decided for a package, empty if nothing
     */
    InitFunctions(
            List<ClassFacts> classes,
            @Nullable String mainPackage,
            @Nullable String symbolicName,
            Function<String, Optional<Boolean>> chosen) {
        this.mainPackage = mainPackage;
        this.chosen = chosen;
        domain = domain(mainPackage != null ? mainPackage : symbolicName == null ? "" : symbolicName);
        knowsOwnPackages = mainPackage != null || domain.isPresent();
        classes.forEach(type -> types.put(type.name(), type));
        for (ClassFacts type : classes) {
            for (References.InitCall call : type.references().initCalls()) {
                resolve(call, type.name());
            }
        }
    }

    /** Finds the method that a call means: that of the type, or else those that it inherits. */
    private void resolve(References.InitCall call, String caller) {
        Deque<String> owners = new ArrayDeque<>(List.of(call.owner()));
        Set<String> seen = new HashSet<>();
        while (!owners.isEmpty()) {
            String owner = owners.pop();
            ClassFacts type = types.get(owner);
            if (type == null || !seen.add(owner)) {
                continue;
            }
            if (type.members().stream()
                    .anyMatch(member -> member.name.equals("init") && member.descriptor.equals(call.descriptor()))) {
                callers.merge(
                        new References.InitCall(owner, call.descriptor()),
                        caller,
                        (first, other) -> first.compareTo(other) < 0 ? first : other);
            } else {
                owners.addAll(type.supertypes());
            }
        }
    }

    /** Tells whether code of the bundle calls a method called {@code init}, or makes a handle of it. */
    boolean isCalled(ClassFacts type, ClassFacts.Member member) {
        return callers.containsKey(new References.InitCall(type.name(), member.descriptor));
    }

    /** Tells whether a type has an init function. */
    boolean isIn(ClassFacts type) {
        return candidate(type)
                .filter(init -> chosen.apply(type.packageName())
                        .orElseGet(() -> objection(type, init).isEmpty()))
                .isPresent();
    }

    private static Optional<ClassFacts.Member> candidate(ClassFacts type) {
        return type.isTopLevel()
                ? type.staticMembers().stream()
                        .filter(ClassFacts.Member::isInit)
                        .findFirst()
                : Optional.empty();
    }

    private Optional<String> objection(ClassFacts type, ClassFacts.Member init) {
        String caller = callers.get(new References.InitCall(type.name(), init.descriptor));
        if (caller != null) {
            return Optional.of((caller.equals(type.name()) ? "its own class" : caller) + " calls it");
        }
        if (init.has(Opcodes.ACC_PUBLIC) && !isInMainPackageOrBelow(type.packageName())) {
            return Optional.of(
                    mainPackage == null
                            ? "it is public"
                            : "it is public, and not in " + mainPackage + " or a package below that");
        }
        return isOfAnotherDomain(type.packageName())
                ? Optional.of("its package belongs to another domain"
                        + domain.map(own -> " than " + own).orElse(""))
                : Optional.empty();
    }

    private boolean isInMainPackageOrBelow(String packageName) {
        return mainPackage != null && (packageName.equals(mainPackage) || packageName.startsWith(mainPackage + "."));
    }

    private boolean isOfAnotherDomain(String packageName) {
        Optional<String> other = domain(packageName);
        return knowsOwnPackages && other.isPresent() && !other.equals(domain);
    }

    /** Gives the first two parts of a name that begins like the reversed name of a domain. */
    private static Optional<String> domain(String name) {
        String[] parts = name.split("[.;]", 3);
        boolean isDomain = parts.length > 1 && (TOP_LEVEL_DOMAINS.contains(parts[0]) || parts[0].matches("[a-z]{2}"));
        return isDomain ? Optional.of(parts[0] + "." + parts[1]) : Optional.empty();
    }

    /** Tells whether the author of the bundle may have written a package, and has not said that it has no inits. */
    boolean mayBeMeantIn(String packageName) {
        return chosen.apply(packageName).orElseGet(() -> !isOfAnotherDomain(packageName));
    }

    /** Names all that look like init functions and are none, unless the author has decided about them. */
    Optional<Finding> leftAlone() {
        List<String> texts = new ArrayList<>();
        Set<String> packages = new TreeSet<>();
        new TreeMap<>(types).values().forEach(type -> {
            if (chosen.apply(type.packageName()).isEmpty()) {
                candidate(type).flatMap(init -> objection(type, init)).ifPresent(reason -> {
                    texts.add(type.name() + " (" + reason + ")");
                    packages.add(type.packageName());
                });
            }
        });
        if (texts.isEmpty()) {
            return Optional.empty();
        }
        String instruction = packages.stream().map(name -> "!" + name).collect(Collectors.joining(", "));
        return Optional.of(FindingRecord.warning("init() does not run in " + FindingRecord.list(texts)
                + "; if that is right, say so in bnd.bnd with '-pinion-init: " + instruction
                + "'; a package without '!' has its init() run"));
    }
}
