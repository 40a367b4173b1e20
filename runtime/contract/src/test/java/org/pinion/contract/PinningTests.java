// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.FrameworkWiring;
import org.pinion.Plugin;
import org.pinion.embed.Pinion;
import org.pinion.testing.BundleBuilder;

class PinningTests {

    @TempDir
    Path folder;

    private final Pinion pinion = Pinion.start();
    private final List<BundleEvent> events = Collections.synchronizedList(new ArrayList<>());
    private Bundle library;
    private Bundle bystander;
    private Plugin plugin;
    private Path jar;
    private Class<?> known;

    @BeforeEach
    void open() throws Exception {
        Path lib = BundleBuilder.bundle("acme.lib")
                .source("lib.Lib", "public class Lib { public static int one() { return 1; } }")
                .source("lib.Later", "public class Later { public static int two() { return 2; } }")
                .with("-exportcontents", "lib;version=1.0")
                .buildTo(folder);
        library = pinion.addLibrary(lib);
        bystander = pinion.addLibrary(BundleBuilder.bundle("acme.bystander").buildTo(folder));
        jar = BundleBuilder.plugin("acme.pinned", "acme")
                .classPath(lib)
                .source("acme.Main", """
                        public class Main {
                            public static int inits;
                            static void init() { inits++; }
                            public static int one() { return lib.Lib.one(); }
                            public static int later() { return Later.value(); }
                        }
                        """)
                .source("acme.Later", "class Later { static int value() { return lib.Later.two(); } }")
                .buildTo(folder);
        plugin = pinion.open(jar);
        known = plugin.bundle().loadClass("acme.Main");
        pinion.framework().getBundleContext().addBundleListener((SynchronousBundleListener) events::add);
    }

    @AfterEach
    void close() {
        pinion.close();
    }

    private void assertUntouched() throws Exception {
        assertThat(plugin.bundle().getState()).isEqualTo(Bundle.ACTIVE);
        assertThat(library.getState()).isEqualTo(Bundle.ACTIVE);
        assertThat(events).isEmpty();
        assertThat(plugin.lookup("one").as(IntSupplier.class).getAsInt()).isEqualTo(1);
        assertThat(plugin.lookup("inits").as(IntSupplier.class).getAsInt()).isEqualTo(1);
        assertThat(plugin.bundle().loadClass("acme.Main")).isSameAs(known);
        assertThat(plugin.bundle().getResource("acme/Main.class")).isNotNull();
        // Neither class was touched before.
        assertThat(plugin.lookup("later").as(IntSupplier.class).getAsInt()).isEqualTo(2);
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable attempt, String message) {
        assertThatThrownBy(attempt)
                .isInstanceOf(BundleException.class)
                .hasMessage(message)
                .extracting(e -> ((BundleException) e).getType())
                .isEqualTo(BundleException.UNSUPPORTED_OPERATION);
    }

    private String refusal(String operation) {
        return "pinion: " + operation + " of acme.pinned 1.0.0 ["
                + plugin.bundle().getBundleId()
                + "] refused: it is an opened plugin, and a plugin is never unloaded; restart the runtime without it";
    }

    @Test
    @Tag("P1")
    @Tag("P2")
    void plugin_cannotBeUninstalledOrUpdated() throws Exception {
        AtomicBoolean closed = new AtomicBoolean();
        InputStream content = new java.io.FilterInputStream(Files.newInputStream(jar)) {
            @Override
            public void close() throws java.io.IOException {
                closed.set(true);
                super.close();
            }
        };
        assertRefused(plugin.bundle()::uninstall, refusal("uninstall"));
        assertRefused(plugin.bundle()::update, refusal("update"));
        assertRefused(() -> plugin.bundle().update(content), refusal("update"));
        assertThat(closed).isTrue();
        assertUntouched();
    }

    @Test
    @Tag("P4")
    void plugin_cannotBeStopped() throws Exception {
        assertRefused(plugin.bundle()::stop, refusal("stop"));
        assertRefused(() -> plugin.bundle().stop(Bundle.STOP_TRANSIENT), refusal("stop"));
        assertUntouched();
    }

    @Test
    @Tag("P1")
    void library_ofAPlugin_cannotBeUninstalledOrUpdated() throws Exception {
        String why = " of acme.lib 1.0.0 [" + library.getBundleId() + "] refused: the opened plugin acme.pinned 1.0.0 ["
                + plugin.bundle().getBundleId()
                + "] is wired to it, and a plugin is never unloaded; restart the runtime without it";
        assertRefused(library::uninstall, "pinion: uninstall" + why);
        assertRefused(library::update, "pinion: update" + why);
        assertUntouched();
    }

    @Test
    @Tag("P1")
    @Tag("P2")
    void refresh_skipsWhatIsPinned() throws Exception {
        for (List<Bundle> targets : java.util.Arrays.asList(
                List.of(plugin.bundle()),
                List.of(library),
                List.<Bundle>of(pinion.framework()),
                List.of(plugin.bundle(), library, pinion.framework()),
                (List<Bundle>) null)) {
            refresh(targets);
            assertUntouched();
        }
    }

    private void refresh(List<Bundle> targets) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        pinion.framework().adapt(FrameworkWiring.class).refreshBundles(targets, event -> done.countDown());
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    @Tag("P3")
    void otherBundles_keepTheirLife() throws Exception {
        bystander.start();
        bystander.stop();
        bystander.update(Files.newInputStream(
                BundleBuilder.bundle("acme.bystander").version("2.0.0").buildTo(folder)));
        assertThat(bystander.getVersion()).hasToString("2.0.0");
        refresh(List.of(bystander));
        bystander.uninstall();
        assertThat(bystander.getState()).isEqualTo(Bundle.UNINSTALLED);
    }

    @Test
    @Tag("P4")
    void framework_isStoppedByCloseOnly() throws Exception {
        Framework framework = pinion.framework();
        String why = " of org.apache.felix.framework 7.0.5 [0] refused: only the host ends the runtime, by closing it";
        assertRefused(framework::stop, "pinion: stop" + why);
        assertRefused(framework::update, "pinion: update" + why);
        assertRefused(plugin.bundle().getBundleContext().getBundle(0)::stop, "pinion: stop" + why);
        assertUntouched();
        pinion.close();
        assertThat(framework.getState()).isEqualTo(Bundle.RESOLVED);
        assertRefused(
                framework::start,
                "pinion: restart of org.apache.felix.framework 7.0.5 [0] refused: a closed runtime does not come back;"
                        + " start a new one");
    }

    @Test
    @Tag("P1")
    void fragment_ofAPlugin_isPinned() throws Exception {
        Path host = BundleBuilder.plugin("acme.host", "host")
                .source("host.A", "public class A { public static int a; }")
                .buildTo(folder);
        Bundle fragment = pinion.framework()
                .getBundleContext()
                .installBundle(
                        "fragment",
                        Files.newInputStream(BundleBuilder.bundle("acme.fragment")
                                .with("Fragment-Host", "acme.host")
                                .resource("host/text.txt", "text")
                                .buildTo(folder)));
        Plugin opened = pinion.open(host);
        assertThat(opened.bundle().getResource("host/text.txt")).isNotNull();
        assertThatThrownBy(fragment::uninstall).hasMessageContaining("the opened plugin acme.host 1.0.0");
        refresh(List.of(fragment));
        assertThat(opened.bundle().getState()).isEqualTo(Bundle.ACTIVE);
    }

    @Test
    @Tag("P1")
    void refusals_leaveTheRefreshThreadAlive() throws Exception {
        refresh(List.of(plugin.bundle()));
        refresh(List.of(bystander));
        assertThatCode(() -> refresh(null)).doesNotThrowAnyException();
    }

    @Test
    @Tag("P5")
    void closedRuntime_failsLookups() {
        pinion.close();
        pinion.close();
        assertThatThrownBy(() -> plugin.lookup("one")).hasMessage("plugin: runtime is closed");
        assertThatThrownBy(() -> plugin.bind(IntSupplier.class)).hasMessage("plugin: runtime is closed");
        assertThatThrownBy(() -> pinion.lookup("acme.pinned", "one")).hasMessage("plugin: runtime is closed");
        assertThatThrownBy(() -> pinion.open(jar)).hasMessage("plugin.Open(\"" + jar + "\"): runtime is closed");
        assertThat(pinion.plugins()).isEmpty();
    }
}
