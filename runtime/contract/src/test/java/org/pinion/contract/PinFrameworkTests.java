// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.hooks.weaving.WeavingHook;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.pinion.testing.BundleBuilder;

/** What is done to the framework as a whole: start levels, installs, hooks, its own end. */
@Timeout(60)
class PinFrameworkTests {

    private PinWorld world;
    private Framework framework;
    private BundleContext context;

    @BeforeEach
    void open() throws Exception {
        world = new PinWorld();
        framework = world.pinion.framework();
        context = framework.getBundleContext();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void setStartLevel(int level) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        framework.adapt(FrameworkStartLevel.class).setStartLevel(level, event -> done.countDown());
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    @Tag("P4")
    @Tag("P2")
    void startLevel_ofAPluginRaisedAboveTheFrameworks_doesNotStopIt() throws Exception {
        AtomicInteger errors = new AtomicInteger();
        CountDownLatch told = new CountDownLatch(1);
        context.addFrameworkListener(event -> {
            if (event.getType() == FrameworkEvent.ERROR && event.getBundle() == world.plugin.bundle()) {
                assertThat(event.getThrowable()).hasMessage(world.refusal("stop", "pin.plugin"));
                errors.incrementAndGet();
                told.countDown();
            }
        });
        world.plugin.bundle().adapt(BundleStartLevel.class).setStartLevel(50);
        assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
        world.assertUntouched();
        for (int level : new int[] {60, 30, 50, 1}) {
            setStartLevel(level);
            world.assertUntouched();
        }
        world.plugin.bundle().adapt(BundleStartLevel.class).setStartLevel(1);
        setStartLevel(2);
        setStartLevel(1);
        world.assertUntouched();
    }

    @Test
    @Tag("P2")
    @Tag("P4")
    void startLevel_ofEverythingElse_leavesThePluginAlone() throws Exception {
        for (Bundle bundle : world.pinned.values()) {
            bundle.adapt(BundleStartLevel.class).setStartLevel(3);
        }
        setStartLevel(5);
        setStartLevel(1);
        // A library may be stopped.
        world.takeStatesAnew();
        world.assertUntouched();
        assertThatThrownBy(() -> framework.adapt(FrameworkStartLevel.class).setStartLevel(0))
                .isInstanceOf(IllegalArgumentException.class);
        world.assertUntouched();
    }

    @Test
    @Tag("P3")
    void startLevel_ofOtherBundles_stopsAndStartsThem() throws Exception {
        world.bystander.start();
        world.bystander.adapt(BundleStartLevel.class).setStartLevel(4);
        setStartLevel(4);
        assertThat(world.bystander.getState()).isEqualTo(Bundle.ACTIVE);
        setStartLevel(3);
        assertThat(world.bystander.getState()).isEqualTo(Bundle.RESOLVED);
        setStartLevel(4);
        assertThat(world.bystander.getState()).isEqualTo(Bundle.ACTIVE);
    }

    @Test
    @Tag("P1")
    @Tag("P2")
    void start_ofAPlugin_changesNothing() throws Exception {
        world.plugin.bundle().start();
        world.plugin.bundle().start(Bundle.START_TRANSIENT);
        world.plugin.bundle().start(Bundle.START_ACTIVATION_POLICY);
        world.assertUntouched();
        setStartLevel(5);
        setStartLevel(1);
        world.assertUntouched();
    }

    @Test
    @Tag("P1")
    @Tag("P2")
    void install_ofOtherBytesAtTheLocation_givesThePinnedBundle() throws Exception {
        Bundle plugin = world.plugin.bundle();
        for (Bundle bundle : world.pinned.values()) {
            Bundle again = context.installBundle(
                    bundle.getLocation(), new ByteArrayInputStream(Files.readAllBytes(PinBundles.BYSTANDER)));
            assertThat(again).isSameAs(bundle);
        }
        assertThat(plugin.getBundleContext().installBundle(plugin.getLocation()))
                .isSameAs(plugin);
        world.assertUntouched();
    }

    @Test
    @Tag("P1")
    @Tag("P2")
    void install_ofTheSameIdentityElsewhere_isRefused() throws Exception {
        assertThatThrownBy(() -> context.installBundle("elsewhere", Files.newInputStream(PinBundles.PLUGIN)))
                .isInstanceOf(BundleException.class)
                .extracting(e -> ((BundleException) e).getType())
                .isEqualTo(BundleException.DUPLICATE_BUNDLE_ERROR);
        world.assertUntouched();
    }

    @Test
    @Tag("P1")
    @Tag("P2")
    void update_ofAnotherBundleToThePluginsIdentity_isRefused() throws Exception {
        assertThatThrownBy(() -> world.bystander.update(Files.newInputStream(PinBundles.PLUGIN)))
                .isInstanceOf(BundleException.class);
        assertThat(world.bystander.getSymbolicName()).isEqualTo("pin.bystander");
        world.assertUntouched();
    }

    @Test
    @Tag("P1")
    @Tag("P2")
    void install_ofNewerVersions_leavesThePinnedOnesWired() throws Exception {
        for (String name : List.of("base", "lib", "dyn")) {
            context.installBundle(
                    "newer " + name,
                    new ByteArrayInputStream(BundleBuilder.bundle("newer." + name)
                            .version("2.0.0")
                            .source(name + ".Other", "public class Other {}")
                            .with("-exportcontents", name + ";version=1.9")
                            .build()));
        }
        framework.adapt(org.osgi.framework.wiring.FrameworkWiring.class).resolveBundles(null);
        assertThat(world.refresh(null)).isTrue();
        world.assertUntouched();
    }

    @Test
    @Tag("P2")
    void weavingHook_registeredLater_doesNotReplaceWhatIsLoaded() throws Exception {
        AtomicInteger woven = new AtomicInteger();
        WeavingHook hook = type -> {
            type.setBytes(type.getBytes().clone());
            type.getDynamicImports().add("org.osgi.framework.wiring");
            woven.incrementAndGet();
        };
        var registration = context.registerService(WeavingHook.class, hook, null);
        world.assertUntouched();
        assertThat(woven).hasPositiveValue();
        registration.unregister();
        world.assertUntouched();
    }

    @Test
    @Tag("P4")
    @Tag("P2")
    void framework_startedAgainWhileItRuns_doesNothing() throws Exception {
        framework.init();
        framework.init(event -> {});
        framework.start();
        framework.start(Bundle.START_TRANSIENT);
        world.assertUntouched();
    }

    @Test
    @Tag("P4")
    void framework_closed_cannotComeBack() {
        String refused =
                "pinion: restart of org.apache.felix.framework 7.0.5 [0] refused: a closed runtime does not come"
                        + " back; start a new one";
        world.close();
        PinWorld.assertRefused(framework::init, refused);
        PinWorld.assertRefused(() -> framework.init(event -> {}), refused);
        PinWorld.assertRefused(framework::start, refused);
        PinWorld.assertRefused(() -> framework.start(Bundle.START_TRANSIENT), refused);
        PinWorld.assertRefused(framework::update, world.refusal("update", "system"));
        PinWorld.assertRefused(framework::uninstall, world.refusal("uninstall", "system"));
        assertThat(framework.getState()).isEqualTo(Bundle.RESOLVED);
        assertThat(world.plugin.bundle().getState()).isEqualTo(Bundle.RESOLVED);
    }
}
