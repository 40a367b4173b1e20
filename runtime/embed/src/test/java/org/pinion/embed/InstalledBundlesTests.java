// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.Version;
import org.pinion.Plugin;
import org.pinion.PluginException;
import org.pinion.PluginException.Reason;
import org.pinion.testing.BundleBuilder;

/** Plugins and bundles that others install are found, and told apart, as if Felix had installed all of them. */
@Timeout(120)
class InstalledBundlesTests {

    private static byte[] plugin;

    @TempDir
    Path folder;

    private Pinion pinion;
    private BundleContext context;

    @BeforeAll
    static void build() {
        plugin = BundleBuilder.plugin("acme", "acme")
                .source("acme.A", "public class A { public static int one() { return 1; } }")
                .build();
    }

    @BeforeEach
    void start() {
        pinion = Pinion.start();
        context = pinion.framework().getBundleContext();
    }

    @AfterEach
    void close() {
        pinion.close();
    }

    private static byte[] named(String name) {
        return BundleBuilder.renamed(plugin, name);
    }

    private Path file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name + ".jar"), bytes);
    }

    private Plugin open(String name) throws IOException {
        return pinion.open(file(name, named(name)));
    }

    private Bundle install(String location, String name) throws BundleException {
        return context.installBundle(location, new ByteArrayInputStream(named(name)));
    }

    private void assertNotOpened(String name) throws IOException {
        Path jar = file(name, named(name));
        PluginException failure = catchThrowableOfType(PluginException.class, () -> pinion.open(jar));
        assertThat(failure)
                .returns(Reason.ALREADY_LOADED, PluginException::reason)
                .hasMessageContaining("plugin already loaded: " + name + " 1.0.0 was opened from ")
                .hasMessageContaining(", by other means than open");
    }

    private void assertNotInstalled(String location, String name) {
        assertThat(catchThrowableOfType(BundleException.class, () -> install(location, name))
                        .getType())
                .isEqualTo(BundleException.DUPLICATE_BUNDLE_ERROR);
        assertThat(context.getBundle(location)).isNull();
    }

    @Test
    void open_ofWhatIsInstalled_isRefused() throws Exception {
        open("first");
        install("by hand", "acme");
        assertNotOpened("acme");
        assertThat(context.getBundles()).hasSize(3);
    }

    @Test
    void install_ofWhatIsOpened_isRefused() throws Exception {
        open("acme");
        assertNotInstalled("by hand", "acme");
        assertThat(context.getBundles()).hasSize(2);
    }

    @Test
    void sameName_inAnotherVersion_isNoDuplicate() throws Exception {
        open("acme");
        byte[] other = BundleBuilder.plugin("acme", "acme")
                .version("1.0.1")
                .source("acme.A", "public class A {}")
                .build();
        Bundle installed = context.installBundle("by hand", new ByteArrayInputStream(other));
        assertThat(installed.getVersion()).isEqualTo(new Version(1, 0, 1));
        Path jar = file("newer", other);
        assertThat(catchThrowableOfType(PluginException.class, () -> pinion.open(jar))
                        .reason())
                .isEqualTo(Reason.ALREADY_LOADED);
    }

    @Test
    void update_takesTheNewName_andFreesTheOldOne() throws Exception {
        open("first");
        Bundle bundle = install("by hand", "old");
        bundle.update(new ByteArrayInputStream(named("new")));
        assertThat(bundle.getSymbolicName()).isEqualTo("new");
        assertNotOpened("new");
        assertNotInstalled("by hand again", "new");
        assertThat(open("old").bundle().getSymbolicName()).isEqualTo("old");
    }

    @Test
    void update_toTheNameOfAPlugin_isRefused_andKeepsTheOldName() throws Exception {
        open("acme");
        Bundle bundle = install("by hand", "old");
        BundleException refusal = catchThrowableOfType(
                BundleException.class, () -> bundle.update(new ByteArrayInputStream(named("acme"))));
        assertThat(refusal).hasMessageContaining("acme");
        assertThat(bundle.getSymbolicName()).isEqualTo("old");
        assertNotOpened("old");
    }

    /** The names of what others install are known before anybody is told of it, and at every step of an update. */
    @Test
    void open_inAListener_knowsWhatIsBeingInstalledAndUpdated() throws Exception {
        open("first");
        List<String> refused = new CopyOnWriteArrayList<>();
        SynchronousBundleListener listener = event -> {
            if ("by hand".equals(event.getBundle().getLocation())) {
                String name = event.getBundle().getSymbolicName();
                Path jar = folder.resolve(name + ".jar");
                assertThat(catchThrowableOfType(PluginException.class, () -> pinion.open(jar)))
                        .returns(Reason.ALREADY_LOADED, PluginException::reason);
                refused.add(event.getType() + " " + name);
            }
        };
        file("old", named("old"));
        file("new", named("new"));
        context.addBundleListener(listener);
        Bundle bundle = install("by hand", "old");
        bundle.update(new ByteArrayInputStream(named("new")));
        context.removeBundleListener(listener);
        assertThat(refused)
                .containsExactly(
                        BundleEvent.INSTALLED + " old", BundleEvent.UNRESOLVED + " new", BundleEvent.UPDATED + " new");
    }

    @Test
    void uninstall_freesTheName() throws Exception {
        open("first");
        Bundle bundle = install("by hand", "old");
        bundle.update(new ByteArrayInputStream(named("new")));
        bundle.uninstall();
        assertThat(open("old")).isNotNull();
        assertThat(open("new")).isNotNull();
        install("by hand", "acme").uninstall();
        assertThat(open("acme")).isNotNull();
    }

    @Test
    void lookup_withoutALocation_findsNothing() throws Exception {
        assertThat(context.getBundle((String) null)).isNull();
        Plugin first = open("first");
        assertThat(context.getBundle((String) null)).isNull();
        assertThat(context.getBundle(first.bundle().getLocation())).isSameAs(first.bundle());
        assertThat(context.getBundle("nowhere")).isNull();
        assertThat(context.getBundle(first.bundle().getBundleId())).isSameAs(first.bundle());
        assertThat(context.getBundle(4711)).isNull();
    }

    private static void inThreads(int number, ThreadBody body) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(number);
        try {
            CyclicBarrier start = new CyclicBarrier(number);
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < number; i++) {
                int thread = i;
                Callable<Void> task = () -> {
                    start.await(60, TimeUnit.SECONDS);
                    body.run(thread);
                    return null;
                };
                ends.add(threads.submit(task));
            }
            for (Future<?> end : ends) {
                end.get(100, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private interface ThreadBody {
        void run(int thread) throws Exception;
    }

    private long[] ids() {
        return Arrays.stream(context.getBundles())
                .mapToLong(Bundle::getBundleId)
                .toArray();
    }

    @Test
    void installs_fromManyThreads_getAscendingIdsOfTheirOwn() throws Exception {
        inThreads(4, thread -> {
            long last = 0;
            for (int i = 0; i < 20; i++) {
                String name = "t" + thread + "-" + i;
                Bundle bundle = thread < 2 ? open(name).bundle() : install(name, name);
                assertThat(bundle.getBundleId()).isGreaterThan(last);
                assertThat(bundle.getSymbolicName()).isEqualTo(name);
                last = bundle.getBundleId();
            }
        });
        assertThat(ids()).hasSize(81).isSorted().doesNotHaveDuplicates();
        assertThat(context.getBundles()).extracting(Bundle::getSymbolicName).doesNotHaveDuplicates();
        assertThat(pinion.plugins()).hasSize(40);
    }

    @Test
    void lookups_amongInstallsAndUninstalls_areConsistent() throws Exception {
        Plugin first = open("first");
        inThreads(4, thread -> {
            for (int i = 0; i < 25; i++) {
                String name = "t" + thread + "-" + i;
                if (thread == 0) {
                    Bundle opened = open(name).bundle();
                    assertThat(context.getBundle(opened.getLocation())).isSameAs(opened);
                } else {
                    Bundle bundle = install(name, name);
                    assertThat(context.getBundle(name)).isSameAs(bundle);
                    assertThat(context.getBundle(bundle.getBundleId())).isSameAs(bundle);
                    bundle.uninstall();
                    assertThat(context.getBundle(name)).isNull();
                    assertThat(context.getBundle(bundle.getBundleId())).isNull();
                }
                assertThat(context.getBundle(first.bundle().getLocation())).isSameAs(first.bundle());
                assertThat(ids()).isSorted().startsWith(0, first.bundle().getBundleId());
            }
        });
        assertThat(context.getBundles())
                .hasSize(27)
                .allSatisfy(bundle ->
                        assertThat(context.getBundle(bundle.getLocation())).isSameAs(bundle));
    }
}
