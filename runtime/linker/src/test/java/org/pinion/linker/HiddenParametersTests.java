// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.pinion.testing.BundleBuilder;

/** Which functions get a warning because they take an object that no host can have. */
class HiddenParametersTests {

    private static final String REMEDY = ": its package is in the jar and is not exported, and no symbol is declared to"
            + " give one; take a type of the JDK or of an imported package, put the type into a library that host and"
            + " plugin import, or let a symbol return it";

    @TempDir
    Path folder;

    private static BundleBuilder plugin(String symbols) {
        return BundleBuilder.plugin("acme.add", "acme")
                .source("acme.Model", "public class Model { public enum Kind { BIG } }")
                .source("acme.Small", "public class Small extends Middle {}")
                .source("acme.Middle", "class Middle extends Model implements Shape {}")
                .source("acme.Shape", "public interface Shape {}")
                .source(
                        "acme.A",
                        "import java.util.*; import java.util.function.*; public class A {\n" + symbols + "}");
    }

    @Test
    void parameter_ofTheMainPackage_isWarningWithFileAndLine() {
        assertThat(plugin("public static int predict(Model model, double x) { return 1; }")
                        .warnings())
                .containsExactly("acme/A.java:3: pinion: no host can name acme.Model, which"
                        + " A.predict(acme.Model,double) takes" + REMEDY);
    }

    @Test
    void parameter_ofAPrivatePackageInAnArray_isWarning() {
        assertThat(plugin("public static void f(acme.sub.Sub.Kind[][] a, int[] b, acme.sub.Sub.Kind c) {}")
                        .source("acme.sub.Sub", "public class Sub { public enum Kind {} }")
                        .warnings())
                .containsExactly("acme/A.java:3: pinion: no host can name acme.sub.Sub.Kind, which"
                        + " A.f(acme.sub.Sub.Kind[][],int[],acme.sub.Sub.Kind) takes" + REMEDY);
    }

    @Test
    void parameters_ofSeveralHiddenTypes_areToldOneByOne() {
        assertThat(plugin("public static void f(Model a, Shape b) {} public static void e(Shape c) {}")
                        .warnings())
                .extracting(text -> text.replaceAll(".*no host can name | takes.*", ""))
                .containsExactly(
                        "acme.Shape, which A.e(acme.Shape)",
                        "acme.Model, which A.f(acme.Model,acme.Shape)",
                        "acme.Shape, which A.f(acme.Model,acme.Shape)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "public static Model model() { return null; }",
                "public static Model model;",
                "public static final Model[][] MODELS = {};",
                "public static Small small() { return null; }",
                "public static <T extends Model> T model() { return null; }",
                "public static Optional<Model> model() { return null; }",
                "public static Map<String, ? extends List<Small[]>> models;",
                "public static void each(Consumer<? super Model> consumer) {}"
            })
    void parameter_ofATypeThatASymbolGives_isAHandle(String giver) {
        assertThat(plugin("public static int predict(Model model) { return 1; }" + giver)
                        .warnings())
                .isEmpty();
    }

    @Test
    void parameter_ofAnInterfaceThatASymbolGivesAClassOf_isAHandle() {
        assertThat(plugin("public static void draw(Shape shape) {} public static Small small() { return null; }")
                        .warnings())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "static Model model() { return null; }",
                "public static Shape shape() { return null; }",
                "public static Model.Kind kind() { return null; }",
                "public static Object model() { return null; }",
                "public Model model() { return null; }"
            })
    void parameter_ofATypeThatNoSymbolGives_isWarning(String other) {
        assertThat(plugin("public static int predict(Model model) { return 1; }" + other)
                        .warnings())
                .singleElement()
                .asString()
                .contains("no host can name acme.Model, which A.predict(acme.Model) takes");
    }

    @Test
    void parameter_ofASubtypeOfWhatASymbolGives_isWarning() {
        assertThat(plugin("public static int predict(Small small) { return 1; } public static Model model;")
                        .warnings())
                .singleElement()
                .asString()
                .contains("no host can name acme.Small");
    }

    @Test
    void parameter_ofAnEnumWhoseConstantsAreSymbols_isNoMistake() {
        assertThat(plugin("public static void paint(Color color) {}")
                        .source("acme.Color", "public enum Color { RED }")
                        .warnings())
                .isEmpty();
    }

    @Test
    void parameter_ofAnExportedPackage_isNoMistake() {
        BundleBuilder plugin =
                plugin("public static void f(acme.sub.Sub a) {}").source("acme.sub.Sub", "public class Sub {}");

        assertThat(plugin.warnings()).hasSize(1);
        assertThat(plugin.with("-exportcontents", "acme.sub;version=1.0").warnings())
                .isEmpty();
    }

    @Test
    void parameter_ofTheJdkOrAnImportedPackage_isNoMistake() {
        Path library = BundleBuilder.bundle("lib")
                .source("lib.Lib", "public class Lib {}")
                .with("-exportcontents", "lib;version=1.0")
                .buildTo(folder);

        assertThat(plugin("public static void f(lib.Lib a, List<Model> b, org.w3c.dom.Node c, int d) {}")
                        .classPath(library)
                        .warnings())
                .isEmpty();
    }

    @Test
    void methodThatIsNoSymbol_withHiddenParameter_isNoMistake() {
        assertThat(plugin("static void f(Model a) {} public void g(Model a) {} public A(Model a) {}")
                        .warnings())
                .isEmpty();
    }

    @Test
    void brokenSignature_ofAFunction_isIgnored() {
        Linkage linkage = Content.empty()
                .with("acme/package-info.class", Classes.mainPackage("acme"))
                .with("acme/Model.class", Classes.file("acme/Model", type -> {}))
                .with("acme/A.class", Classes.file("acme/A", type -> {
                    MethodVisitor method = type.visitMethod(
                            Classes.PUBLIC_STATIC | Opcodes.ACC_NATIVE, "f", "(Lacme/Model;)V", "(Lacme/Mod", null);
                    method.visitEnd();
                }))
                .scan(name -> false);

        assertThat(linkage.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).contains("no host can name acme.Model"));
    }

    @Test
    void warning_ofAFinishedBundle_isNoReasonNotToOpenIt() {
        Linkage linkage = Content.link(plugin("public static void f(Model a) {}"));

        assertThat(linkage.findings()).isEmpty();
        assertThat(Content.symbols(linkage)).isEqualTo(List.of("A.f(acme.Model)"));
    }
}
