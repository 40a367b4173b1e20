// SPDX-License-Identifier: Apache-2.0
package org.pinion.linkcheck;

import org.objectweb.asm.Opcodes;
import org.pinion.linkcheck.Members.Member;
import org.pinion.linkcheck.Unlinked.Uncertain;

/** Who may use which member (JVMS 5.4.4, 4.10.1.8). Nests do not matter, as they end with their package. */
final class Access {

    private Access() {}

    /** Tells whether a class may use a member by the name of a class. */
    static boolean isPermitted(Member member, ClassInfo owner, ClassInfo caller) throws Unlinked, Uncertain {
        if (member.has(Opcodes.ACC_PUBLIC)) {
            return true;
        }
        if (member.has(Opcodes.ACC_PRIVATE)) {
            return false;
        }
        if (Hierarchy.samePackage(member.declarer(), caller)) {
            return true;
        }
        return member.has(Opcodes.ACC_PROTECTED)
                && Hierarchy.isSubclass(caller, member.declarer())
                && (member.has(Opcodes.ACC_STATIC)
                        || Hierarchy.isSubclass(caller, owner)
                        || Hierarchy.isSubclass(owner, caller));
    }

    /**
     * The verifier lets a class use a protected member of a superclass in another package only on objects of its own;
     * so do method handles, the verifier of which is the JDK.
     *
     * @throws Unlinked if that is not so
     */
    static void requireOwnReceiver(Member member, ClassInfo owner, ClassInfo caller, Reference reference)
            throws Unlinked, Uncertain {
        boolean constructor = reference.name().equals("<init>");
        boolean foreign =
                constructor ? !reference.has(Reference.SUPER_CONSTRUCTOR) : reference.has(Reference.FOREIGN_RECEIVER);
        if (foreign
                && member.has(Opcodes.ACC_PROTECTED)
                && !member.has(Opcodes.ACC_STATIC)
                && !Hierarchy.samePackage(member.declarer(), caller)
                && Hierarchy.isSubclass(caller, owner)) {
            String error = !reference.has(Reference.HANDLE)
                    ? Unlinked.VERIFY
                    : constructor ? Unlinked.ACCESS : Unlinked.BOOTSTRAP;
            throw new Unlinked(error, member.declarer(), BreakText.declared(member, reference));
        }
    }
}
