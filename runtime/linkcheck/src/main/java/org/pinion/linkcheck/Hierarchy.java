// SPDX-License-Identifier: Apache-2.0
package org.pinion.linkcheck;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.pinion.linkcheck.Unlinked.Uncertain;

/** Follows classes to their supertypes, each as seen by the class loader of the class that names it. */
final class Hierarchy {

    private static final String OBJECT = "java/lang/Object";

    /** More supertypes than a class has above it unless they go round in a circle. */
    private static final int DEEPEST = 300;

    private Hierarchy() {}

    /**
     * Finds a class and all its supertypes, without which it cannot be loaded.
     *
     * @throws Unlinked if one of them is missing, or is its own supertype
     */
    static ClassInfo load(ClassSpace space, String name) throws Unlinked, Uncertain {
        ClassInfo found = find(space, name);
        load(found, 0);
        return found;
    }

    private static void load(ClassInfo type, int depth) throws Unlinked, Uncertain {
        if (type.isLoadable()) {
            return;
        }
        if (depth > DEEPEST) {
            throw new Unlinked("ClassCircularityError", type, JavaNames.type(type.name()) + " is its own supertype");
        }
        ClassInfo superclass = superclass(type);
        if (superclass != null) {
            load(superclass, depth + 1);
        }
        for (String each : type.shape().interfaces()) {
            load(find(type, each), depth + 1);
        }
        type.setLoadable();
    }

    private static ClassInfo find(ClassSpace space, String name) throws Unlinked, Uncertain {
        return find(space, name, null);
    }

    /** Finds a supertype of a class. */
    private static ClassInfo find(ClassInfo type, String name) throws Unlinked, Uncertain {
        return find(type.space(), name, type);
    }

    private static ClassInfo find(ClassSpace space, String name, @Nullable ClassInfo user) throws Unlinked, Uncertain {
        ClassInfo found = space.find(name);
        if (found == null) {
            if (space.isUncertain(name)) {
                throw new Uncertain(name);
            }
            String needed = user == null ? "" : ", which " + JavaNames.type(user.name()) + " extends or implements";
            throw new Unlinked(Unlinked.NO_CLASS, user, "there is no class " + JavaNames.type(name) + needed, name);
        }
        return found;
    }

    /** Gives the superclass; {@code null} for {@code Object} and interfaces, which have none of their own. */
    static @Nullable ClassInfo superclass(ClassInfo type) throws Unlinked, Uncertain {
        String name = type.shape().superName();
        return name == null ? null : find(type, name);
    }

    /** Tells whether two are the same class. */
    static boolean same(ClassInfo first, ClassInfo second) {
        return first == second || first.name().equals(second.name()) && sameDefiner(first, second);
    }

    /** Tells whether one class loader would define both classes. */
    static boolean sameDefiner(ClassInfo first, ClassInfo second) {
        return definer(first.space()).equals(definer(second.space()));
    }

    /** Gives the space of the class loader itself. */
    static ClassSpace definer(ClassSpace space) {
        return space instanceof BundleView view ? view.space() : space;
    }

    /** Tells whether a class is another one, or extends it; as in the JVM, an interface extends {@code Object} only. */
    static boolean isSubclass(ClassInfo type, ClassInfo of) throws Unlinked, Uncertain {
        for (ClassInfo each = type; each != null; each = superclass(each)) {
            if (same(each, of)) {
                return true;
            }
        }
        return false;
    }

    /** Tells whether a type is another one, or extends or implements it. */
    static boolean isAssignable(ClassInfo type, ClassInfo to) throws Unlinked, Uncertain {
        if (!to.shape().isInterface()) {
            return to.name().equals(OBJECT) || isSubclass(type, to);
        }
        return same(type, to) || hasInterface(type, to);
    }

    private static boolean hasInterface(ClassInfo type, ClassInfo to) throws Unlinked, Uncertain {
        for (ClassInfo each : interfaces(type).values()) {
            if (same(each, to)) {
                return true;
            }
        }
        return false;
    }

    /** Collects all interfaces of a type and its superclasses, by their loader and name. */
    static Map<Object, ClassInfo> interfaces(ClassInfo type) throws Unlinked, Uncertain {
        Map<Object, ClassInfo> all = new LinkedHashMap<>();
        for (ClassInfo each = type; each != null; each = superclass(each)) {
            addInterfaces(each, all);
        }
        return all;
    }

    private static void addInterfaces(ClassInfo type, Map<Object, ClassInfo> all) throws Unlinked, Uncertain {
        for (String name : type.shape().interfaces()) {
            ClassInfo found = find(type, name);
            if (all.put(List.of(definer(found.space()), name), found) == null) {
                addInterfaces(found, all);
            }
        }
    }

    static String packageOf(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('/')));
    }

    /** Tells whether two classes are in one package of one class loader. */
    static boolean samePackage(ClassInfo first, ClassInfo second) {
        return sameDefiner(first, second) && packageOf(first.name()).equals(packageOf(second.name()));
    }

    /** Tells whether a class may name another one (JVMS 5.4.4). */
    static boolean isAccessible(ClassInfo type, ClassInfo from) {
        return type.shape().has(Opcodes.ACC_PUBLIC) || samePackage(type, from);
    }
}
