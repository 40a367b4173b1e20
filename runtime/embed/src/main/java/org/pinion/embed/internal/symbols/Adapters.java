// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.symbols;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Makes objects that implement an interface by calling method handles.
 *
 * <p>The class of such an object is hidden and keeps the handles in static final fields, which the JIT compiler treats
 * as constants; it takes them from its class data when it is initialised. So all adapters of one interface have the
 * same class file, which is made once. A hidden class must be defined by a lookup with full access to the package it
 * lives in, so each interface gets an <em>anchor</em>: a class of ours that gives away its own lookup. The anchor of a
 * public interface is in a class loader below that of the interface; that of another interface must be in its package.
 */
public final class Adapters {

    /**
     * What a method of an adapter calls.
     *
     * @param handle the symbol, fitted to the method
     * @param explainer is told of what the target throws before that is thrown on
     */
    record Target(MethodHandle handle, Consumer<Throwable> explainer) {}

    /** What decides about the class file of an adapter: the interface, and whether calls lend a class loader. */
    private record Shape(Class<?> api, boolean lends) {}

    /** What the adapters of one shape have in common. */
    private record Kit(MethodHandles.Lookup anchor, byte[] classFile) {}

    private static final String OBJECT = "java/lang/Object";
    private static final String HANDLE = "java/lang/invoke/MethodHandle";
    private static final String HANDLES = "java/lang/invoke/MethodHandles";
    private static final String LOOKUP = "()Ljava/lang/invoke/MethodHandles$Lookup;";
    private static final String CLASS_DATA =
            "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;)Ljava/lang/Object;";
    private static final String CONSUMER = "java/util/function/Consumer";

    private static final String THROWABLE = "java/lang/Throwable";
    private static final String THREAD = "java/lang/Thread";
    private static final String LOADER = "java/lang/ClassLoader";

    private static final AtomicLong ANCHORS = new AtomicLong();

    /**
     * Lives as long as the runtime, and not longer: a ClassValue would keep the runtime alive with the JDK's classes.
     */
    private final ConcurrentHashMap<Shape, Kit> kits = new ConcurrentHashMap<>();

    private final ConcurrentHashMap<Class<?>, List<ApiMethod>> methods = new ConcurrentHashMap<>();

    /** Creates an empty cache. */
    public Adapters() {}

    /** Lists the abstract methods of an interface. */
    List<ApiMethod> methods(Class<?> api) {
        List<ApiMethod> known = methods.get(api);
        if (known == null) {
            // Not under the lock of the map: reflection may load classes.
            known = ApiMethod.of(api);
            methods.putIfAbsent(api, known);
        }
        return known;
    }

    /**
     * Makes an object.
     *
     * @param api the interface
     * @param targets what its {@link #methods} call, in their order
     * @param lent the context class loader of the thread during each call; {@code null} to leave the thread alone
     * @param source what the object's {@code toString} shows
     * @throws IllegalAccessException if no class can be defined next to the interface
     */
    <T> T implement(Class<T> api, List<Target> targets, ClassLoader lent, Object source) throws IllegalAccessException {
        Shape shape = new Shape(api, lent != null);
        Kit kit = kits.get(shape);
        if (kit == null) {
            kit = kit(shape);
            kits.putIfAbsent(shape, kit);
        }
        List<Object> data = new ArrayList<>();
        if (lent != null) {
            data.add(lent);
        }
        List<ApiMethod> all = methods(api);
        for (int i = 0; i < all.size(); i++) {
            for (MethodType descriptor : all.get(i).descriptors()) {
                data.add(targets.get(i).handle().asType(descriptor));
                data.add(targets.get(i).explainer());
            }
        }
        data.add(source);
        data.add(null);
        Object[] handed = data.toArray();
        kit.anchor().defineHiddenClassWithClassData(kit.classFile(), handed, true);
        return api.cast(handed[handed.length - 1]);
    }

    private Kit kit(Shape shape) {
        Class<?> api = shape.api();
        List<ApiMethod> all = methods(api);
        Set<Class<?>> types = new HashSet<>();
        all.forEach(method -> types.addAll(method.erasures()));
        MethodHandles.Lookup anchor = isAccessible(api, types) ? anchorBelow(api) : anchorBeside(api);
        String packageName = anchor.lookupClass().getPackageName();
        String name = (packageName.isEmpty() ? "" : packageName.replace('.', '/') + "/") + "Adapter";
        return new Kit(anchor, classFile(name, shape, all));
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
        MethodVisitor method =
                writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "lookup", LOOKUP, null, null);
        method.visitCode();
        method.visitMethodInsn(Opcodes.INVOKESTATIC, HANDLES, "lookup", LOOKUP, false);
        method.visitInsn(Opcodes.ARETURN);
        method.visitMaxs(0, 0);
        method.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static byte[] classFile(String name, Shape shape, List<ApiMethod> methods) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(
                Opcodes.V17,
                Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
                name,
                null,
                OBJECT,
                new String[] {Type.getInternalName(shape.api())});
        MethodVisitor constructor = writer.visitMethod(Opcodes.ACC_PRIVATE, "<init>", "()V", null, null);
        constructor.visitCode();
        constructor.visitVarInsn(Opcodes.ALOAD, 0);
        constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, OBJECT, "<init>", "()V", false);
        constructor.visitInsn(Opcodes.RETURN);
        constructor.visitMaxs(0, 0);
        constructor.visitEnd();
        MethodVisitor initializer = writer.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
        initializer.visitCode();
        initializer.visitMethodInsn(Opcodes.INVOKESTATIC, HANDLES, "lookup", LOOKUP, false);
        initializer.visitLdcInsn("_");
        initializer.visitLdcInsn(Type.getType(Object[].class));
        initializer.visitMethodInsn(Opcodes.INVOKESTATIC, HANDLES, "classData", CLASS_DATA, false);
        initializer.visitTypeInsn(Opcodes.CHECKCAST, "[L" + OBJECT + ";");
        initializer.visitVarInsn(Opcodes.ASTORE, 0);
        int data = 0;
        String lent = shape.lends() ? keep(writer, initializer, name, LOADER, data++) : null;
        for (ApiMethod method : methods) {
            for (MethodType descriptor : method.descriptors()) {
                String target = keep(writer, initializer, name, HANDLE, data++);
                String explainer = keep(writer, initializer, name, CONSUMER, data++);
                String text = descriptor.toMethodDescriptorString();
                MethodVisitor written = writer.visitMethod(Opcodes.ACC_PUBLIC, method.name(), text, null, null);
                if (lent == null) {
                    writeMethod(written, text, name, target, explainer);
                } else {
                    writeLendingMethod(written, text, name, target, explainer, lent);
                }
            }
        }
        writeToString(writer, name, keep(writer, initializer, name, OBJECT, data++));
        initializer.visitVarInsn(Opcodes.ALOAD, 0);
        initializer.visitLdcInsn(data);
        initializer.visitTypeInsn(Opcodes.NEW, name);
        initializer.visitInsn(Opcodes.DUP);
        initializer.visitMethodInsn(Opcodes.INVOKESPECIAL, name, "<init>", "()V", false);
        initializer.visitInsn(Opcodes.AASTORE);
        initializer.visitInsn(Opcodes.RETURN);
        initializer.visitMaxs(0, 0);
        initializer.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }

    /** Writes a static final field that takes an element of the class data, and gives its name. */
    private static String keep(ClassWriter writer, MethodVisitor initializer, String owner, String type, int index) {
        String field = "data" + index;
        int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL;
        writer.visitField(access, field, "L" + type + ";", null, null).visitEnd();
        initializer.visitVarInsn(Opcodes.ALOAD, 0);
        initializer.visitLdcInsn(index);
        initializer.visitInsn(Opcodes.AALOAD);
        initializer.visitTypeInsn(Opcodes.CHECKCAST, type);
        initializer.visitFieldInsn(Opcodes.PUTSTATIC, owner, field, "L" + type + ";");
        return field;
    }

    private static void writeToString(ClassWriter writer, String owner, String source) {
        MethodVisitor method = writer.visitMethod(Opcodes.ACC_PUBLIC, "toString", "()Ljava/lang/String;", null, null);
        method.visitCode();
        method.visitFieldInsn(Opcodes.GETSTATIC, owner, source, "L" + OBJECT + ";");
        method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, OBJECT, "toString", "()Ljava/lang/String;", false);
        method.visitInsn(Opcodes.ARETURN);
        method.visitMaxs(0, 0);
        method.visitEnd();
    }

    /** Writes a plain call of a constant; what it costs to explain an error is in a handler, out of the way. */
    private static void writeMethod(
            MethodVisitor method, String descriptor, String owner, String target, String explainer) {
        Label start = new Label();
        Label end = new Label();
        method.visitCode();
        method.visitLabel(start);
        writeCall(method, descriptor, owner, target);
        method.visitInsn(Type.getReturnType(descriptor).getOpcode(Opcodes.IRETURN));
        method.visitLabel(end);
        method.visitTryCatchBlock(start, end, end, null);
        method.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {THROWABLE});
        writeExplanation(method, owner, explainer);
        method.visitInsn(Opcodes.ATHROW);
        method.visitMaxs(0, 0);
        method.visitEnd();
    }

    /**
     * Writes the same call, with the class loader lent to the thread from before it until after it, whatever comes of
     * it.
     */
    private static void writeLendingMethod(
            MethodVisitor method, String descriptor, String owner, String target, String explainer, String lent) {
        int before = Type.getArgumentsAndReturnSizes(descriptor) >> 2;
        Label start = new Label();
        Label end = new Label();
        Label failed = new Label();
        method.visitCode();
        method.visitMethodInsn(Opcodes.INVOKESTATIC, THREAD, "currentThread", "()L" + THREAD + ";", false);
        method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, THREAD, "getContextClassLoader", "()L" + LOADER + ";", false);
        method.visitVarInsn(Opcodes.ASTORE, before);
        method.visitFieldInsn(Opcodes.GETSTATIC, owner, lent, "L" + LOADER + ";");
        writeSetLoader(method);
        method.visitLabel(start);
        writeCall(method, descriptor, owner, target);
        method.visitLabel(end);
        method.visitVarInsn(Opcodes.ALOAD, before);
        writeSetLoader(method);
        method.visitInsn(Type.getReturnType(descriptor).getOpcode(Opcodes.IRETURN));
        Object[] locals = locals(descriptor, owner);
        method.visitTryCatchBlock(start, end, failed, null);
        method.visitLabel(failed);
        method.visitFrame(Opcodes.F_FULL, locals.length, locals, 1, new Object[] {THROWABLE});
        method.visitVarInsn(Opcodes.ALOAD, before);
        writeSetLoader(method);
        writeExplanation(method, owner, explainer);
        method.visitInsn(Opcodes.ATHROW);
        method.visitMaxs(0, 0);
        method.visitEnd();
    }

    /**
     * Gives what the verifier wants to know of the local variables: the object, the arguments, and the loader before.
     */
    private static Object[] locals(String descriptor, String owner) {
        List<Object> locals = new ArrayList<>();
        locals.add(owner);
        for (Type argument : Type.getArgumentTypes(descriptor)) {
            locals.add(
                    switch (argument.getSort()) {
                        case Type.LONG -> Opcodes.LONG;
                        case Type.DOUBLE -> Opcodes.DOUBLE;
                        case Type.FLOAT -> Opcodes.FLOAT;
                        case Type.ARRAY, Type.OBJECT -> argument.getInternalName();
                        default -> Opcodes.INTEGER;
                    });
        }
        locals.add(LOADER);
        return locals.toArray();
    }

    private static void writeCall(MethodVisitor method, String descriptor, String owner, String target) {
        method.visitFieldInsn(Opcodes.GETSTATIC, owner, target, "L" + HANDLE + ";");
        int slot = 1;
        for (Type argument : Type.getArgumentTypes(descriptor)) {
            method.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), slot);
            slot += argument.getSize();
        }
        method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, HANDLE, "invokeExact", descriptor, false);
    }

    /** Gives the thread the loader that is on the stack. */
    private static void writeSetLoader(MethodVisitor method) {
        method.visitMethodInsn(Opcodes.INVOKESTATIC, THREAD, "currentThread", "()L" + THREAD + ";", false);
        method.visitInsn(Opcodes.SWAP);
        method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, THREAD, "setContextClassLoader", "(L" + LOADER + ";)V", false);
    }

    private static void writeExplanation(MethodVisitor method, String owner, String explainer) {
        method.visitInsn(Opcodes.DUP);
        method.visitFieldInsn(Opcodes.GETSTATIC, owner, explainer, "L" + CONSUMER + ";");
        method.visitInsn(Opcodes.SWAP);
        method.visitMethodInsn(Opcodes.INVOKEINTERFACE, CONSUMER, "accept", "(Ljava/lang/Object;)V", true);
    }
}
