// SPDX-License-Identifier: Apache-2.0
package org.pinion.linkcheck;

import org.objectweb.asm.Type;
import org.pinion.linkcheck.Unlinked.Uncertain;

/** What two class loaders must agree on (JVMS 5.3.4): the classes in the signature of a member that both use. */
final class LoaderConstraints {

    private LoaderConstraints() {}

    /**
     * Looks at the types of a member.
     *
     * @param user the classes as its user sees them
     * @throws Unlinked if a type is another class there than where the member is declared
     */
    static void require(ClassSpace user, ClassInfo declarer, Type descriptor) throws Unlinked, Uncertain {
        if (Hierarchy.definer(user).equals(Hierarchy.definer(declarer.space()))) {
            return;
        }
        if (descriptor.getSort() != Type.METHOD) {
            requireSame(user, declarer, descriptor);
            return;
        }
        requireSame(user, declarer, descriptor.getReturnType());
        for (Type parameter : descriptor.getArgumentTypes()) {
            requireSame(user, declarer, parameter);
        }
    }

    private static void requireSame(ClassSpace user, ClassInfo declarer, Type type) throws Unlinked {
        Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
        if (element.getSort() != Type.OBJECT || element.getInternalName().startsWith("java/")) {
            return;
        }
        ClassInfo used = user.find(element.getInternalName());
        if (used == null || Hierarchy.sameDefiner(used, declarer)) {
            return;
        }
        ClassInfo declared = declarer.space().find(element.getInternalName());
        if (declared != null && !Hierarchy.same(used, declared)) {
            throw new Unlinked(
                    Unlinked.LINKAGE,
                    declarer,
                    "its " + JavaNames.type(element) + " is that of "
                            + declared.space().origin() + ", not that of "
                            + used.space().origin(),
                    element.getInternalName());
        }
    }
}
