// SPDX-License-Identifier: Apache-2.0
package org.pinion.linkcheck;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * What linking asks of a class: its supertypes, and the flags of its members. Kept small, as a runtime keeps one for
 * each class that somebody refers to: a member is ten bytes, known by a hash of its name and descriptor.
 *
 * <p>Immutable.
 */
final class ClassShape {

    /** The flag of a class that {@code permits} limits, in a place that class files do not use. */
    private static final int SEALED = 1 << 30;

    private static final long PRIME = 0x9E3779B97F4A7C15L;

    private final String name;
    private final int access;
    private final @Nullable String superName;
    private final String[] interfaces;
    private final String[] permitted;
    private final Members methods;
    private final Members fields;

    /** Keys in order, each with its flags. */
    private record Members(long[] keys, char[] flags) {

        static Members of(SortedMap<Long, Character> members) {
            long[] keys = new long[members.size()];
            char[] flags = new char[keys.length];
            int at = 0;
            for (var member : members.entrySet()) {
                keys[at] = member.getKey();
                flags[at++] = member.getValue();
            }
            return new Members(keys, flags);
        }

        int flags(long key) {
            int at = Arrays.binarySearch(keys, key);
            return at < 0 ? -1 : flags[at];
        }
    }

    private ClassShape(Builder built) {
        name = built.name;
        access = built.access;
        superName = built.superName;
        interfaces = built.interfaces;
        permitted = built.permitted.toArray(String[]::new);
        methods = Members.of(built.methods);
        fields = Members.of(built.fields);
    }

    /** Puts a shape together. */
    static final class Builder {
        private final String name;
        private int access;
        private final @Nullable String superName;
        private final String[] interfaces;
        private final List<String> permitted = new ArrayList<>();
        private final SortedMap<Long, Character> methods = new TreeMap<>();
        private final SortedMap<Long, Character> fields = new TreeMap<>();

        Builder(int access, String name, @Nullable String superName, List<String> interfaces) {
            this.access = access & 0xffff;
            this.name = name;
            this.superName = superName;
            this.interfaces = interfaces.toArray(String[]::new);
        }

        void permit(String subclass) {
            access |= SEALED;
            permitted.add(subclass);
        }

        void method(long key, int flags) {
            methods.put(key, (char) flags);
        }

        void field(long key, int flags) {
            fields.put(key, (char) flags);
        }

        ClassShape build() {
            return new ClassShape(this);
        }
    }

    /**
     * Reads a class file.
     *
     * @throws RuntimeException if ASM cannot read it
     */
    static ClassShape read(byte[] classFile) {
        Reader reader = new Reader();
        new ClassReader(classFile)
                .accept(reader, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return reader.shape();
    }

    private static final class Reader extends ClassVisitor {

        private @Nullable Builder builder;

        Reader() {
            super(Opcodes.ASM9);
        }

        private Builder builder() {
            if (builder == null) {
                throw new IllegalArgumentException("no class");
            }
            return builder;
        }

        ClassShape shape() {
            return builder().build();
        }

        @Override
        public void visit(
                int version, int access, String name, String signature, String superName, String[] interfaces) {
            builder = new Builder(access, name, superName, List.of(interfaces));
        }

        @Override
        public void visitPermittedSubclass(String permittedSubclass) {
            builder().permit(permittedSubclass);
        }

        @Override
        public @Nullable FieldVisitor visitField(
                int access, String name, String descriptor, String signature, Object value) {
            builder().field(key(name, descriptor), access);
            return null;
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            builder().method(key(name, descriptor), access);
            return null;
        }
    }

    /** Gives the key of a member: a hash that two members of a class do not share in practice. */
    static long key(String name, String descriptor) {
        return hash(hash(PRIME, name) * PRIME + '(', descriptor);
    }

    private static long hash(long start, String text) {
        long hash = start;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
            hash ^= hash >>> 29;
        }
        return hash;
    }

    /** Gives the internal name. */
    String name() {
        return name;
    }

    boolean has(int flag) {
        return (access & flag) != 0;
    }

    boolean isInterface() {
        return has(Opcodes.ACC_INTERFACE);
    }

    /** Gives the flags of the class file itself, where a protected nested class is public and a private one is not. */
    int access() {
        return access & 0xffff;
    }

    /** Gives the internal name of the superclass; {@code null} for {@code Object}. */
    @Nullable
    String superName() {
        return superName;
    }

    List<String> interfaces() {
        return List.of(interfaces);
    }

    boolean isSealed() {
        return has(SEALED);
    }

    /** Gives the internal names of those that may extend a sealed class. */
    List<String> permitted() {
        return List.of(permitted);
    }

    /** Gives the flags of a method of the class itself, or -1. */
    int method(long key) {
        return methods.flags(key);
    }

    /** Gives the flags of a field of the class itself, or -1. */
    int field(long key) {
        return fields.flags(key);
    }

    /** Shows the keys and flags of all methods. */
    void forEachMethod(MemberVisitor visitor) {
        for (int i = 0; i < methods.keys.length; i++) {
            visitor.visit(methods.keys[i], methods.flags[i]);
        }
    }

    /** Shows the keys and flags of all fields. */
    void forEachField(MemberVisitor visitor) {
        for (int i = 0; i < fields.keys.length; i++) {
            visitor.visit(fields.keys[i], fields.flags[i]);
        }
    }

    /** Is shown a member. */
    interface MemberVisitor {
        void visit(long key, int flags);
    }
}
