// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.pinion.contract.TestBundles.failure;
import static org.pinion.contract.TestBundles.text;

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
        assertThat(failure(pinion, jar))
                .hasMessage(text(jar, problem))
                .returns(Reason.UNRESOLVED, PluginException::reason);
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
        library("lib", "1", "X-None", "");
        library("lib", "2", "X-None", "");
        assertUnresolved(
                plugin().with("Import-Package", "lib;version=\"" + range + "\""),
                "plugin was built with a different version of package lib\nImport-Package: lib" + told
                        + "\nbut lib 1.0.0 exports 1\n    lib 2.0.0 exports 2");
    }

    @Test
    @Tag("O8")
    void attributes_ofAnImport_areTold() {
        library("lib", "1", "X-None", "");
        assertUnresolved(
                plugin().with("Import-Package", "lib;bundle-symbolic-name=other;version=\"[1,2)\""),
                "plugin was built with a different version of package lib\n"
                        + "Import-Package: lib;bundle-symbolic-name=\"other\";version=\"[1,2)\"\nbut lib 1.0.0 exports 1");
    }

    @Test
    @Tag("O8")
    void requiredBundle_inAnotherVersion_isToldWithAllThatAreThere() {
        library("lib", "1.5", "X-None", "");
        library("lib", "3", "X-None", "");
        assertUnresolved(
                plugin().with("Require-Bundle", "lib;bundle-version=\"[2,3)\""),
                "Require-Bundle: lib;bundle-version=\"[2,3)\"\nbut there is lib 1.5.0\n    lib 3.0.0");
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
                "Import-Package: frag is offered by frag 1.0.0, which does not resolve:\n"
                        + "  Fragment-Host: lib;bundle-version=\"[2,3)\"\n  but there is lib 1.0.0");
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
                "Require-Capability: acme.engine=fast;version=\"[2,3)\"\n"
                        + "but one 1.0.0 provides acme.engine=fast;version=\"1.5\"\n    two 1.0.0 provides acme.engine=fast;version=\"3\"");
    }

    @Test
    @Tag("O8")
    void capability_withOtherAttributes_isToldWithAllThatAreThere() {
        library("one", "1", "Provide-Capability", "acme.engine;kind=slow");
        assertUnresolved(
                plugin().with("Require-Capability", "acme.engine;filter:=\"(kind=fast)\""),
                "Require-Capability: acme.engine;kind=\"fast\"\nbut one 1.0.0 provides acme.engine;kind=\"slow\"");
        assertUnresolved(
                plugin().version("2").with("Require-Capability", "acme.none;filter:=\"(kind=fast)\""),
                "Require-Capability: acme.none;kind=\"fast\": no bundle provides it");
    }

    @Test
    @Tag("O8")
    void identity_inAnotherVersion_isTold() {
        library("lib", "1", "X-None", "");
        assertUnresolved(
                plugin().with("Require-Capability", "osgi.identity;filter:=\"(&(osgi.identity=lib)(version>=2))\""),
                "Require-Capability: osgi.identity=lib;version=\"2\"\nbut lib 1.0.0 provides osgi.identity=lib;version=\"1\"");
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
        assertUnresolved(
                plugin().with("Import-Package", "mid,base;version=\"[2,2]\""),
                "what it imports cannot be had together: two bundles that it needs use different versions of one"
                        + " package");
    }

    private static final String PACKED =
            "the jar contains package api, which the host shares; leave it out of the jar" + " and import it";

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
                .hasMessage("plugin.AddLibrary(\"" + jar + "\"): " + PACKED);
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
