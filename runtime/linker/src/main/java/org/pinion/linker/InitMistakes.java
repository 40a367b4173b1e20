// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Finds methods that look like init functions but for their shape, and never run. One that the bundle itself calls is
 * no mistake: its author does not wait for Pinion to run it. Nor is one in a package that somebody else has written.
 */
final class InitMistakes {

    private final List<ClassFacts> classes;
    private final Set<String> symbolTypes = new TreeSet<>();
    private final InitFunctions inits;

    InitMistakes(List<ClassFacts> classes, InitFunctions inits, List<Declaration> symbols) {
        this.classes = classes;
        this.inits = inits;
        symbols.forEach(symbol -> symbolTypes.add(symbol.type()));
    }

    List<Finding> find() {
        List<Finding> findings = new ArrayList<>();
        for (ClassFacts type : classes) {
            if (!inits.mayBeMeantIn(type.packageName())) {
                continue;
            }
            for (ClassFacts.Member member : type.members()) {
                String problem = problem(type, member);
                if (problem != null) {
                    findings.add(member.finding(Finding.Severity.WARNING, type.name() + ": " + problem));
                }
            }
        }
        return findings;
    }

    private @Nullable String problem(ClassFacts type, ClassFacts.Member member) {
        if (!member.isMethod() || !member.name.equals("init") || inits.isCalled(type, member)) {
            return null;
        }
        if (!member.isInit()) {
            return member.isStatic() && type.isTopLevel() ? otherShape(member) : null;
        }
        if (member.isStatic()) {
            return type.isTopLevel()
                    ? null
                    : "init() never runs, an init function is in a top-level type; move it to one, or call it from the"
                            + " init function of one";
        }
        return mayLackStatic(type, member)
                ? "void init() never runs, it is not static and nothing calls it; an init function is"
                        + " 'static void init()'"
                : null;
    }

    /** Tells a method that only its own class knows of: others may call one that is inherited or annotated. */
    private boolean mayLackStatic(ClassFacts type, ClassFacts.Member member) {
        return symbolTypes.contains(type.name())
                && !type.isInterface()
                && type.supertypes().equals(List.of("java.lang.Object"))
                && !member.has(Opcodes.ACC_ABSTRACT)
                && !member.annotated;
    }

    private static String otherShape(ClassFacts.Member member) {
        List<String> parameters = new ArrayList<>();
        for (Type parameter : Type.getArgumentTypes(member.descriptor)) {
            parameters.add(TypeNames.source(parameter));
        }
        String result = parameters.isEmpty() ? TypeNames.source(Type.getReturnType(member.descriptor)) + " " : "";
        return result + "init(" + String.join(",", parameters)
                + ") is not an init function, which is 'static void init()'";
    }
}
