// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.pinion.contract.TestBundles.failure;
import static org.pinion.contract.TestBundles.text;
import static org.pinion.contract.TestBundles.whole;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.pinion.PluginException;
import org.pinion.PluginException.Reason;
import org.pinion.embed.Pinion;
import org.pinion.testing.BundleBuilder;

/** What is told of requirements that are not met, and of shared packages that a jar contains. */
class RequirementTests {

    @TempDir
    Path folder;

    private final Pinion pinion = Pinion.builder().share("api").start();

    @AfterEach
    void close() {
        pinion.close();
    }

    private static BundleBuilder plugin() {
        return BundleBuilder.plugin("acme.user", "acme").source("acme.A", "public class A {}");
    }

    private void library(String name, String version, String header, String value) {
        pinion.addLibrary(BundleBuilder.bundle(name)
                .version(version)
                .source(name + ".Lib", "public class Lib {}")
                .with("-exportcontents", name + ";version=" + version)
                .with(header, value)
                .buildTo(folder));
    }

    private void assertUnresolved(BundleBuilder builder, String problem) {
        Path jar = builder.buildTo(folder);
        PluginException failure = whole(pinion, jar);
        assertThat(failure.getMessage().replace(folder + "/", "")).isEqualTo(text(jar.getFileName(), problem));
        assertThat(failure.reason()).isEqualTo(Reason.UNRESOLVED);
    }

    @ParameterizedTest
    @Tag("O8")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "3            | ;version=\"3\"",
                "3.0.0        | ;version=\"3\"",
                "[3,4)        | ;version=\"[3,4)\"",
                "(2,3]        | ;version=\"(2,3]\"",
                "(2,3)        | ;version=\"(2,3)\"",
                "[2.0.1,2.1)  | ;version=\"[2.0.1,2.1)\"",
                "[3,3]        | ;version=\"[3,3]\"",
                "2.0.0.x      | ;version=\"2.0.0.x\"",
                "[0,1)        | ;version=\"[0,1)\""
            })
    void range_ofAnImport_isToldAsItIsWritten_withAllThatIsThere(String range, String told) {
        String version = told.substring(";version=\"".length(), told.length() - 1);
        String versions = range.indexOf(',') < 0 ? "version " + version + " or later" : "a version of " + version;
        library("lib", "1", "X-None", "");
        library("lib", "2", "X-None", "");
        assertUnresolved(
                plugin().with("Import-Package", "lib;version=\"" + range + "\""),
                "plugin was built with a different version of package lib\nneeded: Import-Package: lib" + told
                        + "\nfound:  lib 2.0.0 (lib-2.jar) exports version 2.0.0"
                        + "\n        lib 1.0.0 (lib-1.jar) exports version 1.0.0"
                        + "\nfix:    build it against version 2.0.0, so that it imports version=\"[2,3)\"; or"
                        + " add a library that exports lib in " + versions);
    }

    @Test
    @Tag("O8")
    void attributes_ofAnImport_areTold() {
        library("lib", "1", "X-None", "");
        assertUnresolved(
                plugin().with("Import-Package", "lib;bundle-symbolic-name=other;version=\"[1,2)\""),
                "package lib is there, but not with the attributes that the import has\n"
                        + "needed: Import-Package: lib;bundle-symbolic-name=\"other\";version=\"[1,2)\"\n"
                        + "found:  lib 1.0.0 (lib-1.jar) exports version 1.0.0\n"
                        + "fix:    write Import-Package: lib;version=\"[1,2)\" (with bnd, Import-Package: lib;version=\"[1,2)\", *)");
    }

    @Test
    @Tag("O8")
    void requiredBundle_inAnotherVersion_isToldWithAllThatAreThere() {
        library("lib", "1.5", "X-None", "");
        library("lib", "3", "X-None", "");
        assertUnresolved(
                plugin().with("Require-Bundle", "lib;bundle-version=\"[2,3)\""),
                "bundle lib is there in another version only\n"
                        + "needed: Require-Bundle: lib;bundle-version=\"[2,3)\"\n"
                        + "found:  lib 3.0.0 (lib-3.jar)\n        lib 1.5.0 (lib-1.5.jar)\n"
                        + "fix:    add the library lib in a version of [2,3); or build against lib 3.0.0 and write"
                        + " bundle-version=\"[3,4)\"");
    }

    @Test
    @Tag("O8")
    void host_ofAFragmentThatIsNeeded_inAnotherVersion_isTold() throws Exception {
        library("lib", "1", "X-None", "");
        pinion.framework()
                .getBundleContext()
                .installBundle(
                        "fragment",
                        new ByteArrayInputStream(BundleBuilder.bundle("frag")
                                .source("frag.F", "public class F {}")
                                .with("Fragment-Host", "lib;bundle-version=\"[2,3)\"")
                                .with("-exportcontents", "frag;version=1")
                                .build()));
        assertUnresolved(
                plugin().with("Import-Package", "frag"),
                "frag 1.0.0, which is needed, does not resolve\n"
                        + "needed: Import-Package: frag\nfound:  frag 1.0.0 (fragment) offers it, but\n"
                        + "  bundle lib is there in another version only\n"
                        + "  needed: Fragment-Host: lib;bundle-version=\"[2,3)\"\n  found:  lib 1.0.0 (lib-1.jar)\n"
                        + "  fix:    add the library lib in a version of [2,3); or build against lib 1.0.0 and write"
                        + " bundle-version=\"[1,2)\"");
    }

    @Test
    @Tag("O8")
    void capability_inAnotherVersion_isToldWithAllThatAreThere() {
        library("one", "1", "Provide-Capability", "acme.engine;acme.engine=fast;version:Version=\"1.5\"");
        library("two", "1", "Provide-Capability", "acme.engine;acme.engine=fast;version:Version=\"3\"");
        library("three", "1", "Provide-Capability", "acme.engine;acme.engine=slow;version:Version=\"2\"");
        assertUnresolved(
                plugin().with(
                                "Require-Capability",
                                "acme.engine;filter:=\"(&(acme.engine=fast)(version>=2)(!(version>=3)))\""),
                "the capability acme.engine=fast is there, but in another version\n"
                        + "needed: Require-Capability: acme.engine;acme.engine=fast;version=\"[2,3)\"\n"
                        + "found:  one 1.0.0 (one-1.jar) provides acme.engine;acme.engine=fast;version=\"1.5.0\"\n"
                        + "        two 1.0.0 (two-1.jar) provides acme.engine;acme.engine=fast;version=\"3.0.0\"\n"
                        + "fix:    add the library that has Provide-Capability: acme.engine;acme.engine=fast;"
                        + "version:Version=\"2\"; or require what is there");
    }

    @Test
    @Tag("O8")
    void capability_withOtherAttributes_isToldWithAllThatAreThere() {
        library("one", "1", "Provide-Capability", "acme.engine;kind=slow");
        assertUnresolved(
                plugin().with("Require-Capability", "acme.engine;filter:=\"(kind=fast)\""),
                "the capability acme.engine is there, but with other attributes\n"
                        + "needed: Require-Capability: acme.engine;kind=\"fast\"\n"
                        + "found:  one 1.0.0 (one-1.jar) provides acme.engine;kind=\"slow\"\n"
                        + "fix:    add the library that has Provide-Capability: acme.engine;kind=\"fast\"; or require"
                        + " what is there");
        assertUnresolved(
                plugin().version("2").with("Require-Capability", "acme.none;filter:=\"(kind=fast)\""),
                "no bundle provides the capability acme.none\nneeded: Require-Capability: acme.none;kind=\"fast\"\n"
                        + "fix:    add the library that has Provide-Capability: acme.none;kind=\"fast\"");
    }

    @Test
    @Tag("O8")
    void package_thatThePluginHasItself_isToldSo() {
        assertUnresolved(plugin().with("Import-Package", "acme;version=\"[1,2)\""), """
                no bundle exports package acme
                needed: Import-Package: acme;version="[1,2)"
                found:  acme.user 1.0.0 (acme.user-1.0.0.jar) has the package itself
                fix:    take acme out of Import-Package, with bnd by Import-Package: !acme, *""");
    }

    @Test
    @Tag("O8")
    void capability_inOneOfTwoSorts_isToldWithBoth() {
        assertUnresolved(plugin().with("Require-Capability", "acme.engine;filter:=\"(|(kind=fast)(kind=slow))\""), """
                no bundle provides the capability acme.engine
                needed: Require-Capability: acme.engine;kind="fast" or "slow"
                fix:    add the library that has Provide-Capability: acme.engine;kind="fast" or "slow\"""");
    }

    @Test
    @Tag("O8")
    void executionEnvironment_thatIsNoVersionOfJava_isTold() {
        assertUnresolved(plugin().with("Require-Capability", "osgi.ee;filter:=\"(osgi.ee=Toaster-9)\""), """
                needs the execution environment Toaster-9, runs on Java %1$s
                needed: Require-Capability: osgi.ee;osgi.ee=Toaster-9
                found:  Java %1$s in %2$s
                fix:    leave the requirement of osgi.ee to bnd, which takes it from the classes""".formatted(
                        Runtime.version().feature(), System.getProperty("java.home")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Foo-99", "Toaster", "JavaME-9"})
    @Tag("O8")
    void executionEnvironment_ofAnOlderHeader_isToldWithIt(String written) {
        assertUnresolved(plugin().with("Bundle-RequiredExecutionEnvironment", written), """
                needs the execution environment %1$s, runs on Java %2$s
                needed: Bundle-RequiredExecutionEnvironment: %1$s
                found:  Java %2$s in %3$s
                fix:    take Bundle-RequiredExecutionEnvironment out of the manifest: bnd requires the Java of the classes""".formatted(
                        written, Runtime.version().feature(), System.getProperty("java.home")));
    }

    @Test
    @Tag("O8")
    void java_ofAnOlderHeader_isToldWithIt() {
        assertUnresolved(plugin().with("Bundle-RequiredExecutionEnvironment", "JavaSE-99"), """
                needs Java 99, runs on Java %1$s
                needed: Bundle-RequiredExecutionEnvironment: JavaSE-99
                found:  Java %1$s in %2$s
                fix:    start the host with Java 99; or compile for Java %1$s with javac --release %1$s, and take \
                Bundle-RequiredExecutionEnvironment out of the manifest""".formatted(
                        Runtime.version().feature(), System.getProperty("java.home")));
    }

    @Test
    @Tag("O8")
    void executionEnvironment_withAVersion_isNoVersionOfJava() {
        assertUnresolved(
                plugin().with("Require-Capability", "osgi.ee;filter:=\"(&(osgi.ee=Toaster)(version=9))\""),
                """
                needs the execution environment Toaster 9, runs on Java %1$s
                needed: Require-Capability: osgi.ee;osgi.ee=Toaster;version="9"
                found:  Java %1$s in %2$s
                fix:    leave the requirement of osgi.ee to bnd, which takes it from the classes""".formatted(Runtime.version().feature(), System.getProperty("java.home")));
    }

    @Test
    @Tag("O8")
    void identity_inAnotherVersion_isTold() {
        library("lib", "1", "X-None", "");
        assertUnresolved(
                plugin().with("Require-Capability", "osgi.identity;filter:=\"(&(osgi.identity=lib)(version>=2))\""),
                "the capability osgi.identity=lib is there, but in another version\n"
                        + "needed: Require-Capability: osgi.identity;osgi.identity=lib;version=\"2\"\n"
                        + "found:  lib 1.0.0 (lib-1.jar) provides osgi.identity;osgi.identity=lib;version=\"1.0.0\"\n"
                        + "fix:    add the library that has Provide-Capability: osgi.identity;osgi.identity=lib;"
                        + "version:Version=\"2\"; or require what is there");
    }

    @Test
    @Tag("O8")
    void requirements_thatContradictEachOther_areTold() {
        library("base", "1", "X-None", "");
        library("base", "2", "X-None", "");
        pinion.addLibrary(BundleBuilder.bundle("mid")
                .source("mid.Mid", "public class Mid {}")
                .with("Export-Package", "mid;uses:=\"base\"")
                .with("Import-Package", "base;version=\"[1,1]\"")
                .buildTo(folder));
        assertUnresolved(plugin().with("Import-Package", "mid,base;version=\"[2,2]\""), """
                package base would come from two bundles
                needed: one base for acme.user 1.0.0 and all whose types it uses
                found:  version 2.0.0 of base 2.0.0 (base-2.jar), because
                          acme.user 1.0.0 has Import-Package: base;version="[2,2]"
                        version 1.0.0 of base 1.0.0 (base-1.jar), because
                          acme.user 1.0.0 has Import-Package: mid
                          mid 1.0.0 (mid-1.0.0.jar) has Export-Package: mid;uses:="base"
                          mid 1.0.0 has Import-Package: base;version="[1,1]"
                fix:    build acme.user against base 1.0.0, so that it imports version="[1,2)"; or take a version of mid \
                that imports base 2.0.0""");
    }

    private static final String PACKED = "the jar contains package api, which the host shares";

    private void assertPacked(BundleBuilder builder, String problem) {
        Path jar = builder.buildTo(folder);
        assertThat(failure(pinion, jar))
                .hasMessage(text(jar, problem))
                .returns(Reason.SHARED_PACKAGE, PluginException::reason);
        assertThat(pinion.framework().getBundleContext().getBundles()).hasSize(1);
    }

    private static BundleBuilder packing() {
        return plugin().source("api.Api", "public interface Api {}");
    }

    @Test
    @Tag("O9")
    void sharedPackage_inTheJar_isRefused_alsoWhenItIsImportedOrExported() {
        assertPacked(packing(), PACKED);
        assertPacked(packing().with("Import-Package", "api;version=\"0\""), PACKED);
        assertPacked(packing().with("Export-Package", "api"), PACKED);
        assertPacked(packing().unlinked(), PACKED);
    }

    @Test
    @Tag("O9")
    void severalSharedPackages_areToldAtOnce() {
        Path jar = packing().source("org.pinion.Extra", "public class Extra {}").buildTo(folder);
        assertThat(failure(pinion, jar))
                .hasMessage("plugin.Open(\"" + jar + "\"): 2 problems\n  " + PACKED + "\n  "
                        + PACKED.replace(" api,", " org.pinion,"));
    }

    @Test
    @Tag("O9")
    void sharedPackage_inAFolderOrJarOfTheBundleClassPath_isRefused() throws IOException {
        byte[] type = api();
        assertPacked(
                plugin().with("-fixupmessages", "*;is:=ignore")
                        .resource("classes/api/Api.class", type)
                        .with("Bundle-ClassPath", ".,/classes/")
                        .unlinked(),
                PACKED);
        assertPacked(
                plugin().resource("lib/api.jar", jarWith("api/Api.class"))
                        .with("Bundle-ClassPath", "., lib/api.jar;x=1"),
                PACKED);
        // bnd writes a manifest for that version, too, with an empty header.
        assertPacked(plugin().resource("META-INF/versions/17/api/Api.class", type), PACKED);
    }

    @Test
    @Tag("O9")
    void sharedPackage_inAJarThatIsOnlyData_isNoMistake() throws IOException {
        assertThat(pinion.open(plugin().resource("data/api.jar", jarWith("api/Api.class"))
                        .resource("api/readme.txt", "no class")
                        .buildTo(folder)))
                .isNotNull();
    }

    @Test
    @Tag("O9")
    void sharedPackage_inALibrary_isRefused() {
        Path jar = BundleBuilder.bundle("acme.lib")
                .source("api.Api", "public interface Api {}")
                .buildTo(folder);
        assertThat(catchThrowableOfType(PluginException.class, () -> pinion.addLibrary(jar)))
                .hasMessage(
                        "plugin.AddLibrary(\"" + jar + "\"): " + PACKED
                                + "\n  fix:    leave api out of the jar and import it: Import-Package: api (with bnd, Import-Package: api, *)");
    }

    private static byte[] api() {
        ClassWriter type = new ClassWriter(0);
        int flags = Opcodes.ACC_PUBLIC | Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT;
        type.visit(Opcodes.V17, flags, "api/Api", null, "java/lang/Object", null);
        type.visitEnd();
        return type.toByteArray();
    }

    private static byte[] jarWith(String entry) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes)) {
            jar.putNextEntry(new JarEntry(entry));
            jar.write(api());
        }
        return bytes.toByteArray();
    }
}
