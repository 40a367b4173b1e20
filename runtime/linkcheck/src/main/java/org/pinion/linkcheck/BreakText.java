// SPDX-License-Identifier: Apache-2.0
package org.pinion.linkcheck;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.objectweb.asm.Opcodes;
import org.pinion.linkcheck.MemberTexts.Declared;
import org.pinion.linkcheck.Members.Member;
import org.pinion.linkcheck.Unlinked.Uncertain;

/** The words of {@link Break}s. */
final class BreakText {

    private static final int MOST = 4;

    private BreakText() {}

    /** Names a class with its kind. */
    static String kind(ClassInfo type) {
        ClassShape shape = type.shape();
        String kind = shape.has(Opcodes.ACC_ANNOTATION)
                ? "annotation "
                : shape.isInterface() ? "interface " : shape.has(Opcodes.ACC_ENUM) ? "enum " : "class ";
        return kind + JavaNames.type(type.name());
    }

    static String noSubtype(ClassInfo type, ClassInfo of) {
        return kind(type) + " is no " + JavaNames.type(of.name());
    }

    /** Says what a reference needs. */
    static String needed(Reference reference) {
        String owner = JavaNames.type(reference.owner());
        return switch (reference.kind()) {
            case NEW -> "class " + owner + ", of which it makes objects";
            case CATCH -> "class " + owner + ", which it catches";
            case SUBCLASS, ASSIGNABLE -> "class " + owner + " as a " + JavaNames.type(reference.name());
            case LAMBDA -> "interface " + owner + ", of which it makes a lambda";
            case ENUM_SWITCH, TYPE_SWITCH -> owner + ", in a switch";
            case CLASS -> "class " + owner;
            default -> reference.target();
        };
    }

    /** Says how a member is declared that does not fit a reference. */
    static String declared(Member found, Reference reference) {
        return kind(found.declarer()) + " has "
                + JavaNames.declaration(
                        found.declarer().name(), found.access(), reference.name(), reference.descriptor());
    }

    /** Says that a class has a method. */
    static String has(ClassInfo type, long key) {
        return kind(type) + " has " + MemberTexts.method(type, key);
    }

    /** Says what a class has by the name of a member that it does not have. */
    static String instead(ClassInfo owner, Reference reference) {
        boolean field = reference.kind().isField();
        List<String> alike = new ArrayList<>();
        try {
            for (ClassInfo each = owner; each != null; each = Hierarchy.superclass(each)) {
                for (Declared member : MemberTexts.of(each)) {
                    if (member.isMethod() != field && member.name().equals(reference.name())) {
                        alike.add(
                                JavaNames.declaration(each.name(), member.access(), member.name(), member.descriptor())
                                        + (each == owner ? "" : " of " + JavaNames.type(each.name())));
                    }
                }
                if (reference.name().equals("<init>")) {
                    break;
                }
            }
        } catch (Unlinked | Uncertain e) {
            // The superclasses up to here are enough.
        }
        if (alike.isEmpty()) {
            String what = reference.name().equals("<init>")
                    ? "no constructor"
                    : "no " + (field ? "field " : "method ") + reference.name();
            return kind(owner) + " has " + what;
        }
        String more = alike.size() > MOST ? ", and " + (alike.size() - MOST) + " more" : "";
        return kind(owner) + " has " + alike.stream().limit(MOST).collect(Collectors.joining(", ")) + more;
    }
}
