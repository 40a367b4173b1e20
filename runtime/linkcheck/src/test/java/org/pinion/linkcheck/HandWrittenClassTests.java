// SPDX-License-Identifier: Apache-2.0
package org.pinion.linkcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Class files that javac does not write: other compilers do. */
class HandWrittenClassTests {

    private static final String L = "l/L";

    /** The class {@code c.M} with a method {@code use} that has some code. */
    private static Map<String, byte[]> plugin(int version, Consumer<MethodVisitor> code) {
        ClassWriter type = new ClassWriter(0);
        type.visit(version, Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER, "c/M", null, "java/lang/Object", null);
        MethodVisitor method = type.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "use", "()V", null, null);
        method.visitCode();
        code.accept(method);
        method.visitInsn(Opcodes.RETURN);
        method.visitMaxs(4, 4);
        method.visitEnd();
        type.visitEnd();
        return Map.of("c/M", type.toByteArray());
    }

    private static Change change(int version, String library, Consumer<MethodVisitor> code) {
        Map<String, byte[]> after = Compiler.compile(17, Map.of(), "package l; " + library);
        return new Change("c.M", plugin(version, code), new TestBundle("library", after));
    }

    private static Change change(String library, Consumer<MethodVisitor> code) {
        return change(Opcodes.V17, library, code);
    }

    private static void assertAgreed(Change change, String expected) {
        assertThat(change.check()).as(change.toString()).isEqualTo(expected);
        assertThat(change.agree()).as(change.toString()).isTrue();
    }

    private static Handle bootstrap(String owner, String name, String descriptor) {
        return new Handle(Opcodes.H_INVOKESTATIC, "java/lang/invoke/" + owner, name, descriptor, false);
    }

    private static ConstantDynamic staticField(String owner, String name, String descriptor) {
        return new ConstantDynamic(
                name,
                descriptor,
                bootstrap(
                        "ConstantBootstraps",
                        "getStaticFinal",
                        "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;Ljava/lang/Class;)"
                                + "Ljava/lang/Object;"),
                Type.getObjectType(owner));
    }

    @Test
    void dynamicConstant_ofATypeThatIsGone_fails() {
        Consumer<MethodVisitor> code = method -> {
            method.visitLdcInsn(staticField(L, "F", "Ljava/lang/Object;"));
            method.visitInsn(Opcodes.POP);
        };

        assertAgreed(change("public class K { }", code), "NoClassDefFoundError");
        assertAgreed(change("class L { }", code), "IllegalAccessError");
        assertAgreed(change("public class L { public static final Object F = \"\"; }", code), "ok");
    }

    @Test
    void dynamicConstant_whoseHandleIsGone_fails() {
        Consumer<MethodVisitor> code = method -> {
            method.visitLdcInsn(new ConstantDynamic(
                    "x",
                    "Ljava/lang/Object;",
                    bootstrap(
                            "ConstantBootstraps",
                            "invoke",
                            "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;"
                                    + "Ljava/lang/invoke/MethodHandle;[Ljava/lang/Object;)Ljava/lang/Object;"),
                    new Handle(Opcodes.H_INVOKESTATIC, L, "m", "()Ljava/lang/Object;", false)));
            method.visitInsn(Opcodes.POP);
        };

        assertAgreed(change("public class L { }", code), "NoSuchMethodError");
        assertAgreed(
                change("public class L { public Object m() { return null; } }", code), "IncompatibleClassChangeError");
        assertAgreed(change("public class L { public static Object m() { return null; } }", code), "ok");
    }

    @Test
    void concatenation_withATypeThatIsGone_fails() {
        Consumer<MethodVisitor> code = method -> {
            method.visitInsn(Opcodes.ACONST_NULL);
            method.visitInvokeDynamicInsn(
                    "makeConcatWithConstants",
                    "(Ll/L;)Ljava/lang/String;",
                    bootstrap(
                            "StringConcatFactory",
                            "makeConcatWithConstants",
                            "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;"
                                    + "Ljava/lang/String;[Ljava/lang/Object;)Ljava/lang/invoke/CallSite;"),
                    "a\u0001");
            method.visitInsn(Opcodes.POP);
        };

        assertAgreed(change("public class K { }", code), "NoClassDefFoundError");
        assertAgreed(change("class L { }", code), "IllegalAccessError");
        assertAgreed(change("public class L { }", code), "ok");
    }

    @Test
    void methodHandle_ofEachKind_isResolved() {
        String all = "public class L { public Object f; public static Object s; public void m() { } "
                + "public static void n() { } }";
        for (int kind : new int[] {Opcodes.H_GETFIELD, Opcodes.H_PUTFIELD}) {
            assertAgreed(change(all, load(kind, "f", "Ljava/lang/Object;")), "ok");
            assertAgreed(change(all, load(kind, "g", "Ljava/lang/Object;")), "NoSuchFieldError");
            assertAgreed(change(all, load(kind, "s", "Ljava/lang/Object;")), "IllegalAccessError");
        }
        for (int kind : new int[] {Opcodes.H_GETSTATIC, Opcodes.H_PUTSTATIC}) {
            assertAgreed(change(all, load(kind, "s", "Ljava/lang/Object;")), "ok");
            assertAgreed(change(all, load(kind, "f", "Ljava/lang/Object;")), "IllegalAccessError");
        }
        assertAgreed(change(all, load(Opcodes.H_INVOKEVIRTUAL, "m", "()V")), "ok");
        assertAgreed(change(all, load(Opcodes.H_INVOKEVIRTUAL, "n", "()V")), "IncompatibleClassChangeError");
        assertAgreed(change(all, load(Opcodes.H_INVOKESTATIC, "n", "()V")), "ok");
        assertAgreed(change(all, load(Opcodes.H_INVOKESTATIC, "m", "()V")), "IncompatibleClassChangeError");
        assertAgreed(change(all, load(Opcodes.H_INVOKEINTERFACE, "m", "()V")), "IncompatibleClassChangeError");
        assertAgreed(change(all, load(Opcodes.H_NEWINVOKESPECIAL, "<init>", "()V")), "ok");
        assertAgreed(change(all, load(Opcodes.H_NEWINVOKESPECIAL, "<init>", "(I)V")), "NoSuchMethodError");
    }

    private static Consumer<MethodVisitor> load(int kind, String name, String descriptor) {
        return method -> {
            method.visitLdcInsn(new Handle(kind, L, name, descriptor, kind == Opcodes.H_INVOKEINTERFACE));
            method.visitInsn(Opcodes.POP);
        };
    }

    @Test
    void handleOfAConstructor_ofAnAbstractClass_failsIfCalled() {
        Change change =
                change("public abstract class L { public L() { } }", load(Opcodes.H_NEWINVOKESPECIAL, "<init>", "()V"));

        assertAgreed(change, "if called InstantiationError");
        assertThat(change.jvm()).isEqualTo("ok");
    }

    @Test
    void methodType_withATypeThatIsGone_fails() {
        Consumer<MethodVisitor> code = method -> {
            method.visitLdcInsn(Type.getMethodType("([Ll/L;)V"));
            method.visitInsn(Opcodes.POP);
        };

        assertAgreed(change("public class K { }", code), "NoClassDefFoundError");
        assertAgreed(change("class L { }", code), "IllegalAccessError");
        assertAgreed(change("public class L { }", code), "ok");
    }

    @Test
    void finalField_writtenByAnother_fails() {
        Consumer<MethodVisitor> code = method -> {
            method.visitInsn(Opcodes.ACONST_NULL);
            method.visitFieldInsn(Opcodes.PUTSTATIC, L, "F", "Ljava/lang/Object;");
        };

        assertAgreed(change("public class L { public static final Object F = \"\"; }", code), "IllegalAccessError");
        assertAgreed(change("public class L { public static Object F = \"\"; }", code), "ok");
    }

    @Test
    void superclassOfALocalVariable_isAskedForAtABranch() {
        Consumer<MethodVisitor> code = method -> {
            Label end = new Label();
            method.visitMethodInsn(Opcodes.INVOKESTATIC, L, "make", "()Ll/L;", false);
            method.visitVarInsn(Opcodes.ASTORE, 0);
            method.visitInsn(Opcodes.ICONST_0);
            method.visitJumpInsn(Opcodes.IFEQ, end);
            method.visitLabel(end);
            method.visitFrame(Opcodes.F_NEW, 1, new Object[] {"l/S"}, 0, new Object[0]);
        };
        String make = "{ public static L make() { return null; } } ";

        assertAgreed(change("public class S { } public class L extends S " + make, code), "ok");
        assertAgreed(change("public class S { } public class L " + make, code), "VerifyError");
        assertAgreed(change("public class L " + make, code), "NoClassDefFoundError");
        assertAgreed(
                change("public interface S { } public class L " + make, code),
                "if called IncompatibleClassChangeError");
    }

    /** Only the last store before the end of a range differs from what its handler expects. */
    @Test
    void lastStoreOfARange_isNotSeenByItsHandler() {
        Consumer<MethodVisitor> code = method -> {
            Label start = new Label();
            Label end = new Label();
            Label handler = new Label();
            Label after = new Label();
            method.visitTryCatchBlock(start, end, handler, "java/lang/RuntimeException");
            method.visitInsn(Opcodes.ACONST_NULL);
            method.visitVarInsn(Opcodes.ASTORE, 0);
            method.visitLabel(start);
            method.visitMethodInsn(Opcodes.INVOKESTATIC, L, "make", "()Ll/L;", false);
            method.visitVarInsn(Opcodes.ASTORE, 0);
            method.visitLabel(end);
            method.visitJumpInsn(Opcodes.GOTO, after);
            method.visitLabel(handler);
            method.visitFrame(Opcodes.F_NEW, 1, new Object[] {"l/S"}, 1, new Object[] {"java/lang/RuntimeException"});
            method.visitInsn(Opcodes.POP);
            method.visitLabel(after);
            method.visitFrame(Opcodes.F_NEW, 0, new Object[0], 0, new Object[0]);
        };

        assertAgreed(
                change("public class S { } public class L { public static L make() { return null; } }", code), "ok");
    }

    /** Before Java 6 there were no stack maps, and the old verifier asks for less in this case. */
    @Test
    void oldClassFile_isCheckedWithoutStackMaps() {
        Consumer<MethodVisitor> code = method -> method.visitMethodInsn(Opcodes.INVOKESTATIC, L, "m", "()V", false);

        assertAgreed(change(Opcodes.V1_4, "public class L { public static void m() { } }", code), "ok");
        assertAgreed(change(Opcodes.V1_4, "public class L { }", code), "NoSuchMethodError");
        assertAgreed(change(Opcodes.V1_4, "public class K { }", code), "NoClassDefFoundError");
    }

    @Test
    void cloneOfAnArray_isNoMemberOfItsClass() {
        Consumer<MethodVisitor> code = method -> {
            method.visitInsn(Opcodes.ICONST_1);
            method.visitTypeInsn(Opcodes.ANEWARRAY, L);
            method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "[Ll/L;", "clone", "()Ljava/lang/Object;", false);
            method.visitInsn(Opcodes.POP);
        };

        assertAgreed(change("public class L { }", code), "ok");
        assertAgreed(change("public class K { }", code), "NoClassDefFoundError");
    }

    private static byte[] extending(String name, String superclass) {
        ClassWriter type = new ClassWriter(0);
        type.visit(Opcodes.V17, Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER, name, null, superclass, null);
        type.visitEnd();
        return type.toByteArray();
    }

    @Test
    @Timeout(10)
    void classesThatExtendEachOther_areNoneThatTheJvmLoads() {
        Map<String, byte[]> classes = new HashMap<>(plugin(Opcodes.V17, method -> {
            method.visitInsn(Opcodes.ACONST_NULL);
            method.visitTypeInsn(Opcodes.CHECKCAST, "c/A");
            method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "c/A", "none", "()V", false);
        }));
        classes.put("c/A", extending("c/A", "c/B"));
        classes.put("c/B", extending("c/B", "c/A"));
        classes.put("c/C", extending("c/C", "c/A"));

        assertAgreed(new Change("c.M", classes, new TestBundle("library", Map.of())), "ClassCircularityError");
    }
}
