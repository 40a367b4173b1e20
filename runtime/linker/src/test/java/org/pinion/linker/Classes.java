// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import java.util.function.Consumer;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Writes class files that javac would not write. */
final class Classes {

    static final int PUBLIC_STATIC = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC;

    private Classes() {}

    /** A public class with the given members. */
    static byte[] file(String internalName, Consumer<ClassWriter> members) {
        ClassWriter type = new ClassWriter(0);
        type.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, internalName, null, "java/lang/Object", null);
        members.accept(type);
        type.visitEnd();
        return type.toByteArray();
    }

    /** The package-info of a main package. */
    static byte[] mainPackage(String internalName) {
        return file(
                internalName + "/package-info",
                type -> type.visitAnnotation("Lorg/pinion/PluginMain;", false).visitEnd());
    }

    /** Adds a method without parameters that does nothing. */
    static void method(ClassWriter type, int access, String name) {
        method(type, access, name, "()V");
    }

    /** Adds a void method that does nothing. */
    static void method(ClassWriter type, int access, String name, String descriptor) {
        MethodVisitor method = type.visitMethod(access, name, descriptor, null, null);
        method.visitCode();
        method.visitInsn(Opcodes.RETURN);
        method.visitMaxs(0, 10);
        method.visitEnd();
    }
}
