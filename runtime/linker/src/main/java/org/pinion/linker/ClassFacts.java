// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** What the linker wants to know of one class file. */
final class ClassFacts extends ClassVisitor {

    private static final String PLUGIN_MAIN = "Lorg/pinion/PluginMain;";
    private static final String SYMBOL_NAME = "Lorg/pinion/SymbolName;";

    private static final int MAGIC = 0xCAFEBABE;

    /** A method or a field. */
    static final class Member {
        final int access;
        final String name;
        final String descriptor;
        final List<String> exceptions;
        final boolean constant;
        final List<String> parameterNames = new ArrayList<>();
        String explicitName;
        int line;

        Member(int access, String name, String descriptor, List<String> exceptions, boolean constant) {
            this.access = access;
            this.name = name;
            this.descriptor = descriptor;
            this.exceptions = exceptions;
            this.constant = constant;
        }

        boolean has(int flag) {
            return (access & flag) != 0;
        }

        boolean isMethod() {
            return descriptor.startsWith("(");
        }
    }

    /** The binary name. */
    private String name;

    private int access;
    private boolean nested;
    private boolean pluginMain;
    private String sourceFile;
    private final List<Member> members = new ArrayList<>();
    private final Set<String> referredPackages = new TreeSet<>();

    private ClassFacts() {
        super(Opcodes.ASM9);
    }

    /**
     * Read a class file.
     *
     * @throws IllegalArgumentException if ASM does not know its version
     * @throws RuntimeException if the file is damaged
     */
    static ClassFacts read(byte[] bytes) {
        ClassReader reader = new ClassReader(bytes);
        if (reader.readInt(0) != MAGIC) {
            // ASM does not look at it.
            throw new IllegalArgumentException("it does not begin like a class file");
        }
        ClassFacts facts = new ClassFacts();
        reader.accept(facts, ClassReader.SKIP_FRAMES);
        facts.readConstantPool(reader);
        return facts;
    }

    String name() {
        return name;
    }

    String packageName() {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(0, dot);
    }

    String simpleName() {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    boolean isTopLevel() {
        return !nested && !simpleName().equals("package-info");
    }

    boolean isPublic() {
        return (access & Opcodes.ACC_PUBLIC) != 0;
    }

    boolean isSynthetic() {
        return (access & Opcodes.ACC_SYNTHETIC) != 0;
    }

    boolean isEnum() {
        return (access & Opcodes.ACC_ENUM) != 0;
    }

    boolean isPluginMain() {
        return pluginMain;
    }

    /** All fields and methods but constructors and class initialisers. */
    List<Member> members() {
        return members;
    }

    List<Member> staticMembers() {
        return members.stream().filter(member -> member.has(Opcodes.ACC_STATIC)).toList();
    }

    /** Instance members that carry {@code @SymbolName}, which can never take effect. */
    List<Member> instanceMembersWithName() {
        return members.stream()
                .filter(member -> !member.has(Opcodes.ACC_STATIC) && member.explicitName != null)
                .toList();
    }

    Set<String> referredPackages() {
        return referredPackages;
    }

    /** The path of the source file below a source folder, or {@code null} if the class file does not tell. */
    String sourcePath() {
        return sourceFile == null ? null : packageName().replace('.', '/') + "/" + sourceFile;
    }

    @Override
    public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
        this.name = name.replace('/', '.');
        this.access = access;
    }

    @Override
    public void visitSource(String source, String debug) {
        sourceFile = source;
    }

    @Override
    public void visitOuterClass(String owner, String method, String descriptor) {
        nested = true;
    }

    @Override
    public void visitInnerClass(String inner, String outer, String innerName, int access) {
        nested |= inner.replace('/', '.').equals(name);
    }

    @Override
    public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        pluginMain |= descriptor.equals(PLUGIN_MAIN) && simpleName().equals("package-info");
        return null;
    }

    @Override
    public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
        check(!descriptor.startsWith("("), name);
        refer(Type.getType(descriptor));
        Member field = new Member(access, name, descriptor, List.of(), value != null);
        members.add(field);
        return new FieldVisitor(Opcodes.ASM9) {
            @Override
            public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
                return symbolName(field, descriptor);
            }
        };
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] exceptions) {
        check(descriptor.startsWith("("), name);
        refer(Type.getMethodType(descriptor));
        List<String> thrown = new ArrayList<>();
        for (String exception : exceptions == null ? new String[0] : exceptions) {
            thrown.add(exception.replace('/', '.'));
        }
        Member method = new Member(access, name, descriptor, thrown, false);
        if (!name.startsWith("<")) {
            members.add(method);
        }
        return new MethodFacts(method);
    }

    private static void check(boolean fits, String member) {
        if (!fits) {
            throw new IllegalArgumentException("the descriptor of " + member + " is not that of such a member");
        }
    }

    private AnnotationVisitor symbolName(Member member, String annotation) {
        if (!annotation.equals(SYMBOL_NAME)) {
            return null;
        }
        return new AnnotationVisitor(Opcodes.ASM9) {
            @Override
            public void visit(String name, Object value) {
                member.explicitName = (String) value;
            }
        };
    }

    /** Finds the line, the names of the parameters and the explicit name of a method. */
    private final class MethodFacts extends MethodVisitor {
        private final Member method;
        private final Type[] parameters;
        private final String[] localNames;

        MethodFacts(Member method) {
            super(Opcodes.ASM9);
            this.method = method;
            this.parameters = Type.getArgumentTypes(method.descriptor);
            this.localNames = new String[Type.getArgumentsAndReturnSizes(method.descriptor) >> 2];
        }

        @Override
        public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
            return symbolName(method, descriptor);
        }

        @Override
        public void visitParameter(String name, int access) {
            if (name != null) {
                method.parameterNames.add(name);
            }
        }

        @Override
        public void visitLineNumber(int line, Label start) {
            method.line = method.line == 0 ? line : Math.min(method.line, line);
        }

        @Override
        public void visitLocalVariable(
                String name, String descriptor, String signature, Label start, Label end, int slot) {
            if (slot < localNames.length && localNames[slot] == null) {
                localNames[slot] = name;
            }
        }

        @Override
        public void visitEnd() {
            if (!method.has(Opcodes.ACC_STATIC)) {
                return;
            }
            if (method.parameterNames.size() != parameters.length) {
                method.parameterNames.clear();
                int slot = 0;
                for (Type parameter : parameters) {
                    method.parameterNames.add(localNames[slot]);
                    slot += parameter.getSize();
                }
            }
            // Some languages name parameters as no header could repeat it.
            if (!method.parameterNames.stream().allMatch(name -> name != null && TypeNames.isName(name))) {
                method.parameterNames.clear();
            }
        }
    }

    /** Code names classes and member types in the constant pool, so the instructions need not be read. */
    private void readConstantPool(ClassReader reader) {
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int index = 1; index < reader.getItemCount(); index++) {
            int offset = reader.getItem(index);
            if (offset == 0) {
                continue;
            }
            switch (reader.readByte(offset - 1)) {
                case 7 -> refer(Type.getObjectType(reader.readUTF8(offset, buffer)));
                case 12 -> refer(Type.getType(reader.readUTF8(offset + 2, buffer)));
                case 16 -> refer(Type.getMethodType(reader.readUTF8(offset, buffer)));
                default -> {
                    // Other constants name no class by themselves.
                }
            }
        }
    }

    private void refer(Type type) {
        switch (type.getSort()) {
            case Type.METHOD -> {
                refer(type.getReturnType());
                for (Type argument : type.getArgumentTypes()) {
                    refer(argument);
                }
            }
            case Type.ARRAY -> refer(type.getElementType());
            case Type.OBJECT -> {
                String className = type.getClassName();
                int dot = className.lastIndexOf('.');
                referredPackages.add(dot < 0 ? "" : className.substring(0, dot));
            }
            default -> {
                // A primitive type is in no package.
            }
        }
    }
}
