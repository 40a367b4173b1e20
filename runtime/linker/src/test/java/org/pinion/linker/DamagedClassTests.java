// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Attribute;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.pinion.testing.BundleBuilder;

/** Class files that are no class files: each is an error that names it, and never more than that. */
class DamagedClassTests {

    private static byte[] good;

    @BeforeAll
    static void compile() {
        good = Content.of(
                        BundleBuilder.bundle("acme.add").source("acme.Add", """
                        import java.util.*;
                        public class Add {
                            public static final String CONSTANT = "a";
                            public static int variable;
                            static void init() {}
                            @org.pinion.SymbolName("F")
                            public static <T extends Comparable<T>> int f(long a, List<T> b, String... c)
                                    throws java.io.IOException {
                                Runnable r = () -> System.out.println(a);
                                switch (c[0]) { case "x": return 1; default: r.run(); }
                                for (T t : b) try { t.hashCode(); } catch (RuntimeException e) { return 2; }
                                return new Object() { int g() { return 3; } }.g();
                            }
                        }
                        """).build())
                .bytes("acme/Add.class");
    }

    private static Linkage scan(byte[] bytes) {
        return Content.empty()
                .with("acme/package-info.class", Classes.mainPackage("acme"))
                .with("acme/Add.class", bytes)
                .with(
                        "acme/Good.class",
                        Classes.file("acme/Good", type -> Classes.method(type, Classes.PUBLIC_STATIC, "g")))
                .scan();
    }

    private static void assertUnreadable(byte[] bytes, String description) {
        Linkage linkage = scan(bytes);
        assertThat(linkage.errors())
                .map(Finding::sentence)
                .as(description)
                .singleElement()
                .asString()
                .startsWith("class file acme/Add.class cannot be read");
        assertThat(linkage.symbols())
                .as(description)
                .extracting(Declaration::qualifiedName)
                .containsExactly("Good.g");
    }

    @Test
    void classFile_thatIsGood_isRead() {
        assertThat(scan(good).errors()).isEmpty();
        assertThat(scan(good).symbols()).hasSize(4);
    }

    @Test
    void classFile_truncatedAnywhere_isError() {
        for (int length = 0; length < good.length; length++) {
            assertUnreadable(Arrays.copyOf(good, length), "first " + length + " of " + good.length + " bytes");
        }
    }

    @Test
    void classFile_ofRandomBytes_isError() {
        Random random = new Random(1);
        for (int run = 0; run < 500; run++) {
            byte[] bytes = new byte[random.nextInt(400)];
            random.nextBytes(bytes);
            assertUnreadable(bytes, "run " + run);
        }
    }

    @Test
    void classFile_ofRandomBytesAfterTheHeader_isError() {
        Random random = new Random(2);
        for (int run = 0; run < 500; run++) {
            byte[] bytes = new byte[20 + random.nextInt(400)];
            random.nextBytes(bytes);
            System.arraycopy(good, 0, bytes, 0, 8);
            assertUnreadable(bytes, "run " + run);
        }
    }

    @Test
    void classFile_withChangedBytes_neverThrows() {
        Random random = new Random(3);
        for (int run = 0; run < 20_000; run++) {
            byte[] bytes = good.clone();
            for (int change = random.nextInt(3); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) (random.nextBoolean() ? random.nextInt() : 0xff);
            }
            assertThatCode(() -> {
                        Linkage linkage = scan(bytes);
                        Map<String, String> headers = LinkHeaders.write(linkage);
                        LinkHeaders.parse(headers::get).symbols().forEach(Declaration::declaration);
                    })
                    .as("run " + run)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void classFile_ofUnknownVersion_isError() {
        byte[] bytes = good.clone();
        bytes[7] = 99;

        assertThat(scan(bytes).errors())
                .map(Finding::sentence)
                .containsExactly(
                        "class file acme/Add.class cannot be read: Unsupported class file version 99.0; compile it and build the jar anew");
    }

    @Test
    void classFile_withoutMagicNumber_isError() {
        byte[] bytes = good.clone();
        bytes[0] = 0;

        assertUnreadable(bytes, "magic number");
    }

    @Test
    void classFile_withAttributeLongerThanItself_isErrorAndNeedsNoMemory() {
        byte[] bytes = Classes.file("acme/Add", type -> type.visitAttribute(new Filler()));
        int length = bytes.length - 4 - 3;
        assertThat(scan(bytes).errors()).isEmpty();
        bytes[length] = 0x7f;

        assertUnreadable(bytes, "attribute of 2 GB");
    }

    @Test
    void classFile_withJumpTableThatLeadsBack_doesNotHang() {
        byte[] bytes = Classes.file("acme/Add", DamagedClassTests::tableSwitch);
        int at = indexOf(bytes, new byte[] {0, 0, 0, 5, 0, 0, 0, 6});
        // One more than the highest key is lower than the lowest: read naively, the table has a negative length.
        System.arraycopy(new byte[] {0, 0, 0, 5, 0, 0, 0, 0}, 0, bytes, at, 8);

        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> scan(bytes));
    }

    private static void tableSwitch(ClassWriter type) {
        MethodVisitor method = type.visitMethod(Classes.PUBLIC_STATIC, "f", "()V", null, null);
        method.visitCode();
        method.visitInsn(Opcodes.ICONST_0);
        method.visitInsn(Opcodes.NOP);
        method.visitInsn(Opcodes.NOP);
        org.objectweb.asm.Label end = new org.objectweb.asm.Label();
        method.visitTableSwitchInsn(5, 6, end, end, end);
        method.visitLabel(end);
        method.visitInsn(Opcodes.RETURN);
        method.visitMaxs(1, 0);
        method.visitEnd();
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        for (int at = 0; at <= bytes.length - part.length; at++) {
            if (Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        throw new AssertionError("not in there: " + Arrays.toString(part));
    }

    @Test
    void function_markedVarargsWithoutArray_isOrdinary() {
        Linkage linkage = Content.empty()
                .with("acme/package-info.class", Classes.mainPackage("acme"))
                .with("acme/Add.class", Classes.file("acme/Add", type -> {
                    int access = Classes.PUBLIC_STATIC | Opcodes.ACC_VARARGS;
                    Classes.method(type, access, "f");
                    Classes.method(type, access, "g", "(I)V");
                    Classes.method(type, access, "h", "(LA;)V");
                    Classes.method(type, access, "i", "([I)V");
                }))
                .scan();

        assertThat(Content.symbols(linkage)).containsExactly("Add.f()", "Add.g(int)", "Add.h(A)", "Add.i(int...)");
    }

    @Test
    void member_whoseNameJavaCannotWrite_isLeftOutWithOneWarning() {
        // Kotlin allows such names between backquotes, and makes some.
        List<String> names = List.of("a b", "c(d)", "e,f", "g-WZ4Q5Ns", "class", "fine$");
        Linkage linkage = Content.empty()
                .with("acme/package-info.class", Classes.mainPackage("acme"))
                .with(
                        "acme/Add.class",
                        Classes.file(
                                "acme/Add",
                                type -> names.forEach(name -> Classes.method(type, Classes.PUBLIC_STATIC, name))))
                .scan();

        assertThat(Content.symbols(linkage)).containsExactly("Add.class()", "Add.fine$()");
        assertThat(linkage.findings())
                .extracting(Finding::text)
                .containsExactly("no symbols, as Java cannot write their names: Add.'a b', Add.'c(d)', Add.'e,f',"
                        + " Add.'g-WZ4Q5Ns'; to publish one, give it a @SymbolName");
    }

    @Test
    void parameter_whoseNameSeparates_leavesAllWithoutNames() {
        Linkage linkage = Content.empty()
                .with("acme/package-info.class", Classes.mainPackage("acme"))
                .with("acme/Add.class", Classes.file("acme/Add", type -> {
                    MethodVisitor method = type.visitMethod(Classes.PUBLIC_STATIC, "f", "(II)V", null, null);
                    method.visitParameter("good", 0);
                    method.visitParameter("not so, good", 0);
                    method.visitEnd();
                }))
                .scan();

        assertThat(linkage.findings()).isEmpty();
        assertThat(linkage.symbols().get(0).parameterNames()).isEmpty();
    }

    /** An attribute that ASM does not know. */
    private static final class Filler extends Attribute {
        Filler() {
            super("Filler");
        }

        @Override
        protected org.objectweb.asm.ByteVector write(
                org.objectweb.asm.ClassWriter writer, byte[] code, int codeLength, int maxStack, int maxLocals) {
            return new org.objectweb.asm.ByteVector().putByteArray(new byte[] {1, 2, 3}, 0, 3);
        }
    }
}
