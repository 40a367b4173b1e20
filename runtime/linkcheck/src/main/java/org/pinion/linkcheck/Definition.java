// SPDX-License-Identifier: Apache-2.0
package org.pinion.linkcheck;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.pinion.linkcheck.Break.Effect;
import org.pinion.linkcheck.Members.Member;
import org.pinion.linkcheck.Unlinked.Uncertain;

/** Looks at a class of the bundle as the JVM does when it defines it, and at what it leaves unimplemented. */
final class Definition {

    /**
     * A method that may override others: neither private nor static, and no constructor.
     *
     * @param name its name
     * @param descriptor its descriptor
     */
    record Method(String name, String descriptor) {
        long key() {
            return ClassShape.key(name, descriptor);
        }
    }

    private static final int NOT_INHERITED = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC;

    private final BundleView view;
    private final List<Method> methods;
    private final List<Break> breaks;

    /**
     * Prepares a check.
     *
     * @param methods of the class
     * @param breaks where to add what does not fit
     */
    Definition(BundleView view, List<Method> methods, List<Break> breaks) {
        this.view = view;
        this.methods = methods;
        this.breaks = breaks;
    }

    /**
     * Looks at a class of the bundle.
     *
     * @param errorsOnly whether what the class leaves unimplemented is of no interest
     */
    void check(String name, boolean errorsOnly) {
        ClassInfo type = view.caller(name);
        String needed = JavaNames.type(name);
        try {
            for (String each : OwnTypes.supertypes(type.shape())) {
                boolean asClass = each.equals(type.shape().superName());
                needed = JavaNames.type(name)
                        + (asClass || type.shape().isInterface() ? " extends " : " implements ")
                        + JavaNames.type(each);
                requireSupertype(type, Hierarchy.load(view, each), asClass);
            }
            for (Method method : methods) {
                needed = JavaNames.method(name, method.name, method.descriptor);
                requireOverridable(type, method);
            }
            if (!errorsOnly && !type.shape().has(Opcodes.ACC_ABSTRACT)) {
                for (Unlinked missing : unimplemented(type, Set.of())) {
                    add(Effect.ERROR_IF_CALLED, JavaNames.type(name), name, missing);
                }
            }
        } catch (Unlinked e) {
            add(Effect.ERROR, needed, name, e);
        } catch (Uncertain e) {
            // What may come is given the benefit of the doubt.
        }
    }

    private void add(Effect effect, String needed, String name, Unlinked e) {
        breaks.add(new Break(effect, e.error(), needed, name, 0, e.found(), e.where(), e.type(name)));
    }

    /** What a supertype must be (JVMS 5.3.5). A sealed one permits only classes of its own module. */
    private static void requireSupertype(ClassInfo type, ClassInfo supertype, boolean asClass) throws Unlinked {
        ClassShape shape = supertype.shape();
        // The superclass of an interface is Object.
        if (shape.isInterface() == asClass) {
            throw new Unlinked(
                    Unlinked.CHANGE,
                    supertype,
                    BreakText.kind(supertype) + (asClass ? " is an interface" : " is no interface"));
        }
        if (!Hierarchy.isAccessible(supertype, type)) {
            throw new Unlinked(Unlinked.ACCESS, supertype, BreakText.kind(supertype) + " is not public");
        }
        if (shape.has(Opcodes.ACC_FINAL)) {
            throw new Unlinked(Unlinked.CHANGE, supertype, BreakText.kind(supertype) + " is final");
        }
        if (shape.isSealed()
                && (!Hierarchy.sameDefiner(supertype, type)
                        || !shape.permitted().contains(type.name()))) {
            throw new Unlinked(Unlinked.CHANGE, supertype, BreakText.kind(supertype) + " is sealed");
        }
    }

    /** No final method may be overridden, and who overrides one must agree on the types in it (JVMS 5.3.5, 5.4.2). */
    private void requireOverridable(ClassInfo type, Method method) throws Unlinked, Uncertain {
        ClassInfo above = Hierarchy.superclass(type);
        Member found = above == null ? null : Members.ofClasses(above, method.key());
        while (found != null) {
            boolean inherited = !found.has(NOT_INHERITED)
                    && (found.has(Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)
                            || Hierarchy.samePackage(found.declarer(), type));
            if (inherited && found.has(Opcodes.ACC_FINAL)) {
                throw new Unlinked(
                        Unlinked.CHANGE,
                        found.declarer(),
                        BreakText.kind(found.declarer()) + " has "
                                + JavaNames.declaration(
                                        found.declarer().name(), found.access(), method.name, method.descriptor));
            }
            if (inherited) {
                LoaderConstraints.require(view, found.declarer(), Type.getType(method.descriptor));
            }
            ClassInfo next = Hierarchy.superclass(found.declarer());
            found = next == null ? null : Members.ofClasses(next, method.key());
        }
        for (ClassInfo each : Hierarchy.interfaces(type).values()) {
            int access = each.shape().method(method.key());
            if (access >= 0 && (access & NOT_INHERITED) == 0) {
                LoaderConstraints.require(view, each, Type.getType(method.descriptor));
            }
        }
    }

    /**
     * Lists what an object of a type does not have when somebody calls it: abstract methods, and defaults of two
     * interfaces.
     *
     * @param implemented the keys of methods that it has nevertheless
     */
    static List<Unlinked> unimplemented(ClassInfo type, Collection<Long> implemented) throws Unlinked, Uncertain {
        Set<Long> keys = new LinkedHashSet<>();
        Collection<ClassInfo> interfaces = Hierarchy.interfaces(type).values();
        for (ClassInfo each = type; each != null; each = Hierarchy.superclass(each)) {
            each.shape().forEachMethod((key, flags) -> addIf(flags, Opcodes.ACC_ABSTRACT, key, keys));
        }
        for (ClassInfo each : interfaces) {
            each.shape().forEachMethod((key, flags) -> addIf(flags, 0, key, keys));
        }
        if (type.shape().isInterface()) {
            type.shape().forEachMethod((key, flags) -> addIf(flags, Opcodes.ACC_ABSTRACT, key, keys));
        }
        keys.removeAll(implemented);
        List<Unlinked> missing = new ArrayList<>();
        for (long key : keys) {
            Unlinked found = unimplemented(type, key);
            if (found != null) {
                missing.add(found);
            }
        }
        return missing;
    }

    private static void addIf(int flags, int wanted, long key, Set<Long> keys) {
        if ((flags & NOT_INHERITED) == 0 && (flags & wanted) == wanted) {
            keys.add(key);
        }
    }

    private static @Nullable Unlinked unimplemented(ClassInfo type, long key) throws Unlinked, Uncertain {
        if (type.shape().isInterface() && ofObject(type, key)) {
            return null;
        }
        for (ClassInfo each = type; each != null; each = Hierarchy.superclass(each)) {
            int access = each.shape().method(key);
            if (access >= 0 && (access & NOT_INHERITED) == 0 && !(type.shape().isInterface() && each != type)) {
                return (access & Opcodes.ACC_ABSTRACT) == 0
                        ? null
                        : new Unlinked(Unlinked.ABSTRACT, each, BreakText.has(each, key));
            }
        }
        List<Member> specific = Members.mostSpecific(type, key);
        List<Member> defaults = specific.stream()
                .filter(each -> !each.has(Opcodes.ACC_ABSTRACT))
                .toList();
        if (defaults.size() == 1 || specific.isEmpty()) {
            return null;
        }
        if (defaults.isEmpty()) {
            ClassInfo declarer = specific.get(0).declarer();
            return new Unlinked(Unlinked.ABSTRACT, declarer, BreakText.has(declarer, key));
        }
        ClassInfo second = defaults.get(1).declarer();
        return new Unlinked(
                Unlinked.CHANGE,
                second,
                BreakText.has(second, key) + ", and so has "
                        + BreakText.kind(defaults.get(0).declarer()));
    }

    /** Tells whether every object has a public method. */
    private static boolean ofObject(ClassInfo type, long key) throws Unlinked, Uncertain {
        int access = Hierarchy.load(type.space(), "java/lang/Object").shape().method(key);
        return access >= 0 && (access & Opcodes.ACC_PUBLIC) != 0;
    }
}
