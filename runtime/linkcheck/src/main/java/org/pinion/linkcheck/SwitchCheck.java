// SPDX-License-Identifier: Apache-2.0
package org.pinion.linkcheck;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.objectweb.asm.Opcodes;
import org.pinion.linkcheck.Unlinked.Uncertain;

/** Compares the branches of a {@code switch} with what there is to choose from. */
final class SwitchCheck {

    private final ClassSpace view;

    SwitchCheck(ClassSpace view) {
        this.view = view;
    }

    /** Looks for constants of an enum that are gone, or that no branch is for. */
    List<Unlinked> constants(Reference reference) {
        List<Unlinked> differences = new ArrayList<>();
        ClassInfo type = view.find(reference.owner());
        if (type == null || !type.shape().has(Opcodes.ACC_ENUM)) {
            return differences;
        }
        Set<Long> covered = new HashSet<>();
        for (String name : names(reference)) {
            long key = ClassShape.key(name, "L" + type.name() + ";");
            covered.add(key);
            if (type.shape().field(key) < 0) {
                differences.add(new Unlinked(
                        "",
                        type,
                        "enum " + JavaNames.type(type.name()) + " has no constant " + name
                                + ": this case is never chosen"));
            }
        }
        if (reference.has(Reference.EXHAUSTIVE)) {
            List<Long> others = new ArrayList<>();
            type.shape().forEachField((key, flags) -> {
                if ((flags & Opcodes.ACC_ENUM) != 0 && !covered.contains(key)) {
                    others.add(key);
                }
            });
            if (!others.isEmpty()) {
                differences.add(new Unlinked(
                        "",
                        type,
                        "enum " + JavaNames.type(type.name()) + " also has "
                                + String.join(", ", MemberTexts.fieldNames(type, others))
                                + ": the switch throws if it meets one of them"));
            }
        }
        return differences;
    }

    private static List<String> names(Reference reference) {
        return reference.descriptor().isEmpty()
                ? List.of()
                : List.of(reference.descriptor().split(","));
    }

    /** Looks for subtypes of a sealed type that no branch is for. */
    List<Unlinked> types(Reference reference) throws Unlinked, Uncertain {
        List<Unlinked> differences = new ArrayList<>();
        if (!reference.has(Reference.EXHAUSTIVE)) {
            return differences;
        }
        List<ClassInfo> branches = new ArrayList<>();
        for (String name : names(reference)) {
            branches.add(Hierarchy.load(view, name));
        }
        Map<String, ClassInfo> others = new LinkedHashMap<>();
        addUncovered(Hierarchy.load(view, reference.owner()), branches, others, new HashSet<>());
        if (!others.isEmpty()) {
            ClassInfo first = others.values().iterator().next();
            String more = others.containsKey(reference.owner())
                    ? BreakText.kind(first) + " is not sealed"
                    : JavaNames.type(reference.owner()) + " also permits "
                            + others.keySet().stream().map(JavaNames::type).collect(Collectors.joining(", "));
            differences.add(new Unlinked("", first, more + ": the switch throws if it meets another one"));
        }
        return differences;
    }

    private static void addUncovered(
            ClassInfo type, List<ClassInfo> branches, Map<String, ClassInfo> others, Set<String> seen)
            throws Unlinked, Uncertain {
        if (!seen.add(type.name())) {
            return;
        }
        for (ClassInfo branch : branches) {
            if (Hierarchy.isAssignable(type, branch)) {
                return;
            }
        }
        if (type.shape().isSealed() && type.shape().has(Opcodes.ACC_ABSTRACT)) {
            for (String name : type.shape().permitted()) {
                addUncovered(Hierarchy.load(type.space(), name), branches, others, seen);
            }
        } else {
            others.put(type.name(), type);
        }
    }
}
