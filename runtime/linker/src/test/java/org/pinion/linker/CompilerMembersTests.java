// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.objectweb.asm.Attribute;
import org.objectweb.asm.ByteVector;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.pinion.testing.BundleBuilder;

/** What the compilers of other languages add to a class is no symbol; what an author writes is one, in Java too. */
@Tag("S1")
class CompilerMembersTests {

    private static final int FINAL = Classes.PUBLIC_STATIC | Opcodes.ACC_FINAL;

    private static final Consumer<ClassWriter> KOTLIN =
            type -> type.visitAnnotation("Lkotlin/Metadata;", true).visitEnd();

    private static Consumer<ClassWriter> attribute(String name) {
        return type -> type.visitAttribute(new Attribute(name) {
            @Override
            protected ByteVector write(ClassWriter writer, byte[] code, int length, int stack, int locals) {
                return new ByteVector();
            }
        });
    }

    /** A class with fields and methods, each written as its name and descriptor. */
    private static byte[] type(Consumer<ClassWriter> mark, List<String> members) {
        return Classes.file("acme/Calc", type -> {
            mark.accept(type);
            for (String member : members) {
                int end = member.indexOf(' ');
                String name = member.substring(0, end);
                String descriptor = member.substring(end + 1);
                if (descriptor.startsWith("(")) {
                    type.visitMethod(Classes.PUBLIC_STATIC | Opcodes.ACC_NATIVE, name, descriptor, null, null)
                            .visitEnd();
                } else {
                    type.visitField(FINAL, name, descriptor, null, null).visitEnd();
                }
            }
        });
    }

    private static List<String> symbols(Consumer<ClassWriter> mark, String... members) {
        Linkage linkage = Content.empty()
                .with("acme/package-info.class", Classes.mainPackage("acme"))
                .with("acme/Calc.class", type(mark, List.of(members)))
                .scan();
        return linkage.symbols().stream().map(Declaration::member).toList();
    }

    private static final String[] OF_KOTLIN = {
        "INSTANCE Lacme/Calc;",
        "Companion Lacme/Calc$Companion;",
        "Named Lacme/Calc$Named;",
        "h$module ()I",
        "$stable I"
    };

    private static final String[] OF_SCALA = {
        "MODULE$ Lacme/Calc;",
        "count_$eq (I)V",
        "f$default$1 ()I",
        "unapply (Lacme/Calc;)Lscala/Option;",
        "fromProduct (Lscala/Product;)Lacme/Calc;",
        "tupled ()Lscala/Function1;",
        "productPrefix ()Ljava/lang/String;",
        "canEqual (Ljava/lang/Object;)Z",
        "toString ()Ljava/lang/String;",
        "hashCode ()I",
        "fromOrdinal (I)Lacme/Calc;",
        "values ()[Lacme/Calc;",
        "ordinal (Lacme/Calc;)I"
    };

    @Test
    void members_thatKotlinAdds_areNoSymbols() {
        assertThat(symbols(KOTLIN, OF_KOTLIN)).isEmpty();
    }

    @Test
    void members_thatAnAuthorWritesInKotlin_areSymbols() {
        assertThat(symbols(KOTLIN, "INSTANCE I", "Companion Ljava/lang/String;", "late Lacme/Calc;", "getX ()I"))
                .containsExactly("INSTANCE", "Companion", "late", "getX");
    }

    @ParameterizedTest
    @CsvSource({"TASTY", "Scala", "ScalaSig"})
    void members_thatScalaAdds_areNoSymbols(String mark) {
        assertThat(symbols(attribute(mark), OF_SCALA)).isEmpty();
    }

    @Test
    void members_thatAnAuthorWritesInScala_areSymbols() {
        assertThat(symbols(
                        type -> type.visitAnnotation("Lscala/reflect/ScalaSignature;", true)
                                .visitEnd(),
                        "apply (I)Lacme/Calc;",
                        "unapply (Ljava/lang/String;)Lscala/Option;",
                        "count ()I",
                        "values ()I"))
                .containsExactly("apply", "unapply", "count", "values");
    }

    @Test
    void members_ofTheSameNamesInJava_areSymbols() {
        assertThat(symbols(type -> {}, OF_KOTLIN)).hasSize(OF_KOTLIN.length);
        assertThat(symbols(type -> {}, OF_SCALA)).hasSize(OF_SCALA.length);
    }

    @Test
    void members_ofANamespaceOfClojure_areNoSymbols() {
        assertThat(symbols(
                        type -> {}, "const__0 Lclojure/lang/Var;", "greet (Ljava/lang/Object;)Lclojure/lang/Symbol;"))
                .containsExactly("greet");
    }

    @Test
    void entries_ofAnEnumOfKotlin_areNoSymbol() {
        ClassWriter type = new ClassWriter(0);
        type.visit(Opcodes.V17, Opcodes.ACC_PUBLIC | Opcodes.ACC_ENUM, "acme/Calc", null, "java/lang/Enum", null);
        KOTLIN.accept(type);
        type.visitMethod(
                        Classes.PUBLIC_STATIC | Opcodes.ACC_NATIVE,
                        "getEntries",
                        "()Lkotlin/enums/EnumEntries;",
                        null,
                        null)
                .visitEnd();
        Linkage linkage = Content.empty()
                .with("acme/package-info.class", Classes.mainPackage("acme"))
                .with("acme/Calc.class", type.toByteArray())
                .scan();
        assertThat(linkage.symbols()).isEmpty();
    }

    @Test
    void members_ofAnInlineClassOfKotlin_areNoSymbolsAndNoWarning() {
        Linkage linkage = Content.empty()
                .with("acme/package-info.class", Classes.mainPackage("acme"))
                .with(
                        "acme/Calc.class",
                        type(KOTLIN, List.of("constructor-impl (I)I", "equals-impl0 (II)Z", "run-WZ4Q5Ns (I)I")))
                .scan();

        assertThat(linkage.symbols()).isEmpty();
        assertThat(linkage.findings())
                .extracting(Finding::text)
                .containsExactly("no symbols, as Java cannot write their names: Calc.'run-WZ4Q5Ns'; to publish one,"
                        + " give it a @SymbolName");
    }

    @Test
    void parameter_ofASetterOfKotlin_hasNoName() {
        byte[] type = Classes.file("acme/Calc", file -> {
            KOTLIN.accept(file);
            var method = file.visitMethod(Classes.PUBLIC_STATIC | Opcodes.ACC_NATIVE, "setX", "(I)V", null, null);
            method.visitParameter("<set-?>", 0);
            method.visitEnd();
        });
        Linkage linkage = Content.empty()
                .with("acme/package-info.class", Classes.mainPackage("acme"))
                .with("acme/Calc.class", type)
                .scan();

        assertThat(linkage.symbols())
                .extracting(Declaration::declaration)
                .containsExactly("public static void setX(int)");
    }

    @Test
    void symbolName_inAnObjectOfScala_takesEffectInTheStaticMethod() {
        Consumer<ClassWriter> mark = attribute("Scala");
        Linkage linkage = Content.empty()
                .with("acme/package-info.class", Classes.mainPackage("acme"))
                .with("acme/Calc.class", operator("acme/Calc", mark, Classes.PUBLIC_STATIC))
                .with("acme/Calc$.class", operator("acme/Calc$", mark, Opcodes.ACC_PUBLIC))
                .scan();

        assertThat(linkage.symbols()).extracting(Declaration::bareName).containsExactly("plus");
        assertThat(linkage.findings()).isEmpty();
    }

    private static byte[] operator(String type, Consumer<ClassWriter> mark, int access) {
        return Classes.file(type, file -> {
            mark.accept(file);
            var method = file.visitMethod(access | Opcodes.ACC_NATIVE, "$plus", "(I)I", null, null);
            var name = method.visitAnnotation("Lorg/pinion/SymbolName;", false);
            name.visit("value", "plus");
            name.visitEnd();
            method.visitEnd();
        });
    }

    @Test
    void bounds_ofAnEnumOfGroovy_areNoSymbols() {
        ClassWriter type = new ClassWriter(0);
        type.visit(
                Opcodes.V17, Opcodes.ACC_PUBLIC | Opcodes.ACC_ENUM, "acme/Calc", null, "java/lang/Enum", new String[] {
                    "groovy/lang/GroovyObject"
                });
        for (String name : List.of("A", "MIN_VALUE", "MAX_VALUE")) {
            type.visitField(FINAL, name, "Lacme/Calc;", null, null).visitEnd();
        }
        Linkage linkage = Content.empty()
                .with("acme/package-info.class", Classes.mainPackage("acme"))
                .with("acme/Calc.class", type.toByteArray())
                .scan();

        assertThat(linkage.symbols()).extracting(Declaration::member).containsExactly("A");
    }

    @Test
    void build_andOpen_knowTheSameMembers() {
        Content.link(BundleBuilder.plugin("acme.calc", "acme")
                .resource("acme/Calc.class", type(KOTLIN, List.of("INSTANCE Lacme/Calc;", "f ()I"))));
    }

    @ParameterizedTest
    @CsvSource({
        "INSTANCE, INSTANCE was added by the compiler of Kotlin; it is no symbol",
        "f-WZ4Q5Ns, f-WZ4Q5Ns has a name that Java cannot write; it is a symbol only with a @SymbolName"
    })
    void lookup_ofSuchAMember_isExplained(String name, String hint) throws IOException {
        Content content = Content.empty()
                .with("acme/Calc.class", type(KOTLIN, List.of("INSTANCE Lacme/Calc;", "f-WZ4Q5Ns (I)I")));
        assertThat(NearMisses.explain(content, "acme", name)).contains(hint.replace(";", ","));
    }
}
