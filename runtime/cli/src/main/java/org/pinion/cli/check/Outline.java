// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * What a class file declares.
 *
 * @param access the flags of the type
 * @param supertypes the superclass, if there is one, and the interfaces
 * @param members fields and methods with their flags
 */
record Outline(int access, List<String> supertypes, Map<Member, Integer> members) {

    /** A constant that the compiler copies to where it is used; in a place that class files do not use. */
    static final int CONSTANT = 1 << 30;

    /**
     * Reads a class file.
     *
     * @throws RuntimeException if ASM cannot read it
     */
    static Outline read(byte[] classFile) {
        Reader reader = new Reader();
        new ClassReader(classFile)
                .accept(reader, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return new Outline(reader.access, reader.supertypes, reader.members);
    }

    boolean has(int flag) {
        return (access & flag) != 0;
    }

    private static final class Reader extends ClassVisitor {

        private final List<String> supertypes = new ArrayList<>();
        private final Map<Member, Integer> members = new LinkedHashMap<>();
        private String owner = "";
        private int access;

        Reader() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visit(
                int version, int access, String name, String signature, String superName, String[] interfaces) {
            this.access = access;
            owner = name;
            if (superName != null) {
                supertypes.add(superName);
            }
            supertypes.addAll(List.of(interfaces));
        }

        @Override
        public @Nullable FieldVisitor visitField(
                int access, String name, String descriptor, String signature, Object value) {
            members.put(new Member(owner, name, descriptor), access | (value == null ? 0 : CONSTANT));
            return null;
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            members.put(new Member(owner, name, descriptor), access);
            return null;
        }
    }
}
