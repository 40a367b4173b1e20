// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.pinion.testing.BundleBuilder;

/** Every name that a class file can have comes through a real build of bnd, wherever in a header it stands. */
class HeaderNamesTests {

    private static final int STATIC = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC;

    private static final String LETTERS =
            "$$$ab_Zäß中ⅷ\uD835\uDCB3\u0301-+ \t\"'\\,:=()]{}%@#*!?<>|&~`^\u00ab\u2039u0020";

    static Stream<String> names() {
        List<String> names = new ArrayList<>(List.of(
                "Z$",
                "$",
                "$$",
                "$Z",
                "Z$$",
                "a$b",
                "a$_b",
                "$u0041",
                "u0041",
                "\\",
                "\\\\",
                "a\\u0020b",
                "a\\$",
                "\\$",
                "${version}",
                "$(x)",
                "$<x>",
                "$\u00abx\u00bb",
                "$\u2039x\u203a",
                "${",
                "${}",
                "$()",
                "a${b",
                "Ä",
                "été",
                "中文",
                "\uD835\uDCB3",
                "e\u0301",
                "\u200d",
                "-",
                "--",
                "f-WZ4Q5Ns",
                "say hello",
                " ",
                "\"",
                "a\"b",
                "'",
                ",",
                ":",
                "=",
                "a,b:c=d",
                "(",
                ")",
                "a()",
                "]",
                "a]",
                "int",
                "void",
                "final",
                "const",
                "as",
                "throws",
                "String",
                "java",
                "%name",
                "@x",
                "\n",
                "\r\n",
                "\t",
                "\u0000",
                "\u0085",
                "\u2028",
                "\ufeff",
                "<<EMPTY>>",
                "*",
                "!",
                "~",
                "N".repeat(200),
                "$".repeat(200),
                "ä$ ".repeat(70)));
        Random random = new Random(20261129);
        int[] letters = LETTERS.codePoints().toArray();
        for (int i = 0; i < 30; i++) {
            StringBuilder name = new StringBuilder();
            for (int length = 1 + random.nextInt(6); length > 0; length--) {
                name.appendCodePoint(letters[random.nextInt(letters.length)]);
            }
            names.add(name.toString());
        }
        return names.stream();
    }

    static Stream<String> identifiers() {
        return names().filter(SourceVersion::isIdentifier).filter(name -> !SourceVersion.isKeyword(name));
    }

    /** A method cannot have angle brackets in its name, and bnd takes them in that of a type for type arguments. */
    private static String bare(String name) {
        return name.replace('<', '{').replace('>', '}');
    }

    private static void publish(org.objectweb.asm.AnnotationVisitor annotation, String name) {
        annotation.visit("value", name);
        annotation.visitEnd();
    }

    private static void variable(ClassWriter type, String name, String descriptor, String explicitName) {
        var field = type.visitField(STATIC, name, descriptor, null, null);
        if (explicitName != null) {
            publish(field.visitAnnotation("Lorg/pinion/SymbolName;", false), explicitName);
        }
        field.visitEnd();
    }

    private static void function(
            ClassWriter type, String name, String descriptor, String parameter, String exception, int flags) {
        MethodVisitor method = type.visitMethod(STATIC | flags, bare(name), descriptor, null, new String[] {exception});
        publish(method.visitAnnotation("Lorg/pinion/SymbolName;", false), "F");
        method.visitParameter(parameter, 0);
        method.visitCode();
        method.visitInsn(Opcodes.RETURN);
        method.visitMaxs(0, 10);
        method.visitEnd();
    }

    /** Links a bundle with some types in its main package, and gives what its headers say. */
    private static Linkage link(String mainPackage, byte[]... types) throws Exception {
        BundleBuilder bundle = BundleBuilder.unmarked("acme.names")
                .resource(mainPackage + "/package-info.class", Classes.mainPackage(mainPackage));
        for (byte[] type : types) {
            bundle.resource(ClassFacts.read(type).name().replace('.', '/') + ".class", type);
        }
        Content content = Content.of(bundle.build());
        Linkage read = content.read();
        Content.assertSame(read, content.scan());
        assertThat(read.mainPackages()).containsExactly(mainPackage.replace('/', '.'));
        return read;
    }

    @ParameterizedTest
    @MethodSource("names")
    void name_ofATypeAlone_comesThrough(String name) throws Exception {
        Linkage linkage =
                link("acme", Classes.file("acme/" + name, type -> Classes.method(type, Opcodes.ACC_STATIC, "init")));
        assertThat(linkage.inits().get(0).types())
                .extracting(InitPackage.InitType::simpleName)
                .containsExactly(name);
    }

    @ParameterizedTest
    @MethodSource("names")
    void name_atTheEndOfTheInits_comesThrough(String name) throws Exception {
        Linkage linkage = link(
                "acme",
                Classes.file("acme/!", type -> Classes.method(type, Opcodes.ACC_STATIC, "init")),
                Classes.file("acme/" + name, type -> variable(type, "a", "I", null)));
        assertThat(linkage.inits().get(0).types())
                .extracting(InitPackage.InitType::simpleName)
                .contains(name);
        assertThat(linkage.symbols()).extracting(Declaration::type).contains("acme." + name);
    }

    @ParameterizedTest
    @MethodSource("names")
    void name_ofEverythingInASymbol_comesThrough(String any) throws Exception {
        String name = bare(any);
        Linkage linkage = link("acme", Classes.file("acme/" + name, type -> {
            variable(type, name, "Lacme/" + name + ";", "V");
            function(type, name, "([Lacme/" + name + ";I)V", name, "acme/" + name, 0);
        }));
        assertThat(linkage.symbols())
                .hasSize(2)
                .allSatisfy(symbol -> assertThat(symbol.type()).isEqualTo("acme." + name));
        Declaration function = linkage.symbols().stream()
                .filter(Declaration::isFunction)
                .findFirst()
                .orElseThrow();
        assertThat(function.member()).isEqualTo(name);
        assertThat(function.descriptor()).isEqualTo("([Lacme/" + name + ";I)V");
        assertThat(function.exceptions()).containsExactly("acme." + name);
    }

    @ParameterizedTest
    @MethodSource("names")
    void name_ofAParameter_comesThrough(String any) throws Exception {
        String name = bare(any);
        Linkage linkage = link(
                "acme",
                Classes.file(
                        "acme/A",
                        type -> function(
                                type, "f", "([Lacme/" + name + ";)V", name, "acme/" + name, Opcodes.ACC_VARARGS)));
        assertThat(linkage.symbols()).singleElement().satisfies(symbol -> {
            assertThat(symbol.parameterNames()).isEqualTo(TypeNames.isName(name) ? List.of(name) : List.of());
            assertThat(symbol.exceptions()).containsExactly("acme." + name);
            assertThat(symbol.varargs()).isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource("identifiers")
    void name_ofAnIdentifierAtTheEndOfTheSymbols_comesThrough(String name) throws Exception {
        Linkage last = link("acme", Classes.file("acme/" + name, type -> variable(type, name, "I", null)));
        assertThat(last.symbols()).extracting(Declaration::member).containsExactly(name);

        Linkage explicit = link("acme", Classes.file("acme/A", type -> variable(type, "a", "I", name)));
        assertThat(explicit.symbols()).extracting(Declaration::explicitName).containsExactly(name);
    }

    @ParameterizedTest
    @MethodSource("identifiers")
    void name_ofAPackage_comesThrough(String name) throws Exception {
        for (String packageName : List.of(name, "acme/" + name, name + "/sub")) {
            Linkage linkage = link(
                    packageName,
                    Classes.file(packageName + "/A", type -> Classes.method(type, Opcodes.ACC_STATIC, "init")));
            assertThat(linkage.inits()).extracting(InitPackage::name).containsExactly(packageName.replace('/', '.'));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\", "a\\u", "a\\u00", "a\\uD835", "a\\u002e", "a\\u002f", "a\\u003b", "a\\u005b", "\\n"})
    void name_withAnEscapeThatNobodyWrote_isMalformed(String name) {
        Content content = Content.empty()
                .header(LinkHeaders.MAIN_PACKAGE, "acme")
                .header(LinkHeaders.SYMBOLS, "int A." + name)
                .header(LinkHeaders.INIT, "-");
        assertThat(content.read().errors())
                .singleElement()
                .extracting(Finding::text)
                .asString()
                .startsWith("manifest header Pinion-Symbols: 'int A." + name + "': '" + name + "' has an escape");
    }
}
