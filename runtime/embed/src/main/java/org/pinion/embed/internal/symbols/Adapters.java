// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.symbols;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Makes objects that implement an interface by calling method handles.
 *
 * <p>The class of such an object is hidden and holds the handles as class data, which the JIT compiler treats as
 * constants. A hidden class must be defined by a lookup with full access to the package it lives in, so each interface
 * gets an <em>anchor</em>: a class of ours that gives away its own lookup. The anchor of a public interface is in a
 * class loader below that of the interface; that of another interface must be in its package.
 */
public final class Adapters {

    /**
     * A method to implement.
     *
     * @param name its name
     * @param target what it calls; its type is the descriptor of the method
     * @param explainer is told of each {@link NoClassDefFoundError} of the target before that is thrown on; {@code null}
     *     if the target throws none
     */
    record Implementation(String name, MethodHandle target, Consumer<NoClassDefFoundError> explainer) {}

    private static final String OBJECT = "java/lang/Object";
    private static final String HANDLE = "java/lang/invoke/MethodHandle";
    private static final String HANDLES = "java/lang/invoke/MethodHandles";
    private static final String CONSUMER = "java/util/function/Consumer";
    private static final Handle CLASS_DATA_AT = new Handle(
            Opcodes.H_INVOKESTATIC,
            HANDLES,
            "classDataAt",
            "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;I)Ljava/lang/Object;",
            false);

    private static final AtomicLong ANCHORS = new AtomicLong();

    /** Lives as long as the runtime, and not longer: a ClassValue would keep the runtime alive with the JDK's classes. */
    private final ConcurrentHashMap<Class<?>, MethodHandles.Lookup> anchors = new ConcurrentHashMap<>();

    /** Creates an empty cache of anchors. */
    public Adapters() {}

    /**
     * Make an object.
     *
     * @param api the interface
     * @param types the types in the descriptors of its methods
     * @param implementations all its abstract methods
     * @param text what the object's {@code toString} returns
     * @throws IllegalAccessException if no class can be defined next to the interface
     */
    <T> T implement(Class<T> api, Iterable<Class<?>> types, List<Implementation> implementations, String text)
            throws IllegalAccessException {
        MethodHandles.Lookup anchor = anchors.get(api);
        if (anchor == null) {
            anchor = anchors.computeIfAbsent(
                    api, key -> isAccessible(api, types) ? anchorBelow(api) : anchorBeside(api));
        }
        byte[] bytes = classFile(anchor.lookupClass().getPackageName(), api, implementations, text);
        List<Object> constants = new ArrayList<>();
        implementations.forEach(each -> constants.add(each.target()));
        implementations.forEach(each -> constants.add(each.explainer()));
        MethodHandles.Lookup hidden = anchor.defineHiddenClassWithClassData(bytes, constants, true);
        try {
            return api.cast(hidden.findConstructor(hidden.lookupClass(), MethodType.methodType(void.class))
                    .invoke());
        } catch (IllegalAccessException e) {
            throw e;
        } catch (Throwable e) {
            throw new LinkageError("an adapter of " + api.getName() + " cannot be created", e);
        }
    }

    private static boolean isAccessible(Class<?> api, Iterable<Class<?>> types) {
        for (Class<?> type : types) {
            Class<?> element = type;
            while (element.isArray()) {
                element = element.componentType();
            }
            if (!Modifier.isPublic(element.getModifiers())) {
                return false;
            }
        }
        return Modifier.isPublic(api.getModifiers());
    }

    private static MethodHandles.Lookup anchorBelow(Class<?> api) {
        String name = "org.pinion.adapter.Anchor";
        return new AnchorLoader(api.getClassLoader()).define(name, anchorClassFile(name));
    }

    private static MethodHandles.Lookup anchorBeside(Class<?> api) {
        // The number tells our anchors apart, the hash those of another copy of Pinion in the JVM.
        String name = api.getPackageName() + (api.getPackageName().isEmpty() ? "" : ".") + "PinionAnchor"
                + ANCHORS.incrementAndGet() + "$" + System.identityHashCode(Adapters.class);
        try {
            return lookupOf(
                    MethodHandles.privateLookupIn(api, MethodHandles.lookup()).defineClass(anchorClassFile(name)));
        } catch (IllegalAccessException e) {
            throw new InaccessibleInterfaceException(e);
        }
    }

    private static MethodHandles.Lookup lookupOf(Class<?> anchor) {
        try {
            return (MethodHandles.Lookup) anchor.getMethod("lookup").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("an anchor class gives no lookup", e);
        }
    }

    /** Says that an interface is neither public nor in a package that we can define classes in. */
    static final class InaccessibleInterfaceException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        InaccessibleInterfaceException(IllegalAccessException cause) {
            super(cause);
        }
    }

    private static final class AnchorLoader extends ClassLoader {
        AnchorLoader(ClassLoader parent) {
            super(parent);
        }

        MethodHandles.Lookup define(String name, byte[] bytes) {
            return lookupOf(defineClass(name, bytes, 0, bytes.length));
        }
    }

    private static byte[] anchorClassFile(String name) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(
                Opcodes.V17,
                Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SYNTHETIC,
                name.replace('.', '/'),
                null,
                OBJECT,
                null);
        String descriptor = "()Ljava/lang/invoke/MethodHandles$Lookup;";
        MethodVisitor method =
                writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "lookup", descriptor, null, null);
        method.visitCode();
        method.visitMethodInsn(Opcodes.INVOKESTATIC, HANDLES, "lookup", descriptor, false);
        method.visitInsn(Opcodes.ARETURN);
        method.visitMaxs(0, 0);
        method.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static byte[] classFile(
            String packageName, Class<?> api, List<Implementation> implementations, String text) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(
                Opcodes.V17,
                Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
                (packageName.isEmpty() ? "" : packageName.replace('.', '/') + "/") + "Adapter",
                null,
                OBJECT,
                new String[] {Type.getInternalName(api)});
        MethodVisitor constructor = writer.visitMethod(0, "<init>", "()V", null, null);
        constructor.visitCode();
        constructor.visitVarInsn(Opcodes.ALOAD, 0);
        constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, OBJECT, "<init>", "()V", false);
        for (int i = 0; i < implementations.size(); i++) {
            if (implementations.get(i).explainer() != null) {
                // Java 17 does not optimise a method with a constant that is not resolved yet, even in a handler.
                constructor.visitLdcInsn(constant(CONSUMER, implementations.size() + i));
                constructor.visitInsn(Opcodes.POP);
            }
        }
        constructor.visitInsn(Opcodes.RETURN);
        constructor.visitMaxs(0, 0);
        constructor.visitEnd();
        MethodVisitor toString = writer.visitMethod(Opcodes.ACC_PUBLIC, "toString", "()Ljava/lang/String;", null, null);
        toString.visitCode();
        toString.visitLdcInsn(text);
        toString.visitInsn(Opcodes.ARETURN);
        toString.visitMaxs(0, 0);
        toString.visitEnd();
        for (int i = 0; i < implementations.size(); i++) {
            writeMethod(writer, implementations.get(i), i, implementations.size() + i);
        }
        writer.visitEnd();
        return writer.toByteArray();
    }

    /** Writes a plain call of a constant; what it costs to explain an error is in a handler, out of the way. */
    private static void writeMethod(ClassWriter writer, Implementation implementation, int target, int explainer) {
        String descriptor = implementation.target().type().toMethodDescriptorString();
        MethodVisitor method = writer.visitMethod(Opcodes.ACC_PUBLIC, implementation.name(), descriptor, null, null);
        Label start = new Label();
        Label end = new Label();
        method.visitCode();
        method.visitLabel(start);
        method.visitLdcInsn(constant(HANDLE, target));
        int slot = 1;
        for (Type argument : Type.getArgumentTypes(descriptor)) {
            method.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), slot);
            slot += argument.getSize();
        }
        method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, HANDLE, "invokeExact", descriptor, false);
        method.visitInsn(Type.getReturnType(descriptor).getOpcode(Opcodes.IRETURN));
        method.visitLabel(end);
        if (implementation.explainer() != null) {
            String error = Type.getInternalName(NoClassDefFoundError.class);
            method.visitTryCatchBlock(start, end, end, error);
            method.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {error});
            method.visitInsn(Opcodes.DUP);
            method.visitLdcInsn(constant(CONSUMER, explainer));
            method.visitInsn(Opcodes.SWAP);
            method.visitMethodInsn(Opcodes.INVOKEINTERFACE, CONSUMER, "accept", "(Ljava/lang/Object;)V", true);
            method.visitInsn(Opcodes.ATHROW);
        }
        method.visitMaxs(0, 0);
        method.visitEnd();
    }

    private static ConstantDynamic constant(String type, int index) {
        return new ConstantDynamic("_", "L" + type + ";", CLASS_DATA_AT, index);
    }
}
