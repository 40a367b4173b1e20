// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pinion.contract.TestBundles.CLASSES;
import static org.pinion.contract.TestBundles.text;
import static org.pinion.contract.TestBundles.whole;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.Version;
import org.pinion.Plugin;
import org.pinion.PluginException;
import org.pinion.PluginException.Reason;
import org.pinion.Variable;
import org.pinion.contract.host.annotated.Greeting;
import org.pinion.embed.Pinion;
import org.pinion.testing.BundleBuilder;

/** Packages of the host, their versions, and the objects that go between host and plugins. */
class SharedObjectTests {

    private static final String HOST = "org.pinion.contract.host.";

    @TempDir
    Path folder;

    /** A plugin that greets with an interface of the host. */
    private BundleBuilder greeter(String packageName, String range) {
        return BundleBuilder.plugin("acme.greeter", "acme")
                .classPath(CLASSES)
                .source("acme.Greeter", """
                        public class Greeter implements %1$s.Greeting {
                            public static %1$s.Greeting greeting = new Greeter();
                            public String greet(String name) { return "Hello " + name; }
                        }
                        """.formatted(packageName))
                .with("Import-Package", packageName + (range == null ? "" : ";version=\"" + range + "\""));
    }

    private void assertVersion(Pinion.Builder builder, String packageName, String version) {
        try (Pinion pinion = builder.start()) {
            Path jar = greeter(packageName, "[77,78)").buildAs(folder.resolve("wrong.jar"));
            assertThat(whole(pinion, jar))
                    .hasMessageStartingWith(
                            text(jar, "plugin was built with a different version of package " + packageName))
                    .returns(
                            List.of("the host shares version " + version),
                            failure -> failure.problems().get(0).found())
                    .returns(Reason.UNRESOLVED, PluginException::reason);
        }
    }

    @Test
    @Tag("O8")
    void version_ofASharedPackage_isThatOfPackageInfo_elseOfAManifest_elseNone() {
        assertVersion(Pinion.builder().share(HOST + "annotated"), HOST + "annotated", "1.4.2");
        assertVersion(Pinion.builder().share(HOST + "exported"), HOST + "exported", "2.5.1");
        assertVersion(Pinion.builder().share(HOST + "plain"), HOST + "plain", "0.0.0");
        assertVersion(
                Pinion.builder().share(HOST + "annotated", Version.parseVersion("3.0.0.beta")),
                HOST + "annotated",
                "3.0.0.beta");
        assertVersion(
                Pinion.builder()
                        .share(HOST + "annotated", Version.parseVersion("3"))
                        .share(HOST + "annotated"),
                HOST + "annotated",
                "1.4.2");
    }

    @Test
    @Tag("O8")
    void plugin_builtAgainstAnOlderApi_opens_aNewerOneDoesNot() {
        try (Pinion pinion = Pinion.builder().share(HOST + "annotated").start()) {
            Path newer = greeter(HOST + "annotated", "[1.5,2)").buildAs(folder.resolve("newer.jar"));
            assertThat(whole(pinion, newer))
                    .hasMessage(text(
                            newer,
                            "plugin was built with a different version of package " + HOST
                                    + "annotated\nneeded: Import-Package: " + HOST
                                    + "annotated;version=\"[1.5,2)\"\nfound:  the host shares version 1.4.2\n"
                                    + "fix:    build it against version 1.4.2, so that it imports version=\"[1.4,2)\"; or let"
                                    + " the host share " + HOST + "annotated in a version of [1.5,2)"));
            Path older = greeter(HOST + "annotated", "[1.2,2)").buildAs(folder.resolve("older.jar"));
            Greeting greeting = (Greeting) ((Variable) pinion.open(older).lookup("greeting")).get();
            assertThat(greeting.greet("you")).isEqualTo("Hello you");
        }
    }

    @Test
    @Tag("O8")
    void plugin_withoutARange_takesAnyVersion() {
        for (String name : new String[] {"annotated", "exported", "plain"}) {
            try (Pinion pinion = Pinion.builder().share(HOST + name).start()) {
                Path jar = greeter(HOST + name, "0").buildAs(folder.resolve(name + ".jar"));
                assertThat(pinion.open(jar).symbols()).hasSize(1);
            }
        }
    }

    @Test
    @Tag("O8")
    void package_thatIsNotShared_isMissing() {
        try (Pinion pinion = Pinion.start()) {
            Path jar = greeter(HOST + "plain", null).buildTo(folder);
            assertThat(whole(pinion, jar))
                    .hasMessage(text(
                            jar,
                            "no bundle exports package " + HOST + "plain\nneeded: Import-Package: " + HOST
                                    + "plain\nfound:  the host has the package on its class path, but does not share"
                                    + " it\nfix:    let the host share it, with Pinion.builder().share(\"" + HOST
                                    + "plain\"); or add a library that exports it"));
        }
    }

    @Test
    @Tag("O9")
    void classOfTheHost_thatNobodyHasTouched_isTheHosts() {
        try (Pinion pinion = Pinion.builder().share("org.pinion.contract").start()) {
            Plugin plugin = pinion.open(BundleBuilder.plugin("acme.toucher", "acme")
                    .classPath(CLASSES)
                    .source(
                            "acme.A",
                            "public class A { public static int touch() { return"
                                    + " ++org.pinion.contract.SharedObjectHost.count; } }")
                    .buildTo(folder));
            assertThat(plugin.lookup("touch").as(IntSupplier.class).getAsInt()).isEqualTo(42);
            assertThat(SharedObjectHost.count).isEqualTo(42);
        }
    }

    interface Greets {
        String greet(Greeting greeting);
    }

    @Test
    @Tag("S7")
    void classThatThePluginHasToo_isToldApart_byWhoseItIs() {
        String greeting = Greeting.class.getName();
        try (Pinion pinion = Pinion.start()) {
            Plugin plugin = pinion.open(BundleBuilder.plugin("acme.copy", "acme")
                    .source(greeting, "public interface Greeting {}")
                    .source(
                            "acme.A",
                            "public class A { public static String greet(" + greeting + " g) { return \"\"; } }")
                    .buildTo(folder));
            assertThatThrownBy(() -> plugin.lookup("greet").as(Greets.class))
                    .hasMessage("interface conversion: symbol of plugin acme.copy is String greet(" + greeting
                            + " (of bundle acme.copy 1.0.0)), not String greet(" + greeting + " (of the host)) of "
                            + Greets.class.getName());
        }
    }

    private BundleBuilder exchanging(String name, Path library) {
        return BundleBuilder.plugin(name, "acme")
                .classPath(CLASSES, library)
                .source("acme.Local", "class Local { static String name = \"" + name + "\"; }")
                .source("acme.Exchange", """
                        import org.pinion.contract.host.annotated.Greeting;
                        public class Exchange {
                            private static Object kept;
                            public static Greeting make() { return n -> Local.name + " greets " + n; }
                            public static String take(Greeting g) { return g.greet(Local.name); }
                            public static lib.Model model() { return new lib.Model(Local.name); }
                            public static String takeModel(lib.Model m) { return m.name + " at " + Local.name; }
                            public static void keep(Object o) { kept = o; }
                            public static Object give() { return kept; }
                            public static Class<?> local() { return Local.class; }
                        }
                        """);
    }

    @Test
    @Tag("O9")
    @SuppressWarnings("unchecked")
    void plugins_exchangeObjects_ofSharedTypesAndOfTheirLibrary() throws Throwable {
        try (Pinion pinion = Pinion.builder().share(HOST + "annotated").start()) {
            Path lib = BundleBuilder.bundle("acme.lib")
                    .source(
                            "lib.Model",
                            "public class Model { public final String name; public Model(String n) { name"
                                    + " = n; } }")
                    .with("-exportcontents", "lib;version=1.0")
                    .buildTo(folder);
            pinion.addLibrary(lib);
            Plugin one = pinion.open(exchanging("one", lib).buildTo(folder));
            Plugin two = pinion.open(exchanging("two", lib).buildTo(folder));
            Greeting greeting = (Greeting) one.lookup("make").as(Supplier.class).get();
            assertThat(greeting.greet("host")).isEqualTo("one greets host");
            UnaryOperator<Object> take = two.lookup("take").as(UnaryOperator.class);
            assertThat(take.apply(greeting)).isEqualTo("one greets two");
            Greeting hosts = name -> "host greets " + name;
            assertThat(take.apply(hosts)).isEqualTo("host greets two");
            Object model = one.lookup("model").as(Supplier.class).get();
            assertThat(((org.pinion.Function) two.lookup("takeModel")).call(model))
                    .isEqualTo("one at two");
            two.lookup("keep").as(Consumer.class).accept(model);
            assertThat(two.lookup("give").as(Supplier.class).get()).isSameAs(model);
            Class<?> ofOne = (Class<?>) one.lookup("local").as(Supplier.class).get();
            Class<?> ofTwo = (Class<?>) two.lookup("local").as(Supplier.class).get();
            assertThat(ofOne).isNotSameAs(ofTwo).hasToString(ofTwo.toString());
            assertThat(FrameworkUtil.getBundle(ofTwo)).isSameAs(two.bundle());
        }
    }
}
