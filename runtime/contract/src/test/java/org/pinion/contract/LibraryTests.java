// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pinion.contract.TestBundles.failure;
import static org.pinion.contract.TestBundles.log;
import static org.pinion.contract.TestBundles.using;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.pinion.Library;
import org.pinion.PluginException;
import org.pinion.PluginException.Reason;
import org.pinion.embed.Pinion;
import org.pinion.testing.BundleBuilder;

/** When libraries are started, and how they are listed. */
@Timeout(60)
class LibraryTests {

    @TempDir
    Path folder;

    private final Pinion pinion = Pinion.builder().share("org.pinion.contract").start();

    @BeforeEach
    void clear() {
        InitLog.clear();
    }

    @AfterEach
    void close() {
        pinion.close();
    }

    /** A library that exports its package, uses others, and has an activator. */
    static BundleBuilder library(String name, String activator, Path... uses) {
        StringBuilder calls = new StringBuilder("1");
        for (Path path : uses) {
            calls.append(" + ")
                    .append(path.getFileName().toString().replaceFirst("-.*", ""))
                    .append(".Lib.one()");
        }
        return using(BundleBuilder.bundle(name))
                .classPath(uses)
                .source(name + ".Lib", "public class Lib { public static int one() { return " + calls + "; } }")
                .source(name + ".Activator", """
                        public class Activator implements org.osgi.framework.BundleActivator {
                            public void start(org.osgi.framework.BundleContext context) throws Exception { %s }
                            public void stop(org.osgi.framework.BundleContext context) { %s }
                        }
                        """.formatted(activator, log("stop " + name)))
                .with("Bundle-Activator", name + ".Activator")
                .with("-exportcontents", name + ";version=1.0");
    }

    private Path logging(String name, Path... uses) {
        return library(name, log(name), uses).buildTo(folder);
    }

    static BundleBuilder plugin(String name, Path... uses) {
        StringBuilder calls = new StringBuilder("1");
        for (Path path : uses) {
            calls.append(" + ")
                    .append(path.getFileName().toString().replaceFirst("-.*", ""))
                    .append(".Lib.one()");
        }
        return using(BundleBuilder.plugin(name, name))
                .classPath(uses)
                .source(
                        name + ".Main",
                        "public class Main { public static int value = " + calls + "; static void init() { " + log(name)
                                + " } }");
    }

    private Library find(String name) {
        return find(pinion, name);
    }

    static Library find(Pinion pinion, String name) {
        return pinion.libraries().stream()
                .filter(library -> library.bundle().getSymbolicName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static int state(Library library) {
        return library.bundle().getState();
    }

    @Test
    @Tag("L1")
    void libraries_addedInAnyOrder_areStartedBeforeAnyPlugin_providersFirst() {
        Path c = logging("c");
        Path b = logging("b", c);
        Path a = logging("a", b);
        Path unused = logging("unused");
        List.of(a, b, unused, c).forEach(pinion::addLibrary);
        assertThat(InitLog.lines()).isEmpty();
        assertThat(pinion.libraries())
                .allSatisfy(library -> assertThat(state(library)).isEqualTo(Bundle.INSTALLED));
        pinion.open(plugin("top", a).buildTo(folder));
        assertThat(InitLog.lines()).containsExactly("c", "b", "a", "unused", "top");
        pinion.open(plugin("next", b).buildTo(folder));
        assertThat(InitLog.lines()).containsExactly("c", "b", "a", "unused", "top", "next");
        pinion.addLibrary(logging("later"));
        pinion.open(plugin("stranger").buildTo(folder));
        assertThat(InitLog.lines()).endsWith("next", "later", "stranger");
        pinion.close();
        assertThat(InitLog.lines()).contains("stop a", "stop b", "stop c", "stop unused", "stop later");
    }

    @Test
    @Tag("L1")
    void optionalImport_ofWhatIsAddedLater_isWired() {
        Path extra = logging("extra");
        Path lib = library("lib", log("lib"), extra)
                .with("Import-Package", "extra;resolution:=optional,*")
                .buildTo(folder);
        pinion.addLibrary(lib);
        pinion.addLibrary(extra);
        pinion.open(plugin("top", lib).buildTo(folder));
        assertThat(InitLog.lines()).containsExactly("extra", "lib", "top");
    }

    @Test
    @Tag("L1")
    void libraries_inACircle_areAllStarted() {
        library("a", log("a")).with("Import-Package", "b,*").buildTo(folder);
        library("b", log("b")).with("Import-Package", "a,*").buildTo(folder);
        pinion.addLibrary(folder.resolve("a-1.0.0.jar"));
        pinion.addLibrary(folder.resolve("b-1.0.0.jar"));
        pinion.startLibraries();
        assertThat(InitLog.lines()).containsExactly("b", "a");
    }

    @Test
    @Tag("L1")
    void libraries_ofAPluginsFolder_areStartedBeforeItsPlugins_alsoWithoutAny() {
        Path plugins = folder.resolve("plugins");
        plugins.toFile().mkdir();
        Path z = library("z", log("z")).buildTo(plugins);
        library("lonely", log("lonely")).buildTo(plugins);
        plugin("a", z).buildTo(plugins);
        try (Pinion other =
                Pinion.builder().share("org.pinion.contract").plugins(plugins).start()) {
            assertThat(other.failures()).isEmpty();
            assertThat(InitLog.lines()).containsExactly("lonely", "z", "a");
        }
        InitLog.clear();
        assertThat(plugins.resolve("a-1.0.0.jar").toFile().delete()).isTrue();
        try (Pinion other =
                Pinion.builder().share("org.pinion.contract").plugins(plugins).start()) {
            assertThat(other.libraries()).hasSize(2);
            assertThat(InitLog.lines()).containsExactly("lonely", "z");
        }
    }

    @Test
    @Tag("L1")
    void library_thatUsesAPlugin_isStartedAfterIt() {
        Path api = plugin("api").with("Export-Package", "api;version=1.0").buildTo(folder);
        Path lib = using(BundleBuilder.bundle("lib"))
                .classPath(api)
                .source("lib.Lib", "public class Lib { public static int one() { return api.Main.value; } }")
                .source("lib.Activator", """
                        public class Activator implements org.osgi.framework.BundleActivator {
                            public void start(org.osgi.framework.BundleContext context) { %s Lib.one(); }
                            public void stop(org.osgi.framework.BundleContext context) { }
                        }
                        """.formatted(log("lib")))
                .with("Bundle-Activator", "lib.Activator")
                .with("-exportcontents", "lib;version=1.0")
                .buildTo(folder);
        Path user = plugin("user", lib).buildTo(folder);
        pinion.addLibrary(lib);
        assertThat(pinion.openAll(List.of(user, api)).failures()).isEmpty();
        assertThat(InitLog.lines()).containsExactly("api", "lib", "user");
    }

    @Test
    @Tag("L2")
    void lazyLibrary_isActivatedByItsFirstUse_unlessItHasInitsOrServices() {
        Path lazy = library("lazy", log("lazy"))
                .with("Bundle-ActivationPolicy", "lazy")
                .buildTo(folder);
        Path linked = using(BundleBuilder.library("linked"))
                .source("linked.Lib", "public class Lib { static void init() { " + log("linked") + " } }")
                .with("-exportcontents", "linked;version=1.0")
                .with("Bundle-ActivationPolicy", "lazy")
                .buildTo(folder);
        Path serving = library("serving", log("serving"))
                .with("Bundle-ActivationPolicy", "lazy")
                .with("Provide-Capability", "osgi.service;objectClass:List<String>=\"some.Service\";effective:=active")
                .buildTo(folder);
        List.of(lazy, linked, serving).forEach(pinion::addLibrary);
        pinion.startLibraries();
        assertThat(InitLog.lines()).containsExactly("linked", "serving");
        assertThat(state(find("lazy"))).isEqualTo(Bundle.STARTING);
        assertThat(state(find("linked"))).isEqualTo(Bundle.ACTIVE);
        pinion.open(plugin("top", lazy).buildTo(folder));
        assertThat(InitLog.lines()).containsExactly("linked", "serving", "lazy", "top");
        assertThat(state(find("lazy"))).isEqualTo(Bundle.ACTIVE);
    }

    @Test
    @Tag("L2")
    @Tag("C1")
    void activator_hasTheLoaderOfItsLibrary_andTheCallerKeepsItsOwn() {
        pinion.addLibrary(library(
                        "lib",
                        "org.pinion.contract.InitLog.add(String.valueOf(Thread.currentThread().getContextClassLoader()"
                                + " == Lib.class.getClassLoader())); Thread.currentThread().setContextClassLoader(null);")
                .buildTo(folder));
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        pinion.startLibraries();
        assertThat(InitLog.lines()).containsExactly("true");
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(loader);
    }

    @Test
    @Tag("L3")
    void library_thatDoesNotResolve_failsNothing_andIsStartedWhenWhatItNeedsHasCome() throws Exception {
        Path late = logging("late");
        Path lib = logging("lib", late);
        pinion.addLibrary(lib);
        pinion.open(plugin("other").buildTo(folder));
        assertThat(InitLog.lines()).containsExactly("other");
        assertThat(find("lib"))
                .returns(Bundle.INSTALLED, LibraryTests::state)
                .returns(Duration.ZERO, Library::startTime)
                .returns(Optional.empty(), Library::failure);
        assertThat(failure(pinion, plugin("top", lib).buildTo(folder)))
                .returns(Reason.UNRESOLVED, PluginException::reason);
        pinion.framework().getBundleContext().installBundle("late", Files.newInputStream(late));
        pinion.startLibraries();
        assertThat(InitLog.lines()).containsExactly("other", "late", "lib");
        pinion.open(folder.resolve("top-1.0.0.jar"));
        assertThat(InitLog.lines()).containsExactly("other", "late", "lib", "top");
    }

    @Test
    @Tag("L6")
    void bundle_thatOthersHaveInstalled_isStartedWhenAPluginIsWiredToIt() throws Exception {
        Path used = logging("used");
        Path unused = logging("unused");
        Bundle first = pinion.framework().getBundleContext().installBundle("used", Files.newInputStream(used));
        Bundle second = pinion.framework().getBundleContext().installBundle("unused", Files.newInputStream(unused));
        pinion.startLibraries();
        assertThat(InitLog.lines()).isEmpty();
        pinion.open(plugin("top", used).buildTo(folder));
        assertThat(InitLog.lines()).containsExactly("used", "top");
        assertThat(first.getState()).isEqualTo(Bundle.ACTIVE);
        assertThat(second.getState()).isEqualTo(Bundle.INSTALLED);
        assertThat(pinion.libraries()).extracting(Library::bundle).containsExactly(first);
    }

    @Test
    @Tag("L6")
    void pluginWithAnActivator_findsItsLibrariesStarted() {
        Path lib = logging("lib");
        Path top = plugin("top", lib)
                .source("top.Activator", """
                        public class Activator implements org.osgi.framework.BundleActivator {
                            public void start(org.osgi.framework.BundleContext context) { %s }
                            public void stop(org.osgi.framework.BundleContext context) { }
                        }
                        """.formatted(log("activator")))
                .with("Bundle-Activator", "top.Activator")
                .buildTo(folder);
        Path bad = library("lib", "throw new Exception();").version("1.1.0").buildTo(folder);
        pinion.addLibrary(bad);
        failure(pinion, top);
        assertThat(InitLog.lines()).isEmpty();
        pinion.addLibrary(lib);
        failure(pinion, top);
        try (Pinion other = Pinion.builder().share("org.pinion.contract").start()) {
            other.addLibrary(lib);
            InitLog.clear();
            other.open(top);
            assertThat(InitLog.lines()).containsExactly("lib", "activator", "top");
        }
    }

    @Test
    @Tag("L6")
    void why_startsNothing() {
        Path lib = logging("lib");
        pinion.addLibrary(lib);
        assertThat(pinion.why(plugin("top", lib).buildTo(folder))).isEmpty();
        assertThat(InitLog.lines()).isEmpty();
        pinion.open(folder.resolve("top-1.0.0.jar"));
        assertThat(InitLog.lines()).containsExactly("lib", "top");
    }

    @Test
    @Tag("L6")
    void library_thatSomebodyHasStopped_isStartedAgainForThePluginThatNeedsIt_only() throws Exception {
        Path lib = logging("lib");
        Path top = plugin("top", lib).buildTo(folder);
        Bundle library = pinion.addLibrary(lib);
        pinion.startLibraries();
        library.stop();
        pinion.open(plugin("other").buildTo(folder));
        assertThat(InitLog.lines()).containsExactly("lib", "stop lib", "other");
        pinion.open(top);
        assertThat(InitLog.lines()).containsExactly("lib", "stop lib", "other", "lib", "top");
        assertThat(library.getState()).isEqualTo(Bundle.ACTIVE);
    }

    @Test
    @Tag("L7")
    void libraries_areListedInTheOrderOfTheirStarts_withTimes() {
        Path slow = library("slow", "Thread.sleep(20);").buildTo(folder);
        Path user = logging("a", slow);
        Path lost = library("lost", "").with("Import-Package", "nowhere,*").buildTo(folder);
        List.of(lost, user, slow).forEach(pinion::addLibrary);
        List<Library> before = pinion.libraries();
        pinion.startLibraries();
        List<String> names = new ArrayList<>();
        pinion.libraries().forEach(library -> names.add(library.bundle().getSymbolicName()));
        assertThat(names).containsExactly("slow", "a", "lost");
        assertThat(find("slow").startTime()).isGreaterThanOrEqualTo(Duration.ofMillis(20));
        assertThat(find("lost").startTime()).isZero();
        assertThat(before)
                .hasSize(3)
                .allSatisfy(library -> assertThat(library.startTime()).isZero());
        pinion.close();
        assertThat(pinion.libraries()).isEmpty();
    }
}
