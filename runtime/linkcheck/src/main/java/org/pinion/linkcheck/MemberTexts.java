// SPDX-License-Identifier: Apache-2.0
package org.pinion.linkcheck;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Reads the names of members again, which nobody keeps: only messages need them. */
final class MemberTexts {

    /** A member of a class file. */
    record Declared(int access, String name, String descriptor) {
        long key() {
            return ClassShape.key(name, descriptor);
        }

        boolean isMethod() {
            return descriptor.startsWith("(");
        }
    }

    private MemberTexts() {}

    /** Lists the members of a class that the compiler has not made up. */
    static List<Declared> of(ClassInfo type) {
        byte @Nullable [] bytes = type.space().read(type.name());
        List<Declared> members = new ArrayList<>();
        if (bytes == null) {
            return members;
        }
        ClassVisitor reader = new ClassVisitor(Opcodes.ASM9) {
            @Override
            public @Nullable FieldVisitor visitField(
                    int access, String name, String descriptor, String signature, Object value) {
                add(access, name, descriptor);
                return null;
            }

            @Override
            public @Nullable MethodVisitor visitMethod(
                    int access, String name, String descriptor, String signature, String[] exceptions) {
                add(access, name, descriptor);
                return null;
            }

            private void add(int access, String name, String descriptor) {
                if ((access & Opcodes.ACC_SYNTHETIC) == 0) {
                    members.add(new Declared(access, name, descriptor));
                }
            }
        };
        new ClassReader(bytes).accept(reader, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return members;
    }

    /** Names fields by their keys. */
    static List<String> fieldNames(ClassInfo type, Collection<Long> keys) {
        return of(type).stream()
                .filter(member -> !member.isMethod() && keys.contains(member.key()))
                .map(Declared::name)
                .toList();
    }

    /** Writes a method as its class declares it; what the bundle itself declares has no class file here. */
    static String method(ClassInfo type, long key) {
        return of(type).stream()
                .filter(member -> member.isMethod() && member.key() == key)
                .map(member -> JavaNames.declaration(type.name(), member.access, member.name, member.descriptor))
                .findFirst()
                .orElse("a method");
    }
}
