// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractCollection;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.pinion.Plugin;
import org.pinion.embed.Pinion;
import org.pinion.testing.BundleBuilder;

/** Everything that can make a framework wire a bundle anew. */
@Timeout(60)
class PinRefreshTests {

    @TempDir
    Path folder;

    private PinWorld world;
    private BundleContext context;

    @BeforeEach
    void open() throws Exception {
        world = new PinWorld();
        context = world.pinion.framework().getBundleContext();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void assertRefreshSkips(Collection<Bundle> targets) throws Exception {
        assertThat(world.refresh(targets)).isTrue();
        world.assertUntouched();
    }

    private Bundle library(String version) throws Exception {
        return context.installBundle("spare", content("spare", version));
    }

    private ByteArrayInputStream content(String name, String version) {
        return new ByteArrayInputStream(BundleBuilder.bundle(name)
                .version(version)
                .source(name + ".Type", "public class Type { public static int one() { return 1; } }")
                .with("-exportcontents", name + ";version=1.0")
                .build());
    }

    @Test
    @Tag("P1")
    @Tag("P2")
    void refresh_ofAnythingPinned_isSkipped() throws Exception {
        for (Bundle bundle : world.pinned.values()) {
            assertRefreshSkips(List.of(bundle));
        }
        assertRefreshSkips(List.of(world.pinion.framework()));
        assertRefreshSkips(world.pinned.values());
        assertRefreshSkips(Arrays.asList(context.getBundles()));
        assertRefreshSkips(List.of());
        assertRefreshSkips(null);
    }

    @Test
    @Tag("P1")
    @Tag("P2")
    @SuppressWarnings("deprecation") // Old bundles still use it.
    void packageAdmin_refreshes_whatIsNotPinned() throws Exception {
        var reference = context.getServiceReference(org.osgi.service.packageadmin.PackageAdmin.class);
        var admin = context.getService(reference);
        for (Bundle[] targets :
                new Bundle[][] {world.pinned.values().toArray(Bundle[]::new), {world.pinion.framework()}, null}) {
            CountDownLatch refreshed = new CountDownLatch(1);
            FrameworkListener listener = event -> {
                if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                    refreshed.countDown();
                }
            };
            context.addFrameworkListener(listener);
            admin.refreshPackages(targets);
            assertThat(refreshed.await(10, TimeUnit.SECONDS)).isTrue();
            context.removeFrameworkListener(listener);
            world.assertUntouched();
        }
        assertThat(admin.resolveBundles(world.pinned.values().toArray(Bundle[]::new)))
                .isTrue();
        world.assertUntouched();
    }

    @Test
    @Tag("P1")
    @Tag("P2")
    void resolve_ofAnything_leavesWiresAlone() throws Exception {
        world.install(PinBundles.LATE_FRAGMENT);
        FrameworkWiring wiring = world.pinion.framework().adapt(FrameworkWiring.class);
        wiring.resolveBundles(world.pinned.values());
        world.assertUntouched();
        wiring.resolveBundles(null);
        world.assertUntouched();
    }

    @Test
    @Tag("P1")
    @Tag("P2")
    @Tag("P3")
    void refresh_ofAllThatIsPending_reachesOnlyOthers() throws Exception {
        Bundle spare = library("1.0.0");
        Bundle user = context.installBundle(
                "user",
                new ByteArrayInputStream(BundleBuilder.bundle("user")
                        .with("Import-Package", "spare")
                        .build()));
        user.start();
        spare.update(content("spare", "1.5.0"));
        FrameworkWiring wiring = world.pinion.framework().adapt(FrameworkWiring.class);
        assertThat(wiring.getRemovalPendingBundles()).containsExactly(spare);
        assertRefreshSkips(null);
        assertThat(wiring.getRemovalPendingBundles()).isEmpty();
        assertThat(user.getState()).isEqualTo(Bundle.ACTIVE);

        spare.uninstall();
        assertRefreshSkips(null);
        assertThat(user.getState()).isEqualTo(Bundle.INSTALLED);
    }

    /** A plugin can be wired to a bundle that is pending already, because somebody else still uses the old content. */
    @Test
    @Tag("P1")
    @Tag("P2")
    void refresh_ofPendingLibraryOfAPlugin_isSkipped() throws Exception {
        Bundle spare = library("1.0.0");
        Path using = BundleBuilder.plugin("using", "using")
                .with("Import-Package", "spare")
                .source("using.Main", """
                        public class Main {
                            public static int one() throws Exception {
                                return (int) Class.forName("spare.Type").getMethod("one").invoke(null);
                            }
                        }
                        """)
                .buildTo(folder);
        Bundle user = context.installBundle("user", Files.newInputStream(using));
        Plugin first = startAsPlugin(user);
        assertThat(world.refresh(List.of(spare))).isTrue();
        assertThat(first.lookup("one").as(java.util.concurrent.Callable.class).call())
                .isEqualTo(1);
    }

    private Plugin startAsPlugin(Bundle bundle) throws Exception {
        bundle.start();
        return world.pinion.plugin(bundle.getSymbolicName()).orElseThrow();
    }

    /** The plugin's present content needs nothing, but its former content, which is still there, needs the library. */
    @Test
    @Tag("P1")
    @Tag("P2")
    void refresh_thatReachesAPluginByItsFormerWires_isSkipped() throws Exception {
        Bundle spare = library("1.0.0");
        Path former = BundleBuilder.bundle("changing")
                .with("Import-Package", "spare")
                .with("Export-Package", "exported")
                .source("exported.A", "public class A {}")
                .buildTo(folder);
        Bundle changing = context.installBundle("changing", Files.newInputStream(former));
        Bundle holder = context.installBundle(
                "holder",
                new ByteArrayInputStream(BundleBuilder.bundle("holder")
                        .with("Import-Package", "exported")
                        .build()));
        holder.start();
        changing.update(new ByteArrayInputStream(BundleBuilder.plugin("changing", "present")
                .source("present.Main", "public class Main { public static int x = 7; }")
                .build()));
        Plugin plugin = startAsPlugin(changing);
        Class<?> type = changing.loadClass("present.Main");
        BundleWiring wiring = spare.adapt(BundleWiring.class);

        assertThat(world.refresh(List.of(spare))).isTrue();
        assertThat(spare.adapt(BundleWiring.class)).isSameAs(wiring);
        assertThat(world.refresh(List.of(changing))).isTrue();
        assertThat(world.refresh(null)).isTrue();
        assertThat(changing.getState()).isEqualTo(Bundle.ACTIVE);
        assertThat(changing.loadClass("present.Main")).isSameAs(type);
        assertThat(((org.pinion.Variable) plugin.lookup("x")).get()).isEqualTo(7);
        assertThat(world.pinion.lookup("changing", "x")).isSameAs(plugin.lookup("x"));
    }

    @Test
    @Tag("P1")
    @Tag("P2")
    void fragment_forAPinnedHost_staysDetached() throws Exception {
        Bundle late = world.install(PinBundles.LATE_FRAGMENT);
        FrameworkWiring wiring = world.pinion.framework().adapt(FrameworkWiring.class);
        wiring.resolveBundles(List.of(late));
        assertRefreshSkips(List.of(late));
        assertRefreshSkips(List.of(late, world.plugin.bundle()));
        assertRefreshSkips(null);
        assertThat(world.plugin.bundle().getResource("pin/late.txt")).isNull();
        late.uninstall();
        world.assertUntouched();
    }

    @Test
    @Tag("P1")
    @Tag("P2")
    void extensionOfTheFramework_whilePluginsAreOpen_changesNothing() throws Exception {
        assumeTrue(PinWorld.isExtensible(), "the framework cannot be extended without sun.misc.Unsafe");
        Bundle extension = world.install(PinBundles.EXTENSION);
        assertRefreshSkips(List.of(extension));
        assertRefreshSkips(null);
        String refused = " of pin.extension 1.0.0 [" + extension.getBundleId()
                + "] refused: it extends the framework, which would have to be restarted; restart the runtime without it";
        PinWorld.assertRefused(extension::uninstall, "pinion: uninstall" + refused);
        PinWorld.assertRefused(extension::update, "pinion: update" + refused);
        world.assertUntouched();
    }

    @Test
    void extensionOfTheFramework_withoutUnsafe_isRefused_andChangesNothing() throws Exception {
        if (!PinWorld.isExtensible()) {
            assertThatThrownBy(() -> world.install(PinBundles.EXTENSION)).isInstanceOf(BundleException.class);
        }
        world.assertUntouched();
    }

    @Test
    @Tag("P1")
    @Tag("P4")
    void extension_uninstalledBeforeThePlugin_doesNotEndTheFrameworkLater() throws Exception {
        assumeTrue(PinWorld.isExtensible(), "the framework cannot be extended without sun.misc.Unsafe");
        ExecutorService waiter = Executors.newSingleThreadExecutor();
        Future<FrameworkEvent> end;
        try (Pinion other = Pinion.start()) {
            BundleContext system = other.framework().getBundleContext();
            Bundle extension = system.installBundle("ext", Files.newInputStream(PinBundles.EXTENSION));
            extension.uninstall();
            Plugin plugin = other.open(PinBundles.MEDDLING_PLUGIN);
            end = waiter.submit(() -> other.framework().waitForStop(0));
            for (Collection<Bundle> targets : Arrays.asList(List.of(extension), (Collection<Bundle>) null)) {
                CountDownLatch done = new CountDownLatch(1);
                other.framework().adapt(FrameworkWiring.class).refreshBundles(targets, event -> done.countDown());
                assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
                assertThat(other.framework().waitForStop(50).getType()).isEqualTo(FrameworkEvent.WAIT_TIMEDOUT);
                assertThat(plugin.bundle().getState()).isEqualTo(Bundle.ACTIVE);
            }
        }
        assertThat(end.get().getType()).isEqualTo(FrameworkEvent.STOPPED);
        waiter.shutdown();
    }

    @Test
    @Tag("P1")
    @Tag("P2")
    void refresh_ofAnotherRuntimesBundles_doesNothing() throws Exception {
        try (Pinion other = Pinion.start()) {
            for (Bundle bundle : world.pinned.values()) {
                CountDownLatch done = new CountDownLatch(1);
                other.framework()
                        .adapt(FrameworkWiring.class)
                        .refreshBundles(List.of(bundle), event -> done.countDown());
                assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
                world.assertUntouched();
            }
        }
    }

    static Stream<Collection<Bundle>> oddities() {
        return Stream.of(Arrays.asList((Bundle) null), new AbstractCollection<>() {
            @Override
            public Iterator<Bundle> iterator() {
                throw new IllegalStateException("changed meanwhile");
            }

            @Override
            public int size() {
                return 1;
            }
        });
    }

    @Test
    @Tag("P1")
    void refresh_ofNonsense_leavesTheRefreshThreadAlive() throws Exception {
        for (Collection<Bundle> odd : oddities().toList()) {
            assertThat(world.refresh(odd)).isTrue();
            world.assertUntouched();
        }
    }
}
