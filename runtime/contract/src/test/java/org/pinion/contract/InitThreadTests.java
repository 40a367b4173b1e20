// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.pinion.contract.TestBundles.failure;
import static org.pinion.contract.TestBundles.log;
import static org.pinion.contract.TestBundles.logging;
import static org.pinion.contract.TestBundles.text;
import static org.pinion.contract.TestBundles.using;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.pinion.Plugin;
import org.pinion.PluginException;
import org.pinion.embed.Pinion;
import org.pinion.testing.BundleBuilder;

/** What an init does to its thread, to others, and to the registry. */
@Timeout(60)
class InitThreadTests {

    private static final String CHANGE_LOADER =
            "Thread.currentThread().setContextClassLoader(A.class.getClassLoader());";

    @TempDir
    Path folder;

    private final Pinion pinion = Pinion.builder().share("org.pinion.contract").start();
    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    @BeforeEach
    void prepare() {
        InitLog.clear();
        InitHost.registry = pinion;
        InitHost.folder = folder;
        InitHost.end = new CountDownLatch(1);
    }

    @AfterEach
    void close() {
        Thread.interrupted();
        Thread.currentThread().setContextClassLoader(before);
        InitHost.end.countDown();
        pinion.close();
    }

    private static BundleBuilder plugin(String init) {
        return using(BundleBuilder.plugin("acme.init", "acme"))
                .source(
                        "acme.A",
                        "public class A { public static int value; static void init() throws Exception { " + init
                                + " } }");
    }

    @Test
    @Tag("I1")
    void contextClassLoader_thatAnInitSets_doesNotReachTheCaller() {
        Plugin plugin = pinion.open(plugin(CHANGE_LOADER)
                .source(
                        "acme.B",
                        "class B { static void init() { if (Thread.currentThread().getContextClassLoader() =="
                                + " B.class.getClassLoader()) { " + log("B") + " } } }")
                .buildTo(folder));
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
        assertThat(plugin.inits()).hasSize(2);
        assertThat(InitLog.lines()).containsExactly("B");
    }

    @Test
    @Tag("I1")
    @Tag("I6")
    void contextClassLoader_thatAFailingInitSets_doesNotReachTheCaller() {
        Thread.currentThread().setContextClassLoader(null);
        Path jar = plugin(CHANGE_LOADER + " throw new Error(\"no\");").buildTo(folder);
        assertThat(failure(pinion, jar)).hasMessage(text(jar, "init of A in package acme threw java.lang.Error: no"));
        assertThat(Thread.currentThread().getContextClassLoader()).isNull();
    }

    @Test
    @Tag("I1")
    void contextClassLoader_thatAnActivatorSets_doesNotReachTheCaller() {
        pinion.open(plugin("")
                .source(
                        "acme.Activator",
                        "import org.osgi.framework.*; public class Activator implements"
                                + " BundleActivator { public void start(BundleContext c) { " + CHANGE_LOADER
                                + " } public void stop(BundleContext c) {} }")
                .with("Bundle-Activator", "acme.Activator")
                .buildTo(folder));
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }

    @Test
    @Tag("I1")
    @Tag("I8")
    void contextClassLoader_thatAnInitSets_doesNotReachWhoStartsTheBundle() throws BundleException {
        Bundle bundle = pinion.framework()
                .getBundleContext()
                .installBundle(
                        "other", new ByteArrayInputStream(plugin(CHANGE_LOADER).build()));
        bundle.start();
        assertThat(pinion.plugins()).hasSize(1);
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }

    @Test
    @Tag("I1")
    void interrupt_byAnInit_staysForTheCaller_andHindersNothing() {
        Plugin plugin = pinion.open(plugin("Thread.currentThread().interrupt();")
                .source("acme.B", logging("B", ""))
                .buildTo(folder));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(plugin.inits()).hasSize(2);
        Path bad = using(BundleBuilder.plugin("acme.bad", "bad"))
                .source(
                        "bad.A",
                        "public class A { static void init() { Thread.currentThread().interrupt(); throw new"
                                + " Error(\"no\"); } }")
                .buildTo(folder);
        assertThat(failure(pinion, bad)).hasMessage(text(bad, "init of A in package bad threw java.lang.Error: no"));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(pinion.framework().getBundleContext().getBundles()).hasSize(2);
    }

    @ParameterizedTest
    @Tag("I1")
    @Tag("O6")
    @ValueSource(strings = {"", "Thread.currentThread().interrupt(); throw new Error(\"no\");"})
    void open_inAnInterruptedThread_waitsForTheFramework(String init) throws Exception {
        Path jar = plugin(init).buildTo(folder);
        Path other = using(BundleBuilder.bundle("other")).buildTo(folder);
        BundleContext context = pinion.framework().getBundleContext();
        Bundle bundle = context.installBundle("other", Files.newInputStream(other));
        CountDownLatch holding = new CountDownLatch(1);
        CountDownLatch opening = new CountDownLatch(1);
        var hook =
                context.registerService(ResolverHookFactory.class, triggers -> new HoldingHook(holding, opening), null);
        Thread holder = new Thread(
                () -> context.getBundle(0).adapt(FrameworkWiring.class).resolveBundles(java.util.List.of(bundle)));
        holder.start();
        holding.await();
        hook.unregister();
        Thread opener = Thread.currentThread();
        Thread releaser = new Thread(() -> {
            while (opener.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            opening.countDown();
        });
        releaser.start();
        opener.interrupt();
        try {
            pinion.open(jar);
            assertThat(init).isEmpty();
        } catch (PluginException e) {
            assertThat(e).hasMessageStartingWith(text(jar, "init of A in package acme threw java.lang.Error: no"));
        }
        assertThat(Thread.interrupted()).isTrue();
        releaser.join();
        holder.join();
        assertThat(context.getBundles()).hasSize(init.isEmpty() ? 3 : 2);
    }

    /** Keeps the framework's lock until somebody else has come for it. */
    private record HoldingHook(CountDownLatch holding, CountDownLatch opening) implements ResolverHook {
        @Override
        public void filterResolvable(Collection<BundleRevision> candidates) {
            holding.countDown();
            try {
                opening.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void filterSingletonCollisions(
                BundleCapability singleton, Collection<BundleCapability> collisionCandidates) {
            // All may come.
        }

        @Override
        public void filterMatches(BundleRequirement requirement, Collection<BundleCapability> candidates) {
            // All may come.
        }

        @Override
        public void end() {
            // Nothing is held.
        }
    }

    @Test
    @Tag("I1")
    void init_asksTheRegistry_andDoesNotFindItself() {
        pinion.open(using(BundleBuilder.plugin("first", "first"))
                .source("first.A", "public class A { public static int one() { return 1; } }")
                .buildTo(folder));
        using(BundleBuilder.plugin("third", "third"))
                .source("third.A", logging("A", ""))
                .buildTo(folder);
        Plugin plugin = pinion.open(plugin("org.pinion.contract.InitHost.ask(\"acme.init\", \"value\");")
                .buildTo(folder));
        assertThat(InitLog.lines())
                .containsExactly(
                        "plugins [first]",
                        "own Optional.empty",
                        "lookup plugin: no plugin acme.init is open, open are first",
                        "one 1",
                        "A",
                        "plugins [first, third]");
        assertThat(pinion.plugins()).extracting(Plugin::name).containsExactly("first", "third", "acme.init");
        assertThat(pinion.lookup("acme.init", "value").plugin()).isSameAs(plugin);
    }

    @Test
    @Tag("I1")
    void thread_thatAnInitStarts_seesThePlugin_afterOpen() throws Exception {
        InitHost.opened = new CountDownLatch(1);
        Plugin plugin = pinion.open(
                plugin("new Thread(() -> org.pinion.contract.InitHost.lookupLater(\"acme.init\", \"value\")).start();")
                        .buildTo(folder));
        InitHost.opened.countDown();
        assertThat(InitHost.seen.get(30, TimeUnit.SECONDS)).isSameAs(plugin.lookup("value"));
    }

    @Test
    @Tag("I1")
    void open_withLazyActivationPolicy_runsInitAtOnce() {
        Plugin plugin = pinion.open(
                plugin(log("A")).with("Bundle-ActivationPolicy", "lazy").buildTo(folder));
        assertThat(InitLog.lines()).containsExactly("A");
        assertThat(plugin.bundle().getState()).isEqualTo(Bundle.ACTIVE);
        assertThat(pinion.plugins()).containsExactly(plugin);
    }

    @Test
    @Tag("I6")
    void activator_thatUninstallsItsBundle_doesNotSucceedHalf() {
        Path jar = plugin("")
                .source(
                        "acme.Activator",
                        "import org.osgi.framework.*; public class Activator implements"
                                + " BundleActivator { public void start(BundleContext c) throws Exception {"
                                + " c.getBundle().uninstall(); } public void stop(BundleContext c) {} }")
                .with("Bundle-Activator", "acme.Activator")
                .buildTo(folder);
        PluginException failure = catchThrowableOfType(PluginException.class, () -> pinion.open(jar));
        assertThat(failure)
                .hasMessageStartingWith(
                        text(
                                jar,
                                "its Bundle-Activator threw org.osgi.framework.BundleException: pinion: uninstall of acme.init 1.0.0 ["));
        assertThat(pinion.framework().getBundleContext().getBundles()).hasSize(1);
    }
}
