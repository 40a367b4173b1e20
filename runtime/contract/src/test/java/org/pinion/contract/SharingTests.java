// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.apache.commons.lang3.StringUtils;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;
import org.pinion.Plugin;
import org.pinion.PluginException;
import org.pinion.PluginException.Reason;
import org.pinion.SymbolRegistry;
import org.pinion.embed.Pinion;
import org.pinion.testing.BundleBuilder;

class SharingTests {

    private static final Path CLASSES = Path.of("target/test-classes");

    @TempDir
    Path folder;

    private BundleBuilder user(String name, String range) {
        return BundleBuilder.plugin(name, "user")
                .source(
                        "user.User",
                        "public class User { public static void log() { org.pinion.contract.InitLog.add(\"" + name
                                + "\"); } }")
                .classPath(CLASSES)
                .with("Import-Package", "org.pinion.contract;version=\"" + range + "\", *");
    }

    @Test
    void sharedPackage_hasTheSameClassesInHostAndPlugin() {
        InitLog.clear();
        try (Pinion pinion = Pinion.builder().share("org.pinion.contract").start()) {
            pinion.open(user("acme.user", "[1.0,2)").buildTo(folder))
                    .lookup("log")
                    .as(Runnable.class)
                    .run();
        }
        assertThat(InitLog.lines()).containsExactly("acme.user");
    }

    @Test
    void versionOfSharedPackage_comesFromTheManifestOfItsJar() {
        try (Pinion pinion = Pinion.builder().share("org.apache.commons.lang3").start()) {
            Path jar = BundleBuilder.plugin("acme.strings", "acme")
                    .source(
                            "acme.S",
                            "public class S { public static String up(String s) { return"
                                    + " org.apache.commons.lang3.StringUtils.capitalize(s); } }")
                    .classPath(BundleBuilder.locationOf(StringUtils.class))
                    .buildTo(folder);
            assertThat(pinion.open(jar).bundle().getHeaders().get("Import-Package"))
                    .contains("org.apache.commons.lang3;version=\"[3.");
        }
    }

    @Test
    @Tag("O8")
    void otherVersion_isToldWithWhatIsThere() {
        try (Pinion pinion = Pinion.builder()
                .share("org.pinion.contract", Version.parseVersion("3.0"))
                .start()) {
            Path jar = user("acme.user", "[1.2,2)").buildTo(folder);
            assertThatThrownBy(() -> pinion.open(jar))
                    .isInstanceOf(PluginException.class)
                    .hasMessage("plugin.Open(\"" + jar
                            + "\"): plugin was built with a different version of package org.pinion.contract\n"
                            + "  needed: Import-Package: org.pinion.contract;version=\"[1.2,2)\"\n"
                            + "  found:  the host shares version 3.0.0\n"
                            + "  fix:    build it against version 3.0.0, so that it imports version=\"[3,4)\"; or let the"
                            + " host share org.pinion.contract in a version of [1.2,2)")
                    .extracting(failure -> ((PluginException) failure).reason())
                    .isEqualTo(Reason.UNRESOLVED);
        }
    }

    @Test
    @Tag("O8")
    void allThatIsMissing_isToldAtOnce_asManifestHeaders() {
        try (Pinion pinion = Pinion.start()) {
            Path lib = BundleBuilder.bundle("acme.lib")
                    .source("lib.Lib", "public class Lib {}")
                    .with("Export-Package", "lib;version=\"3.1\"")
                    .buildTo(folder);
            Path middle = BundleBuilder.bundle("acme.middle")
                    .source("middle.M", "public class M {}")
                    .with("Export-Package", "middle;version=\"1\"")
                    .with("Import-Package", "deep.down;version=\"[1,1]\"")
                    .buildTo(folder);
            pinion.addLibrary(lib);
            pinion.addLibrary(middle);
            Path jar = BundleBuilder.plugin("acme.user", "acme")
                    .source("acme.A", "public class A {}")
                    .with(
                            "Import-Package",
                            "lib;version=\"[1.2,2)\",nowhere;version=\"(1,2]\",middle,optional;resolution:=optional")
                    .with("Require-Bundle", "acme.none,acme.lib;bundle-version=\"[7,8)\"")
                    .with(
                            "Require-Capability",
                            "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=99))\",acme.cap;filter:=\"(name=x)\"")
                    .buildTo(folder);
            assertThatThrownBy(() -> pinion.open(jar)).hasMessage("""
                            plugin.Open("%s"): 7 problems
                              needs Java 99, runs on Java %s
                                needed: Require-Capability: osgi.ee;osgi.ee=JavaSE;version="99"
                                found:  Java %2$s in %s
                                fix:    start the host with Java 99; or compile for Java %2$s with javac --release %2$s
                              no bundle exports package nowhere
                                needed: Import-Package: nowhere;version="(1,2]"
                                found:  no class in the jar refers to nowhere
                                fix:    add the library that exports nowhere in a version of (1,2]; if it is not needed, take it out of \
                            Import-Package, with bnd by Import-Package: !nowhere, *; if the jar was changed after bnd had written \
                            its manifest, as maven-shade-plugin does, let bnd run after that
                              plugin was built with a different version of package lib
                                needed: Import-Package: lib;version="[1.2,2)"
                                found:  acme.lib 1.0.0 (%s) exports version 3.1.0
                                fix:    build it against version 3.1.0, so that it imports version="[3.1,4)"; or add a library \
                            that exports lib in a version of [1.2,2)
                              no bundle acme.none is there
                                needed: Require-Bundle: acme.none
                                fix:    add the library acme.none
                              bundle acme.lib is there in another version only
                                needed: Require-Bundle: acme.lib;bundle-version="[7,8)"
                                found:  acme.lib 1.0.0 (%4$s)
                                fix:    add the library acme.lib in a version of [7,8); or build against acme.lib 1.0.0 \
                            and write bundle-version="[1,2)"
                              no bundle provides the capability acme.cap
                                needed: Require-Capability: acme.cap;name="x"
                                fix:    add the library that has Provide-Capability: acme.cap;name="x"
                              acme.middle 1.0.0, which is needed, does not resolve
                                needed: Import-Package: middle
                                found:  acme.middle 1.0.0 (%s) offers it, but
                                  no bundle exports package deep.down
                                  needed: Import-Package: deep.down;version="[1,1]"
                                  found:  no class in the jar refers to deep.down
                                  fix:    add the library that exports deep.down in a version of [1,1]; if it is not needed, take it out of \
                            Import-Package, with bnd by Import-Package: !deep.down, *; if the jar was changed after bnd had written \
                            its manifest, as maven-shade-plugin does, let bnd run after that""".formatted(
                            jar, Runtime.version().feature(), System.getProperty("java.home"), lib, middle));
        }
    }

    @Test
    @Tag("O5")
    void unresolvedPlugin_isTriedAgain_whenABundleWasInstalled() {
        try (Pinion pinion = Pinion.start()) {
            Path lib = BundleBuilder.bundle("acme.lib")
                    .source("lib.Lib", "public class Lib { public static int one() { return 1; } }")
                    .with("-exportcontents", "lib;version=1.0")
                    .buildTo(folder);
            Path jar = BundleBuilder.plugin("acme.user", "acme")
                    .source("acme.A", "public class A { public static int one() { return lib.Lib.one(); } }")
                    .classPath(lib)
                    .buildTo(folder);
            assertThatThrownBy(() -> pinion.open(jar)).hasMessageContaining("no bundle exports package lib");
            assertThatThrownBy(() -> pinion.open(jar)).hasMessageEndingWith("(previous failure)");
            Bundle library = pinion.addLibrary(lib);
            assertThat(pinion.addLibrary(lib)).isSameAs(library);
            assertThat(pinion.open(jar).symbols()).hasSize(1);
        }
    }

    @Test
    @Tag("O9")
    void pluginThatPacksASharedPackage_isRefused() {
        try (Pinion pinion = Pinion.builder().share("org.pinion.contract").start()) {
            Path jar = BundleBuilder.plugin("acme.packed", "acme")
                    .source("org.pinion.contract.Api", "public interface Api {}")
                    .source("acme.A", "public class A { public static org.pinion.contract.Api api; }")
                    .buildTo(folder);
            assertThatThrownBy(() -> pinion.open(jar))
                    .hasMessage("plugin.Open(\"" + jar
                            + "\"): the jar contains package org.pinion.contract, which the host shares\n"
                            + "  fix:    leave org.pinion.contract out of the jar and import it: Import-Package:"
                            + " org.pinion.contract (with bnd, Import-Package: org.pinion.contract, *)")
                    .extracting(failure -> ((PluginException) failure).reason())
                    .isEqualTo(Reason.SHARED_PACKAGE);
        }
    }

    @Test
    void thirdPartyBundle_isALibraryForPlugins() {
        Path commons = BundleBuilder.locationOf(StringUtils.class);
        try (Pinion pinion = Pinion.start()) {
            Bundle library = pinion.addLibrary(commons);
            Path jar = BundleBuilder.plugin("acme.strings", "acme")
                    .source("acme.S", """
                            public class S {
                                public static String reverse(String s) {
                                    return org.apache.commons.lang3.StringUtils.reverse(s);
                                }
                            }
                            """)
                    .classPath(commons)
                    .buildTo(folder);
            @SuppressWarnings("unchecked")
            java.util.function.UnaryOperator<String> reverse =
                    pinion.open(jar).lookup("reverse").as(java.util.function.UnaryOperator.class);
            assertThat(reverse.apply("abc")).isEqualTo("cba");
            assertThat(library.getSymbolicName()).isEqualTo("org.apache.commons.lang3");
            assertThatThrownBy(library::uninstall).hasMessageContaining("the opened plugin acme.strings 1.0.0");
        }
    }

    @Test
    void library_thatIsNone_isRefused() {
        try (Pinion pinion = Pinion.start()) {
            Path jar = BundleBuilder.plugin("acme.plugin", "acme")
                    .source("acme.A", "public class A {}")
                    .buildTo(folder);
            assertThatThrownBy(() -> pinion.addLibrary(jar))
                    .hasMessage("plugin.AddLibrary(\"" + jar
                            + "\"): bundle acme.plugin 1.0.0 is a plugin, not a library\n  fix:    open it");
            assertThatThrownBy(() -> pinion.addLibrary(folder.resolve("none.jar")))
                    .hasMessageContaining("no such file");
        }
    }

    @Test
    void library_thatWasMended_isAdded() throws java.io.IOException {
        try (Pinion pinion = Pinion.start()) {
            Path jar = folder.resolve("library.jar");
            java.nio.file.Files.writeString(jar, "no jar");
            assertThatThrownBy(() -> pinion.addLibrary(jar)).hasMessageContaining("is not a jar file");
            BundleBuilder.bundle("acme.lib").buildAs(jar);
            assertThat(pinion.addLibrary(jar)).isSameAs(pinion.addLibrary(jar));
            BundleBuilder.bundle("acme.lib").version("2.0.0").buildAs(jar);
            assertThatThrownBy(() -> pinion.addLibrary(jar))
                    .hasMessageContaining(
                            "changed since it was added; a library cannot be reloaded, restart the runtime");
        }
    }

    @Test
    void classesOfOneName_inTwoPlugins_areToldApart() throws Throwable {
        try (Pinion pinion = Pinion.start()) {
            Plugin one = model(pinion, "acme.one");
            Plugin two = model(pinion, "acme.two");
            Object model = ((org.pinion.Function) one.lookup("make")).call();
            assertThatThrownBy(() -> ((org.pinion.Function) two.lookup("take")).call(model))
                    .isInstanceOf(org.pinion.SymbolTypeException.class)
                    .hasMessageContaining("take(model.Model) of plugin acme.two with (model.Model)");
            assertThat(one.lookup("make").as(Supplier.class).get()).isNotNull();
        }
    }

    private Plugin model(Pinion pinion, String name) {
        return pinion.open(
                BundleBuilder.plugin(name, "model").source("model.Model", """
                        public class Model {
                            public static Model make() { return new Model(); }
                            public static String take(Model model) { return "taken"; }
                        }
                        """).buildTo(folder));
    }

    @Test
    void registryAndPlugins_areServices() throws Exception {
        try (Pinion pinion = Pinion.start()) {
            Plugin plugin = model(pinion, "acme.model");
            var context = pinion.framework().getBundleContext();
            SymbolRegistry registry = context.getService(context.getServiceReference(SymbolRegistry.class));
            assertThat(registry.plugins()).containsExactly(plugin);
            ServiceReference<Plugin> reference = context.getServiceReferences(
                            Plugin.class, "(&(plugin.name=acme.model)(plugin.symbols=make)(plugin.main=model))")
                    .iterator()
                    .next();
            assertThat(context.getService(reference)).isSameAs(plugin);
            assertThat(reference.getProperty("plugin.version")).isEqualTo(Version.parseVersion("1.0.0"));
            assertThat((String[]) reference.getProperty("plugin.symbols")).containsExactly("make", "take");
            assertThat(reference.getBundle()).isSameAs(plugin.bundle());
        }
    }

    @Test
    void plugin_opensAnotherOneThroughTheRegistryService() {
        try (Pinion pinion = Pinion.start()) {
            Path other = BundleBuilder.plugin("acme.other", "other")
                    .source("other.O", "public class O { public static int two() { return 2; } }")
                    .buildTo(folder);
            Path jar = BundleBuilder.plugin("acme.opener", "acme")
                    .source("acme.A", """
                            import org.osgi.framework.*;
                            import org.pinion.*;
                            public class A {
                                public static int two;
                                static void init() {
                                    BundleContext context = FrameworkUtil.getBundle(A.class).getBundleContext();
                                    SymbolRegistry registry =
                                            context.getService(context.getServiceReference(SymbolRegistry.class));
                                    two = registry.open(java.nio.file.Path.of(System.getProperty("other.jar")))
                                            .lookup("two").as(java.util.function.IntSupplier.class).getAsInt();
                                }
                            }
                            """)
                    .classPath(BundleBuilder.locationOf(Bundle.class))
                    .buildTo(folder);
            System.setProperty("other.jar", other.toString());
            try {
                assertThat(((org.pinion.Variable) pinion.open(jar).lookup("two")).get())
                        .isEqualTo(2);
            } finally {
                System.clearProperty("other.jar");
            }
            assertThat(pinion.plugins()).extracting(Plugin::name).containsExactly("acme.other", "acme.opener");
        }
    }
}
