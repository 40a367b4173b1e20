// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Attribute;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** What the linker wants to know of one class file. */
final class ClassFacts extends ClassVisitor {

    private static final String SYMBOL_NAME = "Lorg/pinion/SymbolName;";

    private static final String TYPE = "\\[{0,255}(?:[BCSIJFDZ]|L[^.;\\[]++;)";
    private static final Pattern FIELD = Pattern.compile(TYPE);
    private static final Pattern METHOD = Pattern.compile("\\((?:" + TYPE + ")*+\\)(?:V|" + TYPE + ")");

    /** What Kotlin calls the parameter of a setter that nobody wrote. */
    private static final String KOTLIN_VALUE = "<set-?>";

    private static final int MAGIC = 0xCAFEBABE;

    /** A method or a field. */
    static final class Member {
        final ClassFacts owner;
        final int access;
        final String name;
        final String descriptor;

        /** The descriptor with type arguments; that without them if there are none. */
        final String signature;

        final List<String> exceptions;
        final boolean constant;
        final List<String> parameterNames = new ArrayList<>();

        @Nullable
        String explicitName;

        boolean annotated;
        int line;

        Member(
                ClassFacts owner,
                int access,
                String name,
                String descriptor,
                String signature,
                List<String> exceptions,
                boolean constant) {
            this.owner = owner;
            this.access = access;
            this.name = name;
            this.descriptor = descriptor;
            this.signature = signature == null ? descriptor : signature;
            this.exceptions = exceptions;
            this.constant = constant;
        }

        boolean has(int flag) {
            return (access & flag) != 0;
        }

        boolean isMethod() {
            return descriptor.startsWith("(");
        }

        boolean isStatic() {
            return has(Opcodes.ACC_STATIC);
        }

        /** Tells a method that may be an init function if it is static and in a top-level type. */
        boolean isInit() {
            return name.equals("init") && descriptor.equals("()V");
        }

        Finding finding(Finding.Severity severity, String text) {
            return finding(severity, text, "");
        }

        Finding finding(Finding.Severity severity, String text, String fix) {
            return new FindingRecord(severity, text, fix, owner.sourcePath(), line);
        }
    }

    /** The binary name; a class file begins with it. */
    @SuppressWarnings("NullAway.Init")
    private String name;

    private int access;
    private boolean nested;
    private @Nullable PluginMainFacts pluginMain;
    private boolean preview;
    private int javaVersion;
    private CompilerMembers.Language language = CompilerMembers.Language.OTHER;
    private @Nullable String sourceFile;
    private final List<String> supertypes = new ArrayList<>();
    private final List<Member> members = new ArrayList<>();
    private final References references = new References();

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
        facts.references.readConstantPool(reader);
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

    boolean isInterface() {
        return (access & Opcodes.ACC_INTERFACE) != 0;
    }

    /** The superclass and the interfaces. */
    List<String> supertypes() {
        return supertypes;
    }

    References references() {
        return references;
    }

    /** The language whose compiler left its mark in the file. */
    CompilerMembers.Language language() {
        return language;
    }

    /** Tells whether the class uses preview features of its {@link #javaVersion}. */
    boolean isPreview() {
        return preview;
    }

    /** The feature version of Java that the class was compiled for. */
    int javaVersion() {
        return javaVersion;
    }

    /** What the {@code @PluginMain} of the package says; {@code null} if there is none. */
    @Nullable
    PluginMainFacts pluginMain() {
        return pluginMain;
    }

    /** All fields and methods but constructors and class initialisers. */
    List<Member> members() {
        return members;
    }

    List<Member> staticMembers() {
        return members.stream().filter(Member::isStatic).toList();
    }

    /** Instance members that carry {@code @SymbolName}, which can never take effect. */
    List<Member> instanceMembersWithName() {
        return members.stream()
                .filter(member -> !member.isStatic() && member.explicitName != null)
                .toList();
    }

    /** The path of the source file below a source folder, or {@code null} if the class file does not tell. */
    @Nullable
    String sourcePath() {
        return sourceFile == null ? null : packageName().replace('.', '/') + "/" + sourceFile;
    }

    @Override
    public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
        this.name = name.replace('/', '.');
        this.access = access;
        this.preview = (version & Opcodes.V_PREVIEW) == Opcodes.V_PREVIEW;
        this.javaVersion = ClassVersions.java(version & 0xffff);
        if (superName != null) {
            supertypes.add(superName.replace('/', '.'));
        }
        for (String type : interfaces) {
            supertypes.add(type.replace('/', '.'));
        }
    }

    @Override
    public void visitAttribute(Attribute attribute) {
        language = CompilerMembers.Language.ofAttribute(attribute.type).orElse(language);
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
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        if (descriptor.equals(PluginMainFacts.DESCRIPTOR) && simpleName().equals("package-info")) {
            pluginMain = new PluginMainFacts();
            return pluginMain;
        }
        language = CompilerMembers.Language.ofAnnotation(descriptor).orElse(language);
        return null;
    }

    @Override
    public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
        check(FIELD, descriptor, name);
        references.add(Type.getType(descriptor));
        Member field = new Member(this, access, name, descriptor, signature, List.of(), value != null);
        members.add(field);
        return new FieldVisitor(Opcodes.ASM9) {
            @Override
            public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
                return annotation(field, descriptor);
            }
        };
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] exceptions) {
        check(METHOD, descriptor, name);
        references.add(Type.getMethodType(descriptor));
        List<String> thrown = new ArrayList<>();
        for (String exception : exceptions == null ? new String[0] : exceptions) {
            thrown.add(exception.replace('/', '.'));
        }
        Member method = new Member(this, access, name, descriptor, signature, thrown, false);
        if (!name.startsWith("<")) {
            members.add(method);
        }
        return new MethodFacts(method);
    }

    private static void check(Pattern pattern, String descriptor, String member) {
        if (!pattern.matcher(descriptor).matches()) {
            throw new IllegalArgumentException("the descriptor of " + member + " is not that of such a member");
        }
    }

    private @Nullable AnnotationVisitor annotation(Member member, String annotation) {
        member.annotated = true;
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
        public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
            return annotation(method, descriptor);
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
            if (!method.isStatic()) {
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
            // Some languages have names that would make a declaration hard to read.
            if (!method.parameterNames.stream()
                    .allMatch(name -> name != null && TypeNames.isName(name) && !name.equals(KOTLIN_VALUE))) {
                method.parameterNames.clear();
            }
        }
    }
}
