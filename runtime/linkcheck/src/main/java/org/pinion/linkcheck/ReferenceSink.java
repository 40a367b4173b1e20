// SPDX-License-Identifier: Apache-2.0
package org.pinion.linkcheck;

import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.pinion.linkcheck.Reference.Kind;

/** Is told the references of one instruction, in the terms of class files. */
abstract class ReferenceSink {

    /** Takes a reference, which may be to a class of the bundle itself. */
    abstract void add(Kind kind, String owner, String name, String descriptor, int flags);

    /** A class is resolved; of an array, the class of its elements. */
    final void resolve(Type type) {
        switch (type.getSort()) {
            case Type.ARRAY -> resolve(type.getElementType());
            case Type.OBJECT -> add(Kind.CLASS, type.getInternalName(), "", "", 0);
            case Type.METHOD -> {
                resolve(type.getReturnType());
                for (Type parameter : type.getArgumentTypes()) {
                    resolve(parameter);
                }
            }
            default -> {
                // A primitive type is always there.
            }
        }
    }

    /** A member is used. Arrays have the methods of {@code Object}, and {@code clone}. */
    final void member(Kind kind, String owner, String name, String descriptor, int flags) {
        if (owner.startsWith("[")) {
            resolve(Type.getObjectType(owner));
        } else {
            add(kind, owner, name, descriptor, flags);
        }
    }

    /**
     * A method handle is made, which asks for all types of the member, too (JVMS 5.4.3.5).
     *
     * @param flags what else is known of the use of the member
     */
    final void handle(Handle handle, int flags) {
        resolve(Type.getType(handle.getDesc()));
        Kind kind = switch (handle.getTag()) {
            case Opcodes.H_GETFIELD -> Kind.GETFIELD;
            case Opcodes.H_GETSTATIC -> Kind.GETSTATIC;
            case Opcodes.H_PUTFIELD -> Kind.PUTFIELD;
            case Opcodes.H_PUTSTATIC -> Kind.PUTSTATIC;
            case Opcodes.H_INVOKEVIRTUAL -> Kind.INVOKEVIRTUAL;
            case Opcodes.H_INVOKESTATIC -> Kind.INVOKESTATIC;
            case Opcodes.H_INVOKEINTERFACE -> Kind.INVOKEINTERFACE;
            default -> Kind.INVOKESPECIAL;
        };
        member(
                kind,
                handle.getOwner(),
                handle.getName(),
                handle.getDesc(),
                flags | Reference.HANDLE | (handle.isInterface() ? Reference.OF_INTERFACE : 0));
        if (handle.getTag() == Opcodes.H_NEWINVOKESPECIAL) {
            add(Kind.NEW, handle.getOwner(), "", "", Reference.HANDLE);
        }
    }
}
