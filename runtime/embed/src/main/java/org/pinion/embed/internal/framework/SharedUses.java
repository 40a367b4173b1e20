// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.framework;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Which packages the signatures of a package's public classes name (R6). */
final class SharedUses extends ClassVisitor {

    private static final int VISIBLE = Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED;

    private final Set<String> packages = new TreeSet<>();
    private boolean visible;

    private SharedUses() {
        super(Opcodes.ASM9);
    }

    /**
     * Reads the class files of a package.
     *
     * @param classes the names of its classes
     * @return the packages, without those of {@code java.*}
     */
    static Set<String> of(ClassLoader loader, List<String> classes) {
        SharedUses uses = new SharedUses();
        for (String name : classes) {
            try (InputStream file = loader.getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (file != null) {
                    new ClassReader(file)
                            .accept(uses, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
                }
            } catch (IOException | RuntimeException e) {
                // ASM has no exception of its own for damaged files. Whoever loads the class is told.
                uses.visible = false;
            }
        }
        return uses.packages;
    }

    private void add(Type type) {
        switch (type.getSort()) {
            case Type.ARRAY -> add(type.getElementType());
            case Type.OBJECT -> {
                String name = type.getClassName();
                if (!name.startsWith("java.") && name.indexOf('.') > 0) {
                    packages.add(name.substring(0, name.lastIndexOf('.')));
                }
            }
            case Type.METHOD -> {
                add(type.getReturnType());
                for (Type parameter : type.getArgumentTypes()) {
                    add(parameter);
                }
            }
            default -> {
                // A primitive type is in no package.
            }
        }
    }

    @Override
    public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
        visible = (access & Opcodes.ACC_PUBLIC) != 0;
        if (visible && superName != null) {
            add(Type.getObjectType(superName));
        }
        for (String each : visible ? interfaces : new String[0]) {
            add(Type.getObjectType(each));
        }
    }

    @Override
    public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
        return member(access, descriptor);
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] exceptions) {
        member(access, descriptor);
        return null;
    }

    private FieldVisitor member(int access, String descriptor) {
        if (visible && (access & VISIBLE) != 0) {
            add(Type.getType(descriptor));
        }
        return null;
    }
}
