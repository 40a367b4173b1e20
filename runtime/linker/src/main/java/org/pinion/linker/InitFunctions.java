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

    private final Map<String, ClassFacts> types = new HashMap<>();
    private final @Nullable String mainPackage;

    private final OwnPackages own;
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
        own = new OwnPackages(mainPackage, symbolicName);
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
        return own.isForeign(type.packageName())
                ? Optional.of("its package belongs to another domain"
                        + own.domain().map(domain -> " than " + domain).orElse(""))
                : Optional.empty();
    }

    private boolean isInMainPackageOrBelow(String packageName) {
        return mainPackage != null && (packageName.equals(mainPackage) || packageName.startsWith(mainPackage + "."));
    }

    /** Tells whether the author of the bundle may have written a package, and has not said that it has no inits. */
    boolean mayBeMeantIn(String packageName) {
        return chosen.apply(packageName).orElseGet(() -> !own.isForeign(packageName));
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
