// SPDX-License-Identifier: Apache-2.0
package org.pinion.linkcheck;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.pinion.linkcheck.Unlinked.Uncertain;

/** Finds fields and methods as the JVM does (JVMS 5.4.3.2 to 5.4.3.4). */
final class Members {

    private static final String OBJECT = "java/lang/Object";

    /** The classes of the JDK whose native methods fit any descriptor (JVMS 2.9.3). */
    static final Set<String> POLYMORPHIC = Set.of("java/lang/invoke/MethodHandle", "java/lang/invoke/VarHandle");

    /** A field or a method, with the class that declares it. */
    record Member(ClassInfo declarer, int access) {
        boolean has(int flag) {
            return (access & flag) != 0;
        }
    }

    private Members() {}

    /** Finds a field of a class, its interfaces or its superclasses, in this order. */
    static @Nullable Member field(ClassInfo type, long key) throws Unlinked, Uncertain {
        for (ClassInfo each = type; each != null; each = Hierarchy.superclass(each)) {
            Member found = fieldOfInterfaces(each, key);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable Member fieldOfInterfaces(ClassInfo type, long key) throws Unlinked, Uncertain {
        int access = type.shape().field(key);
        if (access >= 0) {
            return new Member(type, access);
        }
        for (String name : type.shape().interfaces()) {
            Member found = fieldOfInterfaces(Hierarchy.load(type.space(), name), key);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Finds a method of a class or its superclasses, else of its interfaces. */
    static @Nullable Member method(ClassInfo type, String name, String descriptor) throws Unlinked, Uncertain {
        long key = ClassShape.key(name, descriptor);
        Member found = ofClasses(type, key);
        if (found == null) {
            found = polymorphic(type, name);
        }
        return found == null ? ofInterfaces(type, key) : found;
    }

    static @Nullable Member ofClasses(@Nullable ClassInfo type, long key) throws Unlinked, Uncertain {
        for (ClassInfo each = type; each != null; each = Hierarchy.superclass(each)) {
            int access = each.shape().method(key);
            if (access >= 0) {
                return new Member(each, access);
            }
        }
        return null;
    }

    /** The methods of method handles and variable handles fit any descriptor (JVMS 2.9.3). */
    private static @Nullable Member polymorphic(ClassInfo type, String name) {
        if (!POLYMORPHIC.contains(type.name())) {
            return null;
        }
        for (String result : List.of("Ljava/lang/Object;", "V", "Z")) {
            int access = type.shape().method(ClassShape.key(name, "([Ljava/lang/Object;)" + result));
            if (access >= 0 && (access & Opcodes.ACC_NATIVE) != 0) {
                return new Member(type, access);
            }
        }
        return null;
    }

    /** Finds a method of an interface, of {@code Object}, or of the interface's own interfaces. */
    static @Nullable Member interfaceMethod(ClassInfo type, String name, String descriptor) throws Unlinked, Uncertain {
        long key = ClassShape.key(name, descriptor);
        int access = type.shape().method(key);
        if (access >= 0) {
            return new Member(type, access);
        }
        ClassInfo object = Hierarchy.load(type.space(), OBJECT);
        int ofObject = object.shape().method(key);
        if (ofObject >= 0 && (ofObject & Opcodes.ACC_PUBLIC) != 0 && (ofObject & Opcodes.ACC_STATIC) == 0) {
            return new Member(object, ofObject);
        }
        return ofInterfaces(type, key);
    }

    /**
     * Finds the method that the most specific interfaces have; any if there are several, but rather no abstract one.
     */
    static @Nullable Member ofInterfaces(ClassInfo type, long key) throws Unlinked, Uncertain {
        List<Member> specific = mostSpecific(type, key);
        for (Member each : specific) {
            if (!each.has(Opcodes.ACC_ABSTRACT)) {
                return each;
            }
        }
        return specific.isEmpty() ? null : specific.get(0);
    }

    /** Lists what the interfaces of a type have, neither private nor static, without what another one overrides. */
    static List<Member> mostSpecific(ClassInfo type, long key) throws Unlinked, Uncertain {
        List<Member> found = new ArrayList<>();
        for (ClassInfo each : Hierarchy.interfaces(type).values()) {
            int access = each.shape().method(key);
            if (access >= 0 && (access & (Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC)) == 0) {
                found.add(new Member(each, access));
            }
        }
        List<Member> specific = new ArrayList<>();
        for (Member each : found) {
            boolean overridden = false;
            for (Member other : found) {
                overridden |= other != each && Hierarchy.isAssignable(other.declarer, each.declarer);
            }
            if (!overridden) {
                specific.add(each);
            }
        }
        return specific;
    }
}
