// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.pinion.Init;
import org.pinion.Plugin;
import org.pinion.PluginException;
import org.pinion.PluginException.Reason;
import org.pinion.embed.Pinion;
import org.pinion.testing.BundleBuilder;

class InitTests {

    /** Where plugins write what they do; the host shares this package with them. */
    private static final String LOG = "org.pinion.contract.InitLog.add(\"%s\");";

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

    private static String log(String text) {
        return LOG.formatted(text);
    }

    /** A class whose initialisation and init are logged. */
    private static String logging(String name, String rest) {
        return "public class " + name + " { static { " + log(name + ".clinit") + " } static void init() { "
                + log(name + ".init") + " } " + rest + " }";
    }

    private static BundleBuilder builder(BundleBuilder builder) {
        return builder.classPath(Path.of("target/test-classes")).with("-fixupmessages", "Unused*;is:=ignore");
    }

    @Test
    @Tag("I3")
    @Tag("I4")
    @Tag("I7")
    void packages_areInitialisedInOrder_typesByName() {
        Plugin plugin = pinion.open(builder(BundleBuilder.plugin("acme.order", "acme"))
                .source("acme.Zeta", logging("Zeta", ""))
                .source("acme.Alpha", logging("Alpha", "public static int value = acme.sub.Sub.VALUE;"))
                .source(
                        "acme.Model",
                        "public class Model { static { " + log("Model.clinit") + " } public static int id; }")
                .source("acme.Helper", "class Helper { static { " + log("Helper.clinit") + " } }")
                .source("acme.sub.Sub", logging("Sub", "public static int VALUE;"))
                .source("acme.zz.Last", "interface Last { private static void init() { " + log("Last.init") + " } }")
                .buildTo(folder));
        assertThat(InitLog.lines())
                .containsExactly(
                        "Sub.clinit",
                        "Sub.init",
                        "Alpha.clinit",
                        "Model.clinit",
                        "Zeta.clinit",
                        "Alpha.init",
                        "Zeta.init",
                        "Last.init");
        assertThat(plugin.inits())
                .extracting(Init::packageName, Init::typeName)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("acme.sub", "Sub"),
                        org.assertj.core.groups.Tuple.tuple("acme", "Alpha"),
                        org.assertj.core.groups.Tuple.tuple("acme", "Zeta"),
                        org.assertj.core.groups.Tuple.tuple("acme.zz", "Last"));
        assertThat(plugin.inits())
                .allSatisfy(init -> assertThat(init.duration()).isGreaterThan(Duration.ZERO));
    }

    @Test
    @Tag("I1")
    void init_runsInTheThreadThatOpens_beforeThePluginIsPublished() {
        Plugin plugin = pinion.open(builder(BundleBuilder.plugin("acme.thread", "acme"))
                .source("acme.A", """
                        public class A {
                            static void init() {
                                org.pinion.contract.InitLog.add(Thread.currentThread().getName());
                                var context = org.osgi.framework.FrameworkUtil.getBundle(A.class).getBundleContext();
                                org.pinion.contract.InitLog.add("service " + context.getServiceReference("org.pinion.Plugin"));
                            }
                        }
                        """)
                .classPath(BundleBuilder.locationOf(Bundle.class))
                .buildTo(folder));
        assertThat(InitLog.lines()).containsExactly(Thread.currentThread().getName(), "service null");
        assertThat(plugin.bundle().getRegisteredServices()).hasSize(1);
    }

    @Test
    @Tag("I5")
    void libraries_areInitialisedFirst_onceForAll() {
        Path deep = builder(BundleBuilder.library("acme.deep"))
                .source("deep.Deep", logging("Deep", "public static int value;"))
                .with("-exportcontents", "deep;version=1.0")
                .buildTo(folder);
        Path plain = builder(BundleBuilder.bundle("acme.plain"))
                .classPath(deep)
                .source(
                        "plain.Plain",
                        "public class Plain { public static int value = deep.Deep.value; static void init() { "
                                + log("Plain.init") + " } }")
                .with("-exportcontents", "plain;version=1.0")
                .buildTo(folder);
        pinion.addLibrary(deep);
        pinion.addLibrary(plain);
        for (String name : List.of("one", "two")) {
            pinion.open(builder(BundleBuilder.plugin("acme." + name, name))
                    .classPath(deep, plain)
                    .source(name + ".Main", logging("Main", "public static int value() { return plain.Plain.value; }"))
                    .buildTo(folder));
        }
        assertThat(InitLog.lines())
                .containsExactly("Deep.clinit", "Deep.init", "Main.clinit", "Main.init", "Main.clinit", "Main.init");
    }

    @Test
    @Tag("I6")
    @Tag("O6")
    void initThatThrows_failsTheOpen_andNothingRunsAfterIt() {
        Path jar = builder(BundleBuilder.plugin("acme.boom", "acme"))
                .source("acme.A", logging("A", ""))
                .source(
                        "acme.B",
                        "public class B { static void init() { throw new Error(\"boom\"); } public static int value; }")
                .source("acme.C", logging("C", ""))
                .buildTo(folder);
        assertThatThrownBy(() -> pinion.open(jar))
                .isInstanceOf(PluginException.class)
                .hasMessageStartingWith(
                        "plugin.Open(\"" + jar + "\"): init of B in package acme threw java.lang.Error: boom")
                .hasCauseExactlyInstanceOf(Error.class)
                .extracting(failure -> ((PluginException) failure).reason())
                .isEqualTo(Reason.INIT_FAILED);
        assertThat(InitLog.lines()).containsExactly("A.clinit", "C.clinit", "A.init");
        assertThat(pinion.plugins()).isEmpty();
        assertThat(pinion.framework().getBundleContext().getBundles()).hasSize(1);
    }

    @Test
    @Tag("I6")
    void classInitialiserThatThrows_failsTheOpenWithItsCause() {
        Path jar = builder(BundleBuilder.plugin("acme.boom", "acme"))
                .source("acme.A", "public class A { public static int value = Integer.parseInt(\"x\"); }")
                .buildTo(folder);
        assertThatThrownBy(() -> pinion.open(jar))
                .hasMessageStartingWith("plugin.Open(\"" + jar + "\"): initialisation of class A in package acme threw"
                        + " java.lang.NumberFormatException: For input string: \"x\"")
                .hasCauseExactlyInstanceOf(NumberFormatException.class);
    }

    @Test
    @Tag("I5")
    void libraryWhoseInitThrows_failsThePlugin() {
        Path lib = builder(BundleBuilder.library("acme.lib"))
                .source(
                        "lib.Lib",
                        "public class Lib { public static int v; static void init() { throw new Error(\"no\"); } }")
                .with("-exportcontents", "lib;version=1.0")
                .buildTo(folder);
        pinion.addLibrary(lib);
        Path jar = builder(BundleBuilder.plugin("acme.user", "acme"))
                .classPath(lib)
                .source("acme.A", "public class A { public static int value() { return lib.Lib.v; } }")
                .buildTo(folder);
        assertThatThrownBy(() -> pinion.open(jar))
                .hasMessageStartingWith("plugin.Open(\"" + jar + "\"): acme.lib 1.0.0, which it is wired to, failed\n"
                        + "  found:  acme.lib 1.0.0 (" + lib + ")\n"
                        + "    init of Lib in package lib threw java.lang.Error: no");
        assertThat(pinion.framework().getBundleContext().getBundles()).hasSize(2);
    }

    @Test
    @Tag("I8")
    void bundle_startedByOtherMeans_isAPlugin() throws Exception {
        Path jar = builder(BundleBuilder.plugin("acme.other", "acme"))
                .source("acme.A", logging("A", "public static int one() { return 1; }"))
                .buildTo(folder);
        Bundle bundle = pinion.framework().getBundleContext().installBundle("elsewhere", Files.newInputStream(jar));
        bundle.start();
        assertThat(InitLog.lines()).containsExactly("A.clinit", "A.init");
        assertThat(pinion.plugin("acme.other").orElseThrow().bundle()).isSameAs(bundle);
        assertThatThrownBy(bundle::uninstall).isInstanceOf(BundleException.class);
        assertThatThrownBy(() -> pinion.open(jar))
                .hasMessageContaining("plugin already loaded: acme.other 1.0.0 was opened from elsewhere");
    }

    @Test
    @Tag("I8")
    void bundle_startedByOtherMeans_whoseInitFails_isStoppedReportedAndStaysInstalled() throws Exception {
        List<FrameworkEvent> events = java.util.Collections.synchronizedList(new ArrayList<>());
        FrameworkListener listener = events::add;
        pinion.framework().getBundleContext().addFrameworkListener(listener);
        Path jar = builder(BundleBuilder.plugin("acme.boom", "acme"))
                .source("acme.A", "public class A { static void init() { throw new Error(\"boom\"); } }")
                .unlinked()
                .buildTo(folder);
        Bundle bundle = pinion.framework().getBundleContext().installBundle("elsewhere", Files.newInputStream(jar));
        String text = "plugin.Start(\"acme.boom\"): init of A in package acme threw java.lang.Error: boom";
        assertThatThrownBy(bundle::start).isInstanceOf(BundleException.class).hasMessageStartingWith(text);
        assertThat(bundle.getState()).isEqualTo(Bundle.RESOLVED);
        assertThatThrownBy(bundle::start).hasMessageStartingWith(text);
        assertThat(bundle.getState()).isEqualTo(Bundle.RESOLVED);
        bundle.uninstall();
        org.assertj.core.api.Assertions.assertThat(waitFor(events)).anySatisfy(event -> {
            assertThat(event.getType()).isEqualTo(FrameworkEvent.ERROR);
            assertThat(event.getThrowable()).hasMessageStartingWith(text);
        });
    }

    private static List<FrameworkEvent> waitFor(List<FrameworkEvent> events) throws InterruptedException {
        for (int i = 0; i < 500 && events.isEmpty(); i++) {
            Thread.sleep(10);
        }
        return events;
    }

    @Test
    @Tag("I2")
    void library_stoppedAndStarted_isInitialisedOnce() throws Exception {
        Path lib = builder(BundleBuilder.library("acme.lib"))
                .source("lib.Lib", logging("Lib", "public static int v;"))
                .buildTo(folder);
        Bundle bundle = pinion.addLibrary(lib);
        bundle.start();
        bundle.stop();
        bundle.start();
        assertThat(InitLog.lines()).containsExactly("Lib.clinit", "Lib.init");
    }

    @Test
    void activator_runsBeforeInit_andIsUndoneWhenInitFails() throws IOException {
        Path jar = builder(BundleBuilder.plugin("acme.activator", "acme"))
                .source("acme.Activator", """
                        import org.osgi.framework.*;
                        public class Activator implements BundleActivator {
                            public void start(BundleContext c) {
                                org.pinion.contract.InitLog.add("start");
                                c.registerService(Runnable.class, () -> {}, null);
                            }
                            public void stop(BundleContext c) { org.pinion.contract.InitLog.add("stop"); }
                        }
                        """)
                .source("acme.A", "public class A { static void init() { throw new Error(\"boom\"); } }")
                .with("Bundle-Activator", "acme.Activator")
                .classPath(BundleBuilder.locationOf(Bundle.class))
                .buildTo(folder);
        assertThatThrownBy(() -> pinion.open(jar)).hasMessageContaining("java.lang.Error: boom");
        assertThat(InitLog.lines()).containsExactly("start", "stop");
        assertThat(pinion.framework().getBundleContext().getServiceReference(Runnable.class))
                .isNull();
    }

    @Test
    void activatorThatThrows_failsTheOpenWithItsCause() {
        Path jar = builder(BundleBuilder.plugin("acme.activator", "acme"))
                .source("acme.Activator", """
                        import org.osgi.framework.*;
                        public class Activator implements BundleActivator {
                            public void start(BundleContext c) { throw new IllegalStateException("no"); }
                            public void stop(BundleContext c) {}
                        }
                        """)
                .with("Bundle-Activator", "acme.Activator")
                .classPath(BundleBuilder.locationOf(Bundle.class))
                .buildTo(folder);
        assertThatThrownBy(() -> pinion.open(jar))
                .hasMessageStartingWith(
                        "plugin.Open(\"" + jar + "\"): its Bundle-Activator threw java.lang.IllegalStateException: no")
                .hasCauseExactlyInstanceOf(IllegalStateException.class);
    }

    @Test
    @Tag("I9")
    void nothing_isCarriedFromOneRunToTheNext() {
        Path storage = folder.resolve("storage");
        Path jar = builder(BundleBuilder.plugin("acme.again", "acme"))
                .source("acme.A", logging("A", ""))
                .buildTo(folder);
        for (int run = 0; run < 2; run++) {
            InitLog.clear();
            try (Pinion runtime = Pinion.builder()
                    .share("org.pinion.contract")
                    .storage(storage)
                    .start()) {
                assertThat(runtime.plugins()).isEmpty();
                assertThat(runtime.framework().getBundleContext().getBundles()).hasSize(1);
                runtime.open(jar);
            }
            assertThat(InitLog.lines()).containsExactly("A.clinit", "A.init");
        }
    }
}
