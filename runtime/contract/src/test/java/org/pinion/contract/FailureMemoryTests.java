// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pinion.contract.TestBundles.counter;
import static org.pinion.contract.TestBundles.failure;
import static org.pinion.contract.TestBundles.text;
import static org.pinion.contract.TestBundles.using;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;
import org.pinion.Plugin;
import org.pinion.PluginException;
import org.pinion.PluginException.Reason;
import org.pinion.embed.Pinion;
import org.pinion.testing.BundleBuilder;

/** What a failed open does to other bundles, and what they do to it. */
class FailureMemoryTests {

    @TempDir
    Path folder;

    @TempDir
    Path storage;

    private Pinion pinion;

    @BeforeEach
    void start() throws IOException {
        folder = folder.toRealPath();
        InitLog.clear();
        pinion = Pinion.builder()
                .share("org.pinion.contract")
                .storage(storage.toRealPath())
                .start();
    }

    @AfterEach
    void close() {
        pinion.close();
    }

    private static BundleBuilder library(String name, String init) {
        return using(BundleBuilder.library("acme." + name))
                .source(
                        name + ".Lib",
                        "public class Lib { public static int one() { return 1; } static void init() { " + init
                                + " } }")
                .with("-exportcontents", name + ";version=1.0");
    }

    private static BundleBuilder user(String name, Path library, String init) {
        return using(BundleBuilder.plugin("acme." + name, name))
                .classPath(library)
                .source(
                        name + ".User",
                        "public class User { public static int one() { return lib.Lib.one(); } static void init() { "
                                + init + " } }");
    }

    @Test
    @Tag("O6")
    void library_thatOnlyAFailedPluginUsed_isFreeAgain() throws BundleException {
        Path lib = library("lib", TestBundles.log("lib")).buildTo(folder);
        Bundle library = pinion.addLibrary(lib);
        Path bad = user("bad", lib, "throw new Error(\"no\");").buildTo(folder);
        assertThat(failure(pinion, bad)).hasMessageContaining("java.lang.Error: no");
        library.stop();
        library.uninstall();
        assertThat(library.getState()).isEqualTo(Bundle.UNINSTALLED);
        assertThat(pinion.framework().getBundleContext().getBundles()).hasSize(1);
    }

    @Test
    @Tag("O6")
    void library_ofAGoodPlugin_staysPinned_whenAnotherUserFails() {
        Path lib = library("lib", TestBundles.log("lib")).buildTo(folder);
        Bundle library = pinion.addLibrary(lib);
        Plugin plugin = pinion.open(user("good", lib, "").buildTo(folder));
        Path bad = user("bad", lib, "throw new Error(\"no\");").buildTo(folder);
        assertThat(failure(pinion, bad)).hasMessageContaining("java.lang.Error: no");
        assertThatThrownBy(library::uninstall).hasMessageContaining("the opened plugin acme.good 1.0.0");
        assertThat(plugin.lookup("one").as(IntSupplier.class).getAsInt()).isEqualTo(1);
        assertThat(InitLog.lines()).containsExactly("lib");
    }

    @Test
    @Tag("O5")
    @Tag("I6")
    void library_whoseInitFailed_failsAllItsPlugins_withoutRunningAgain() {
        Path lib = library("lib", TestBundles.log("lib") + " throw new Error(\"no\");")
                .buildTo(folder);
        Bundle library = pinion.addLibrary(lib);
        String problem =
                "acme.lib 1.0.0, which it is wired to, failed\n  init of Lib in package lib threw java.lang.Error: no";
        Path one = user("one", lib, TestBundles.log("one")).buildTo(folder);
        Path two = user("two", lib, TestBundles.log("two")).buildTo(folder);
        assertThat(failure(pinion, one))
                .hasMessage(text(one, problem))
                .hasCauseExactlyInstanceOf(Error.class)
                .returns(Reason.INIT_FAILED, PluginException::reason);
        assertThat(failure(pinion, one)).hasMessage(text(one, problem + " (previous failure)"));
        assertThat(failure(pinion, two)).hasMessage(text(two, problem));
        assertThat(failure(pinion, two)).hasMessage(text(two, problem + " (previous failure)"));
        assertThat(InitLog.lines()).containsExactly("lib");
        assertThat(library.getState()).isEqualTo(Bundle.RESOLVED);
    }

    @Test
    @Tag("O5")
    void unresolvedPlugin_isRemembered_untilABundleWasInstalledByAnybody() throws Exception {
        Path lib = library("lib", "").buildTo(folder);
        Path jar = user("user", lib, "").buildTo(folder);
        String problem = "no bundle exports package lib";
        assertThat(failure(pinion, jar))
                .hasMessage(text(jar, problem))
                .returns(Reason.UNRESOLVED, PluginException::reason);
        assertThat(failure(pinion, jar)).hasMessage(text(jar, problem + " (previous failure)"));
        Path other = counter("acme.other").buildTo(folder);
        pinion.framework().getBundleContext().installBundle("other", Files.newInputStream(other));
        assertThat(failure(pinion, jar)).hasMessage(text(jar, problem));
        assertThat(failure(pinion, jar)).hasMessage(text(jar, problem + " (previous failure)"));
        pinion.framework().getBundleContext().installBundle("lib", Files.newInputStream(lib));
        assertThat(pinion.open(jar).symbols()).hasSize(1);
    }

    @Test
    @Tag("O5")
    void severalProblems_areRemembered_withOneSuffix() {
        Path jar = BundleBuilder.plugin("acme.user", "acme")
                .source("acme.A", "public class A {}")
                .with("Import-Package", "none;version=\"2\"")
                .with("Require-Bundle", "acme.none")
                .buildTo(folder);
        String problems = "plugin.Open(\"" + jar + "\"): 2 problems\n"
                + "  no bundle exports package none\n"
                + "  no bundle acme.none is there";
        assertThat(failure(pinion, jar)).hasMessage(problems);
        assertThat(failure(pinion, jar)).hasMessage(problems + " (previous failure)");
        assertThat(failure(pinion, jar)).hasMessage(problems + " (previous failure)");
    }

    @Test
    @Tag("O5")
    void fileThatWasMissing_isNotRemembered() throws IOException {
        Path jar = folder.resolve("late.jar");
        assertThat(failure(pinion, jar)).hasMessage(text(jar, "no such file"));
        assertThat(failure(pinion, jar)).hasMessage(text(jar, "no such file"));
        Files.write(jar, new byte[0]);
        assertThat(failure(pinion, jar)).hasMessage(text(jar, "is not a jar file: it is empty"));
        assertThat(failure(pinion, jar)).hasMessage(text(jar, "is not a jar file: it is empty (previous failure)"));
        Files.write(jar, counter("acme.late").build());
        assertThat(pinion.open(jar).name()).isEqualTo("acme.late");
    }

    @Test
    @Tag("O5")
    void failure_isThatOfTheFile_throughEveryPathToIt() throws IOException {
        Path jar = using(BundleBuilder.plugin("acme.bad", "acme"))
                .source(
                        "acme.A",
                        "public class A { static void init() { " + TestBundles.log("A")
                                + " throw new Error(\"no\"); } }")
                .buildTo(folder);
        Path link = Files.createSymbolicLink(folder.resolve("link.jar"), jar);
        String problem = "init of A in package acme threw java.lang.Error: no";
        assertThat(failure(pinion, link)).hasMessage(text(link, problem));
        assertThat(failure(pinion, jar)).hasMessage(text(jar, problem + " (previous failure)"));
        Files.setLastModifiedTime(jar, java.nio.file.attribute.FileTime.fromMillis(0));
        assertThat(failure(pinion, jar)).hasMessage(text(jar, problem + " (previous failure)"));
        Path hard = Files.createLink(folder.resolve("hard.jar"), jar);
        assertThat(failure(pinion, hard)).hasMessage(text(hard, problem));
        assertThat(InitLog.lines()).containsExactly("A", "A");
    }

    @Test
    @Tag("O5")
    void failedPlugin_thatAnInitOpens_failsThatInitToo() {
        Path inner = using(BundleBuilder.plugin("inner", "inner"))
                .source("inner.A", "public class A { static void init() { throw new Error(\"no\"); } }")
                .buildTo(folder);
        Path outer = using(BundleBuilder.plugin("outer", "outer"))
                .source(
                        "outer.A",
                        "public class A { static void init() { org.pinion.contract.InitHost.open(\"inner\"); } }")
                .buildTo(folder);
        InitHost.registry = pinion;
        InitHost.folder = folder;
        String problem = "init of A in package outer threw org.pinion.PluginException: "
                + text(inner, "init of A in package inner threw java.lang.Error: no")
                + "\n  init of A in package inner threw java.lang.Error: no";
        assertThat(failure(pinion, outer)).hasMessage(text(outer, problem));
        assertThat(failure(pinion, outer)).hasMessage(text(outer, problem + " (previous failure)"));
        assertThat(pinion.plugins()).isEmpty();
        assertThat(pinion.framework().getBundleContext().getBundles()).hasSize(1);
    }

    @Test
    @Tag("O6")
    void libraryThatIsWiredToAFailedPlugin_getsTheGoodOne() throws IOException {
        String[] inits = {"throw new Error(\"no\");", TestBundles.log("good")};
        Path bad = circular(inits[0]).buildAs(folder.resolve("bad.jar"));
        Path lib = using(BundleBuilder.library("acme.lib"))
                .classPath(bad)
                .source("lib.Lib", "public class Lib { public static Object make() { return new acme.Model(); } }")
                .with("-exportcontents", "lib;version=1.0")
                .buildTo(folder);
        pinion.addLibrary(lib);
        Path good = circular(inits[1]).buildAs(folder.resolve("good.jar"));
        assertThat(failure(pinion, bad))
                .hasMessage(text(bad, "init of Model in package acme threw java.lang.Error: no"));
        assertThat(pinion.framework()
                        .getBundleContext()
                        .getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                        .adapt(FrameworkWiring.class)
                        .getRemovalPendingBundles())
                .isEmpty();
        Plugin plugin = pinion.open(good);
        Object made = plugin.lookup("make").as(Supplier.class).get();
        assertThat(org.osgi.framework.FrameworkUtil.getBundle(made.getClass())).isSameAs(plugin.bundle());
    }

    /** A plugin that exports a package to a library, and reaches what the library does with it by its name only. */
    private static BundleBuilder circular(String init) {
        return using(BundleBuilder.plugin("acme.circular", "acme"))
                .source("acme.Model", """
                        public class Model {
                            public static Object make() throws Exception {
                                return Class.forName("lib.Lib").getMethod("make").invoke(null);
                            }
                            static void init() { %s }
                        }
                        """.formatted(init))
                .with("Export-Package", "acme;version=1.0")
                .with("Import-Package", "lib,*");
    }
}
