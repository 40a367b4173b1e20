// SPDX-License-Identifier: Apache-2.0
package org.pinion.linkcheck;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.pinion.linkcheck.Break.Effect;
import org.pinion.linkcheck.Members.Member;
import org.pinion.linkcheck.Reference.Kind;
import org.pinion.linkcheck.Unlinked.Uncertain;

/**
 * Resolves the references of a bundle as the JVM would when their code runs (JVMS 5.4.3), and looks at its classes as
 * the JVM does when it defines and verifies them (JVMS 5.3.5, 5.4.1). Nothing is loaded, initialised or run.
 *
 * @since 0.1
 */
public final class LinkCheck {

    /** The errors that are an {@code IncompatibleClassChangeError}, too. */
    private static final Set<String> CHANGES =
            Set.of(Unlinked.NO_METHOD, Unlinked.NO_FIELD, Unlinked.ACCESS, Unlinked.ABSTRACT, Unlinked.INSTANTIATION);

    private final BundleView view;
    private final References references;
    private final List<Break> breaks = new ArrayList<>();
    private final boolean errorsOnly;

    private LinkCheck(References references, ClassSpace space, boolean errorsOnly) {
        this.references = references;
        this.errorsOnly = errorsOnly;
        view = new BundleView(references, space);
    }

    /**
     * Check references.
     *
     * @param references of a bundle
     * @param space the classes as the bundle's class loader sees them
     * @return what would fail or change its meaning, in the order of the references; what the code around a reference
     *     catches is left out
     */
    public static List<Break> check(References references, ClassSpace space) {
        return check(references, space, false);
    }

    /**
     * Check references for errors alone, which is faster.
     *
     * @param references of a bundle
     * @param space the classes as the bundle's class loader sees them
     * @return what {@link #check} returns with the effect {@link Effect#ERROR}
     */
    public static List<Break> errors(References references, ClassSpace space) {
        return check(references, space, true);
    }

    private static List<Break> check(References references, ClassSpace space, boolean errorsOnly) {
        LinkCheck check = new LinkCheck(references, space, errorsOnly);
        check.run();
        return List.copyOf(check.breaks);
    }

    private void run() {
        for (String name : new TreeSet<>(references.defined())) {
            Definition definition = new Definition(view, references.methods().getOrDefault(name, List.of()), breaks);
            definition.check(name, errorsOnly);
        }
        for (Reference reference : references.all()) {
            try {
                check(reference);
            } catch (Unlinked e) {
                if (!isCaught(reference, e.error())) {
                    add(reference, Effect.ERROR, e);
                }
            } catch (Uncertain e) {
                // What may come is given the benefit of the doubt.
            }
        }
    }

    private static boolean isCaught(Reference reference, String error) {
        List<String> caught = reference.caught();
        return caught.contains("java/lang/Throwable")
                || caught.contains("java/lang/Error")
                || !error.equals(Unlinked.INTERNAL) && caught.contains("java/lang/LinkageError")
                || CHANGES.contains(error) && caught.contains("java/lang/" + Unlinked.CHANGE)
                || caught.contains("java/lang/" + error);
    }

    private void add(Reference reference, Effect effect, Unlinked e) {
        breaks.add(new Break(
                effect,
                effect == Effect.OTHER_MEANING ? "" : e.error(),
                BreakText.needed(reference),
                reference.caller() + "." + reference.method(),
                reference.line(),
                e.found(),
                e.where(),
                e.type(reference.owner())));
    }

    private void check(Reference reference) throws Unlinked, Uncertain {
        switch (reference.kind()) {
            case CLASS -> resolve(reference, reference.owner());
            case NEW -> make(reference);
            case CATCH -> {
                ClassInfo type = Hierarchy.load(view, reference.owner());
                requireSubclass(type, Hierarchy.load(view, "java/lang/Throwable"));
                if (!errorsOnly) {
                    resolveIfThrown(reference);
                }
            }
            case SUBCLASS -> subclass(reference);
            case ASSIGNABLE -> {
                ClassInfo from = Hierarchy.load(view, reference.owner());
                ClassInfo to = Hierarchy.load(view, reference.name());
                if (!Hierarchy.isAssignable(from, to)) {
                    throw new Unlinked(Unlinked.BOOTSTRAP, from, BreakText.noSubtype(from, to));
                }
            }
            case LAMBDA -> lambda(reference);
            case ENUM_SWITCH ->
                addMeaning(reference, errorsOnly ? List.of() : new SwitchCheck(view).constants(reference));
            case TYPE_SWITCH -> addMeaning(reference, errorsOnly ? List.of() : new SwitchCheck(view).types(reference));
            default -> member(reference);
        }
    }

    private void addMeaning(Reference reference, List<Unlinked> differences) {
        differences.forEach(difference -> add(reference, Effect.OTHER_MEANING, difference));
    }

    /** Resolves a class (JVMS 5.4.3.1). */
    private ClassInfo resolve(Reference reference, String name) throws Unlinked, Uncertain {
        ClassInfo type = Hierarchy.load(view, name);
        if (!Hierarchy.isAccessible(type, view.caller(reference.caller()))) {
            throw new Unlinked(Unlinked.ACCESS, type, BreakText.kind(type) + " is not public");
        }
        return type;
    }

    /** The verifier does not ask whether a class may name what it catches; who looks for a handler does. */
    private void resolveIfThrown(Reference reference) throws Uncertain {
        try {
            resolve(reference, reference.owner());
        } catch (Unlinked e) {
            add(reference, Effect.ERROR_IF_CALLED, e);
        }
    }

    /** Makes an object; a method handle that would can be made of an abstract class, too. */
    private void make(Reference reference) throws Unlinked, Uncertain {
        ClassInfo type = resolve(reference, reference.owner());
        if (type.shape().has(Opcodes.ACC_ABSTRACT)) {
            Unlinked e = new Unlinked(Unlinked.INSTANTIATION, type, BreakText.kind(type) + " is abstract");
            if (!reference.has(Reference.HANDLE)) {
                throw e;
            }
            if (!errorsOnly) {
                add(reference, Effect.ERROR_IF_CALLED, e);
            }
        }
    }

    private static void requireSubclass(ClassInfo type, ClassInfo of) throws Unlinked, Uncertain {
        if (!Hierarchy.isSubclass(type, of)) {
            throw new Unlinked(Unlinked.VERIFY, type, BreakText.noSubtype(type, of));
        }
    }

    /** The verifier takes every interface for {@code Object}, and asks for the other class only where it must. */
    private void subclass(Reference reference) throws Unlinked, Uncertain {
        ClassInfo to = Hierarchy.load(view, reference.name());
        if (!to.shape().isInterface()) {
            requireSubclass(Hierarchy.load(view, reference.owner()), to);
            return;
        }
        if (!errorsOnly) {
            noteIfUnrelated(reference, to);
        }
    }

    /** There is no object of a class that cannot be loaded, which nobody asks for here. */
    private void noteIfUnrelated(Reference reference, ClassInfo to) throws Uncertain {
        try {
            ClassInfo from = Hierarchy.load(view, reference.owner());
            if (!Hierarchy.isAssignable(from, to)) {
                add(
                        reference,
                        Effect.ERROR_IF_CALLED,
                        new Unlinked(Unlinked.CHANGE, from, BreakText.noSubtype(from, to)));
            }
        } catch (Unlinked e) {
            // So nothing can be called on one.
        }
    }

    private void lambda(Reference reference) throws Unlinked, Uncertain {
        ClassInfo type = resolve(reference, reference.owner());
        if (!type.shape().isInterface()) {
            throw new Unlinked(Unlinked.BOOTSTRAP, type, BreakText.kind(type) + " is no interface");
        }
        if (type.shape().isSealed()) {
            throw new Unlinked(Unlinked.INTERNAL, type, BreakText.kind(type) + " is sealed");
        }
        if (errorsOnly) {
            return;
        }
        Definition.unimplemented(type, List.of(ClassShape.key(reference.name(), reference.descriptor())))
                .forEach(missing -> add(reference, Effect.ERROR_IF_CALLED, missing));
    }

    private void member(Reference reference) throws Unlinked, Uncertain {
        ClassInfo owner = resolve(reference, reference.owner());
        ClassInfo caller = view.caller(reference.caller());
        Member found = reference.kind().isField() ? field(reference, owner) : method(reference, owner, caller);
        if (!Access.isPermitted(found, owner, caller)) {
            throw new Unlinked(Unlinked.ACCESS, found.declarer(), BreakText.declared(found, reference));
        }
        Access.requireOwnReceiver(found, owner, caller, reference);
        boolean isStatic = found.has(Opcodes.ACC_STATIC);
        if (isStatic != reference.kind().isStatic()) {
            // For fields, the JDK says so itself when it makes a method handle.
            boolean byJdk = reference.kind().isField() && reference.has(Reference.HANDLE);
            throw new Unlinked(
                    byJdk ? Unlinked.ACCESS : Unlinked.CHANGE, found.declarer(), BreakText.declared(found, reference));
        }
        if (reference.kind().isPut() && found.has(Opcodes.ACC_FINAL)) {
            throw new Unlinked(Unlinked.ACCESS, found.declarer(), BreakText.declared(found, reference));
        }
        if (reference.kind() == Kind.INVOKESPECIAL && !reference.name().equals("<init>")) {
            superCall(reference, owner, caller);
        }
        boolean ofClass =
                !found.declarer().shape().isInterface() || owner.shape().isInterface();
        if (reference.has(Reference.LAMBDA_BODY) && ofClass && !Hierarchy.isAccessible(found.declarer(), caller)) {
            // A call would not mind, but what makes lambdas names the class that declares the method; that is the owner
            // if it is a class and has the method from an interface.
            throw new Unlinked(
                    Unlinked.BOOTSTRAP, found.declarer(), BreakText.declared(found, reference) + ", and is not public");
        }
        LoaderConstraints.require(view, found.declarer(), Type.getType(reference.descriptor()));
    }

    private static Member field(Reference reference, ClassInfo owner) throws Unlinked, Uncertain {
        Member found = Members.field(owner, ClassShape.key(reference.name(), reference.descriptor()));
        if (found == null) {
            throw new Unlinked(Unlinked.NO_FIELD, owner, BreakText.instead(owner, reference));
        }
        return found;
    }

    private static Member method(Reference reference, ClassInfo owner, ClassInfo caller) throws Unlinked, Uncertain {
        boolean ofInterface = reference.has(Reference.OF_INTERFACE);
        if (owner.shape().isInterface() != ofInterface) {
            throw new Unlinked(
                    Unlinked.CHANGE,
                    owner,
                    BreakText.kind(owner) + (ofInterface ? " is no interface" : " is an interface"));
        }
        Member found = ofInterface
                ? Members.interfaceMethod(owner, reference.name(), reference.descriptor())
                : Members.method(owner, reference.name(), reference.descriptor());
        if (found == null) {
            throw new Unlinked(Unlinked.NO_METHOD, owner, BreakText.instead(owner, reference));
        }
        if (reference.name().equals("<init>") && found.declarer() != owner) {
            // The JVM does look at the superclass first, and at what that lets others use.
            boolean permitted = Access.isPermitted(found, owner, caller);
            throw new Unlinked(
                    permitted ? Unlinked.NO_METHOD : Unlinked.ACCESS, owner, BreakText.instead(owner, reference));
        }
        return found;
    }

    /**
     * A call by {@code super} begins anew at the superclass, and needs a method with code (JVMS 6.5, invokespecial).
     */
    private void superCall(Reference reference, ClassInfo owner, ClassInfo caller) throws Unlinked, Uncertain {
        long key = ClassShape.key(reference.name(), reference.descriptor());
        @Nullable ClassInfo start = owner;
        if (!owner.shape().isInterface() && !Hierarchy.same(owner, caller) && Hierarchy.isSubclass(caller, owner)) {
            start = Hierarchy.superclass(caller);
        }
        Member selected = start == null
                ? null
                : start.shape().isInterface()
                        ? Members.interfaceMethod(start, reference.name(), reference.descriptor())
                        : Members.ofClasses(start, key);
        if (selected == null && start != null) {
            selected = Members.ofInterfaces(start, key);
        }
        if (selected == null || selected.has(Opcodes.ACC_ABSTRACT)) {
            ClassInfo where = selected == null ? owner : selected.declarer();
            throw new Unlinked(Unlinked.ABSTRACT, where, BreakText.instead(owner, reference));
        }
        if (selected.has(Opcodes.ACC_STATIC)) {
            throw new Unlinked(Unlinked.CHANGE, selected.declarer(), BreakText.declared(selected, reference));
        }
    }
}
