// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pinion.contract.TestBundles.failure;
import static org.pinion.contract.TestBundles.log;
import static org.pinion.contract.TestBundles.logging;
import static org.pinion.contract.TestBundles.text;
import static org.pinion.contract.TestBundles.using;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.FrameworkWiring;
import org.pinion.Plugin;
import org.pinion.PluginException;
import org.pinion.PluginException.Reason;
import org.pinion.embed.Pinion;
import org.pinion.testing.BundleBuilder;

/** Bundles with a main package that somebody else than open starts. */
class StartedByOthersTests {

    @TempDir
    Path folder;

    private final Pinion pinion = Pinion.builder().share("org.pinion.contract").start();
    private final BundleContext context = pinion.framework().getBundleContext();
    private final BlockingQueue<Throwable> errors = new LinkedBlockingQueue<>();

    @BeforeEach
    void listen() {
        InitLog.clear();
        context.addFrameworkListener(event -> {
            if (event.getType() == FrameworkEvent.ERROR) {
                errors.add(event.getThrowable());
            }
        });
    }

    @AfterEach
    void close() {
        pinion.close();
    }

    private static BundleBuilder plugin(String init) {
        return using(BundleBuilder.plugin("acme.other", "acme"))
                .source("acme.A", "public class A { public static int value; static void init() { " + init + " } }");
    }

    private Bundle install(BundleBuilder builder) throws BundleException {
        return context.installBundle("elsewhere", new ByteArrayInputStream(builder.build()));
    }

    @Test
    @Tag("I8")
    @Tag("I1")
    void bundle_thatIsLazy_isInitialisedWithItsFirstClass_inTheThreadThatLoadsIt() throws Exception {
        Bundle bundle = install(plugin("org.pinion.contract.InitLog.add(Thread.currentThread().getName());")
                .with("Bundle-ActivationPolicy", "lazy"));
        bundle.start(Bundle.START_ACTIVATION_POLICY);
        assertThat(bundle.getState()).isEqualTo(Bundle.STARTING);
        assertThat(pinion.plugins()).isEmpty();
        Thread loader = new Thread(() -> load(bundle, "acme.A"), "loader");
        loader.start();
        loader.join();
        assertThat(InitLog.lines()).containsExactly("loader");
        assertThat(pinion.plugin("acme.other").orElseThrow().bundle()).isSameAs(bundle);
        assertThatThrownBy(bundle::stop).isInstanceOf(BundleException.class);
    }

    @Test
    @Tag("I8")
    void bundle_thatIsLazy_whoseInitFails_isStoppedAndReported() throws Exception {
        Bundle bundle = install(plugin("throw new Error(\"no\");").with("Bundle-ActivationPolicy", "lazy"));
        bundle.start(Bundle.START_ACTIVATION_POLICY);
        load(bundle, "acme.A");
        assertThat(errors.poll(30, TimeUnit.SECONDS))
                .hasMessageStartingWith(
                        "plugin.Start(\"acme.other\"): init of A in package acme threw java.lang.Error: no");
        assertThat(bundle.getState()).isEqualTo(Bundle.RESOLVED);
        assertThat(pinion.plugins()).isEmpty();
        bundle.uninstall();
    }

    private static void load(Bundle bundle, String type) {
        try {
            bundle.loadClass(type);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @Tag("I8")
    void bundle_thatWaitsForItsStartLevel_isInitialisedWhenItComes() throws Exception {
        Bundle bundle = install(plugin(log("A")));
        bundle.adapt(BundleStartLevel.class).setStartLevel(5);
        bundle.start();
        assertThat(InitLog.lines()).isEmpty();
        setStartLevel(5);
        assertThat(InitLog.lines()).containsExactly("A");
        assertThat(pinion.plugins()).extracting(Plugin::bundle).containsExactly(bundle);
    }

    @Test
    @Tag("I8")
    void bundle_whoseInitFailsAtItsStartLevel_isStoppedReportedAndStaysInstalled() throws Exception {
        Bundle bundle = install(plugin(log("A") + " throw new Error(\"no\");"));
        bundle.adapt(BundleStartLevel.class).setStartLevel(5);
        bundle.start();
        setStartLevel(5);
        assertThat(errors.poll(30, TimeUnit.SECONDS))
                .hasMessageStartingWith(
                        "plugin.Start(\"acme.other\"): init of A in package acme threw java.lang.Error: no");
        assertThat(bundle.getState()).isEqualTo(Bundle.RESOLVED);
        setStartLevel(1);
        setStartLevel(6);
        assertThat(InitLog.lines()).containsExactly("A");
        assertThat(bundle.getState()).isEqualTo(Bundle.RESOLVED);
    }

    private void setStartLevel(int level) throws InterruptedException {
        CountDownLatch changed = new CountDownLatch(1);
        context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                .adapt(FrameworkStartLevel.class)
                .setStartLevel(level, event -> changed.countDown());
        assertThat(changed.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    @Tag("I8")
    @Tag("O6")
    void open_belowTheStartLevelOfNewBundles_saysSo() throws Exception {
        context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                .adapt(FrameworkStartLevel.class)
                .setInitialBundleStartLevel(7);
        Path jar = plugin(log("A")).buildTo(folder);
        PluginException failure = failure(pinion, jar);
        assertThat(failure).returns(Reason.START_FAILED, PluginException::reason);
        assertThat(failure.problems().get(0).summary())
                .matches("it does not start: Cannot start bundle acme.other \\[\\d+\\] because its start level is 7,"
                        + " which is greater than the framework's start level of 1\\.");
        assertThat(InitLog.lines()).isEmpty();
        assertThat(context.getBundles()).hasSize(1);
    }

    @Test
    @Tag("I8")
    void library_whoseInitFails_failsTheBundleThatIsStarted_whichStaysInstalled() throws Exception {
        Path lib = using(BundleBuilder.library("acme.lib"))
                .source(
                        "lib.Lib",
                        "public class Lib { public static int one() { return 1; } static void init() {"
                                + " throw new Error(\"no\"); } }")
                .with("-exportcontents", "lib;version=1.0")
                .buildTo(folder);
        pinion.addLibrary(lib);
        Bundle bundle = install(using(BundleBuilder.plugin("acme.user", "acme"))
                .classPath(lib)
                .source("acme.A", logging("A", "public static int one() { return lib.Lib.one(); }")));
        String text = "plugin.Start(\"acme.user\"): acme.lib 1.0.0, which it is wired to, failed\n"
                + "  found:  acme.lib 1.0.0 (" + lib + ")\n"
                + "    init of Lib in package lib threw java.lang.Error: no";
        assertThatThrownBy(bundle::start).isInstanceOf(BundleException.class).hasMessageStartingWith(text);
        assertThat(bundle.getState()).isEqualTo(Bundle.RESOLVED);
        assertThat(errors.poll(30, TimeUnit.SECONDS)).hasMessageStartingWith(text);
        assertThat(InitLog.lines()).isEmpty();
        assertThat(pinion.plugins()).isEmpty();
        bundle.uninstall();
    }

    /** Felix tells the listeners of different bundles in an order that nobody knows. */
    private void listenAsManyBundles() throws Exception {
        for (int i = 0; i < 10; i++) {
            Bundle listener = context.installBundle(
                    "listener" + i,
                    new ByteArrayInputStream(
                            BundleBuilder.bundle("acme.listener" + i).build()));
            listener.start();
            listener.getBundleContext().addBundleListener((SynchronousBundleListener) event -> {
                if (event.getType() == BundleEvent.STARTED) {
                    InitLog.add("told");
                }
            });
        }
    }

    @Test
    @Tag("I1")
    void listeners_areToldOfAStart_afterInit() throws Exception {
        listenAsManyBundles();
        InitLog.clear();
        pinion.open(plugin(log("A")).buildTo(folder));
        assertThat(InitLog.lines()).startsWith("A").filteredOn("told"::equals).hasSize(10);
    }

    @Test
    @Tag("I1")
    @Tag("I6")
    void listeners_areNotToldOfAStart_whenInitFails() throws Exception {
        listenAsManyBundles();
        InitLog.clear();
        failure(pinion, plugin("throw new Error(\"no\");").buildTo(folder));
        assertThatThrownBy(install(plugin("throw new Error(\"no\");"))::start).isInstanceOf(BundleException.class);
        assertThat(InitLog.lines()).isEmpty();
    }

    @Test
    @Tag("I8")
    @Tag("O10")
    void bundle_withTwoMainPackages_isNoPlugin_whoeverStartsIt() throws Exception {
        Bundle bundle = install(plugin(log("A"))
                .mainPackage("other")
                .source("other.B", "public class B {}")
                .unlinked());
        assertThatThrownBy(bundle::start)
                .hasMessage(
                        "plugin.Start(\"acme.other\"): more than one main package: acme, other\n  fix:    keep @PluginMain on"
                                + " one of them");
        assertThat(bundle.getState()).isEqualTo(Bundle.RESOLVED);
        assertThat(InitLog.lines()).isEmpty();
    }

    @Test
    @Tag("I2")
    void bundle_thatIsUpdatedAfterItsInitFailed_isInitialisedAnew() throws Exception {
        Bundle bundle = install(plugin("throw new Error(\"no\");"));
        assertThatThrownBy(bundle::start).hasMessageContaining("java.lang.Error: no\n");
        bundle.update(new ByteArrayInputStream(plugin(log("good")).build()));
        bundle.start();
        assertThat(InitLog.lines()).containsExactly("good");
        assertThat(pinion.plugins()).hasSize(1);
    }

    @Test
    @Tag("I2")
    void library_thatIsRefreshed_isInitialisedAnew() throws Exception {
        Path lib = using(BundleBuilder.library("acme.lib"))
                .source("lib.Lib", logging("Lib", "public static int v;"))
                .with("-exportcontents", "lib;version=1.0")
                .buildTo(folder);
        Bundle bundle = pinion.addLibrary(lib);
        bundle.start();
        CountDownLatch refreshed = new CountDownLatch(1);
        context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                .adapt(FrameworkWiring.class)
                .refreshBundles(java.util.List.of(bundle), event -> refreshed.countDown());
        assertThat(refreshed.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(InitLog.lines()).containsExactly("Lib", "Lib");
        Plugin plugin = pinion.open(using(BundleBuilder.plugin("acme.user", "acme"))
                .classPath(lib)
                .source("acme.A", "public class A { public static int v = lib.Lib.v; }")
                .buildTo(folder));
        assertThat(plugin.symbols()).hasSize(1);
        assertThat(InitLog.lines()).hasSize(2);
    }

    @Test
    @Tag("I8")
    @Tag("O2")
    void bundle_thatSomebodyHasInstalled_keepsItsNameFromOpen() throws Exception {
        Path jar = plugin(log("A")).buildTo(folder);
        Bundle bundle = context.installBundle("elsewhere", Files.newInputStream(jar));
        assertThat(failure(pinion, jar))
                .hasMessage(text(
                        jar,
                        "plugin already loaded: acme.other 1.0.0 was opened from elsewhere, by other means than open"));
        assertThat(InitLog.lines()).isEmpty();
        bundle.start();
        assertThat(InitLog.lines()).containsExactly("A");
    }
}
