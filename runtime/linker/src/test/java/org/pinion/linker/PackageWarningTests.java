// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinion.testing.BundleBuilder;

/** What is said of the packages of a bundle: those that it packs, exports and imports. */
class PackageWarningTests {

    @TempDir
    Path folder;

    private static BundleBuilder plugin(String symbols) {
        return BundleBuilder.plugin("acme.add", "acme").source("acme.A", "public class A { " + symbols + " }");
    }

    private Path api(String export) {
        return BundleBuilder.bundle("api.bundle")
                .version("1.2.3")
                .source("api.Api", "public interface Api { interface Inner {} class Oops extends Exception {} }")
                .source("api.more.More", "public interface More {}")
                .with("Export-Package", export)
                .with("-nodefaultversion", "true")
                .buildTo(folder);
    }

    @Nested
    class Packed {

        private static final String API =
                "pinion: the jar contains package api, which api.bundle 1.2.3 on the class path"
                        + " exports; the plugin's api.Api would be another class than the host's; leave it out of the jar%s and"
                        + " import it";

        private Path api;

        @BeforeEach
        void buildApi() {
            api = api("api;version=1.0,api.more;version=1.0");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "-conditionalpackage | api.*",
                    "-privatepackage | api",
                    "Private-Package | api",
                    "-privatepackage.more | api",
                    "-includepackage | api",
                })
        void apiPackage_packedByAnInstruction_isWarningThatNamesIt(String instruction, String packages) {
            assertThat(plugin("public static api.Api api;")
                            .classPath(api)
                            .with(instruction, packages)
                            .warnings())
                    .containsExactly(
                            API.formatted(", with !api at the start of " + instruction.replace(".more", "") + ","));
        }

        @Test
        void apiPackage_afterTheRemedy_isImported() {
            Content content = Content.of(plugin("public static api.Api f(api.more.More more) { return null; }")
                    .classPath(api)
                    .with("-conditionalpackage", "!api, !api.more, api.*")
                    .build());

            assertThat(content.entries()).noneMatch(entry -> entry.startsWith("api/"));
            assertThat(content.header("Import-Package"))
                    .isEqualTo("api;version=\"[1.0,2)\",api.more;version=\"[1.0,2)\"");
        }

        @Test
        void apiPackage_inAnEmbeddedJar_isWarning() throws IOException {
            assertThat(plugin("public static api.Api api;")
                            .classPath(api)
                            .resource("lib/api.jar", Files.readAllBytes(api))
                            .with("Bundle-ClassPath", "., lib/api.jar")
                            .warnings())
                    .containsExactly(API.formatted(""));
        }

        @Test
        void apiPackage_amongTheOwnClasses_isWarning() {
            assertThat(plugin("public static api.Api api;")
                            .source("api.Api", "public interface Api {}")
                            .classPath(api)
                            .warnings())
                    .containsExactly(API.formatted(""));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "public static void f(api.Api[][] a) {}",
                    "public static api.Api[] f() { return null; }",
                    "public static final api.Api[] V = {};",
                    "public static void f(api.Api a, int b, api.more.More c) {}"
                })
        void apiPackage_anywhereInADeclaration_isWarning(String symbol) {
            assertThat(plugin(symbol)
                            .classPath(api)
                            .with("-conditionalpackage", "api")
                            .warnings())
                    .hasSize(1)
                    .allMatch(text -> text.contains("the plugin's api.Api would"));
        }

        @Test
        void nestedTypeAndException_ofTheApiPackage_areNamedAsInJava() {
            assertThat(plugin("public static void f(api.Api.Inner a) {}")
                            .classPath(api)
                            .with("-conditionalpackage", "api")
                            .warnings())
                    .allMatch(text -> text.contains("the plugin's api.Api.Inner would"))
                    .hasSize(1);
            assertThat(plugin("public static void f() throws api.Api.Oops {}")
                            .classPath(api)
                            .with("-conditionalpackage", "api")
                            .warnings())
                    .allMatch(text -> text.contains("the plugin's api.Api.Oops would"))
                    .hasSize(1);
        }

        @Test
        void package_thatNoSymbolDeclares_isNoMistake() {
            assertThat(plugin("static api.Api a; public static int f(java.util.List<api.Api> b) { return 1; }")
                            .classPath(api)
                            .with("-conditionalpackage", "api.*")
                            .warnings())
                    .isEmpty();
        }

        @Test
        void package_thatIsImported_isNoMistake() {
            assertThat(plugin("public static api.Api a;").classPath(api).warnings())
                    .isEmpty();
        }

        @Test
        void package_thatNoOtherBundleExports_isNoMistake() throws IOException {
            // bnd knows the version of this package, too.
            byte[] plain = Content.jar(Content.of(Files.readAllBytes(api))
                    .with("api/packageinfo", "version 1.0".getBytes(StandardCharsets.UTF_8))
                    .all());
            Path earlier = BundleBuilder.bundle("acme.add")
                    .source("api.Api", "public interface Api {}")
                    .with("Export-Package", "api;version=1.0")
                    .buildTo(folder);

            for (Path jar : List.of(Files.write(folder.resolve("plain.jar"), plain), earlier)) {
                BundleBuilder plugin =
                        plugin("public static api.Api a;").classPath(jar).with("-conditionalpackage", "api");
                assertThat(Content.of(plugin.build()).entries()).contains("api/Api.class");
                assertThat(plugin.warnings()).isEmpty();
            }
        }

        @Test
        void packageOfPinion_inAPluginOrLibrary_isWarning() {
            String text = "pinion: the jar contains package org.pinion, which every runtime shares with its bundles and"
                    + " therefore refuses in a jar; leave it out of the jar%s and import it";

            assertThat(plugin("public static int v;")
                            .with("-includepackage", "org.pinion")
                            .with("Import-Package", "!org.osgi.*, !org.jspecify.*, *")
                            .warnings())
                    .containsExactly(text.formatted(", with !org.pinion at the start of -includepackage,"));
            assertThat(BundleBuilder.library("acme.lib")
                            .source("org.pinion.Extra", "class Extra {}")
                            .warnings())
                    .containsExactly(text.formatted(""));
        }
    }

    @Nested
    class Exported {

        private static final String MAIN = "pinion: the main package acme is exported, so other bundles can use its"
                + " classes without looking up symbols, and hosts find the symbols without that; take it out of"
                + " Export-Package or -exportcontents, or @Export off its package-info";

        @ParameterizedTest
        @ValueSource(strings = {"Export-Package", "-exportcontents"})
        void mainPackage_exportedByAnInstruction_isWarning(String instruction) {
            assertThat(plugin("public static int v;")
                            .with(instruction, "acme;version=1.0")
                            .warnings())
                    .containsExactly(MAIN);
        }

        @Test
        void otherPackage_exported_isNoMistake() {
            assertThat(plugin("public static int v;")
                            .source("acme.sub.Sub", "public class Sub {}")
                            .with("-exportcontents", "acme.sub;version=1.0")
                            .warnings())
                    .isEmpty();
        }

        @Test
        void packagesOfALibrary_exported_areNoMistake() {
            assertThat(BundleBuilder.library("acme.lib")
                            .source("acme.A", "public class A {}")
                            .with("-exportcontents", "acme;version=1.0")
                            .warnings())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"(osgi.ee=UNKNOWN)", "(&(osgi.ee=JavaSE)(version=UNKNOWN))"})
    void java_thatBndDoesNotKnow_isWarning(String filter) {
        assertThat(plugin("public static int v;")
                        .with("Require-Capability", "osgi.ee;filter:=\"" + filter + "\"")
                        .warnings())
                .containsExactly("pinion: this bnd does not know the Java of the classes, and no Java meets the"
                        + " requirement that is written for it, osgi.ee;filter:=\"" + filter
                        + "\"; build with bnd 7.3.0 or newer, or compile for an older Java");
    }

    @Nested
    class Unversioned {

        private static final String API =
                "pinion: Import-Package has no version for api, so any version of api will do,"
                        + " also one the bundle was not built with; give the package a version where it comes from, by @Version"
                        + " on its package-info in a jar that bnd builds, or write"
                        + " 'Import-Package: api;version=\"[1.0,2)\", *'";

        @Test
        void import_ofAPackageWithoutVersion_isWarning() {
            assertThat(plugin("public static api.Api a;").classPath(api("api")).warnings())
                    .containsExactly(API);
        }

        @Test
        void imports_ofSeveralPackagesWithoutVersion_areOneWarning() {
            Path spi = BundleBuilder.bundle("acme.spi")
                    .source("spi.Spi", "public interface Spi {}")
                    .with("Export-Package", "spi")
                    .with("-nodefaultversion", "true")
                    .buildTo(folder);
            assertThat(plugin("public static api.Api a; public static spi.Spi b;")
                            .classPath(api("api"), spi)
                            .warnings())
                    .containsExactly(API.replace("for api,", "for api, spi,").replace("of api", "of them"));
        }

        @Test
        void import_inALibrary_isWarning() {
            assertThat(BundleBuilder.library("acme.lib")
                            .source("acme.A", "class A { api.Api api; }")
                            .classPath(api("api"))
                            .warnings())
                    .containsExactly(API);
        }

        @Test
        void import_ofAPackageThatIsNotOnTheClassPath_isWarning() {
            assertThat(plugin("public static int v;")
                            .with("Import-Package", "api;resolution:=optional")
                            .warnings())
                    .contains(API);
        }

        @ParameterizedTest
        @ValueSource(strings = {"api;version=\"[1.0,2)\", *", "api;version=0, *", "api;bundle-version=\"[1,2)\", *"})
        void import_withAVersionWrittenByHand_isNoMistake(String imports) {
            assertThat(plugin("public static api.Api a;")
                            .classPath(api("api"))
                            .with("Import-Package", imports)
                            .warnings())
                    .isEmpty();
        }

        @Test
        void import_thatGotItsRangeFromBnd_isNoMistake() {
            assertThat(plugin("public static api.Api a;")
                            .classPath(api("api;version=1.0"))
                            .warnings())
                    .isEmpty();
        }

        @Test
        void import_ofAPackageOfTheJdk_isNoMistake() {
            BundleBuilder plugin = plugin("public static void f(javax.swing.JFrame a, org.w3c.dom.Node b,"
                            + " java.sql.Connection c, sun.misc.Unsafe d) {}")
                    .with("-noimportjava", "false");

            assertThat(List.of(
                            Content.of(plugin.build()).header("Import-Package").split(",")))
                    .contains("java.lang", "java.sql", "javax.swing", "org.w3c.dom", "sun.misc");
            assertThat(plugin.warnings()).isEmpty();
        }

        @Test
        void import_ofTheOwnExport_isNoMistake() {
            BundleBuilder plugin = plugin("public static sub.Sub a;")
                    .source("sub.Sub", "public class Sub {}")
                    .with("Export-Package", "sub")
                    .with("Import-Package", "sub, *")
                    .with("-nodefaultversion", "true");

            assertThat(Content.of(plugin.build()).header("Import-Package")).isEqualTo("sub");
            assertThat(plugin.warnings()).isEmpty();
        }

        @Test
        void import_whoseVersionIsThatOfAContract_isNoMistake() {
            Path contract = BundleBuilder.bundle("contract")
                    .source("api.Api", "public interface Api {}")
                    .with("Export-Package", "api;version=1.0")
                    .with(
                            "Provide-Capability",
                            "osgi.contract;osgi.contract=Api;version:Version=1.0;uses:=\"api,other\"")
                    .buildTo(folder);
            BundleBuilder plugin = plugin("public static api.Api a;").classPath(contract);

            Content content = Content.of(plugin.build());
            assertThat(content.header("Import-Package")).isEqualTo("api");
            assertThat(content.header("Require-Capability")).contains("osgi.contract=Api");
            assertThat(plugin.warnings()).isEmpty();
        }
    }
}
