// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.FrameworkWiring;
import org.pinion.Plugin;
import org.pinion.testing.BundleBuilder;

/** All attempts on pinned bundles at once, from many threads, while others call symbols and open plugins. */
class PinHammerTests {

    private static final Duration TIME = Duration.ofSeconds(2);
    private static final int WATCHDOG_SECONDS = 30;
    private static final int MIN_PLUGINS = 3;
    private static final byte[] MOVING = BundleBuilder.bundle("moving").build();

    @TempDir
    Path folder;

    private PinWorld world;
    private BundleContext context;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private long end;
    private final AtomicInteger refusals = new AtomicInteger();
    private final List<Plugin> opened = new ArrayList<>();

    @BeforeEach
    void open() throws Exception {
        world = new PinWorld();
        context = world.pinion.framework().getBundleContext();
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        world.close();
    }

    private static byte[] library() {
        return BundleBuilder.bundle("fresh.lib")
                .source("fresh.Lib", "public class Lib { public static int one() { return 1; } }")
                .source("fresh.Later", "public class Later { public static int two() { return 2; } }")
                .with("-exportcontents", "fresh;version=1.0")
                .build();
    }

    /** A plugin whose init takes classes from the library, and whose function takes another one later. */
    private static byte[] plugin() {
        return BundleBuilder.plugin("fresh.plugin", "user")
                .with("Import-Package", "fresh")
                .source("user.Main", """
                        public class Main {
                            static int one;
                            static void init() throws Exception { one = call("fresh.Lib", "one"); }
                            public static int three() throws Exception { return one + call("fresh.Later", "two"); }
                            private static int call(String type, String method) throws Exception {
                                return (int) Class.forName(type).getMethod(method).invoke(null);
                            }
                        }
                        """)
                .build();
    }

    private Future<?> repeat(Callable<?> action) {
        return threads.submit(() -> {
            while (System.nanoTime() < end || refusals.get() == 0) {
                action.call();
            }
            return null;
        });
    }

    private interface Attempt {
        void run() throws Exception;
    }

    private Void refused(Attempt attempt) throws Exception {
        try {
            attempt.run();
        } catch (BundleException e) {
            assertThat(e.getType()).isEqualTo(BundleException.UNSUPPORTED_OPERATION);
            refusals.incrementAndGet();
            return null;
        }
        return fail("was not refused");
    }

    private Void attack() throws Exception {
        for (Bundle bundle : world.pinned.values()) {
            refused(bundle::uninstall);
            refused(bundle::update);
            refused(() -> bundle.update(InputStream.nullInputStream()));
        }
        refused(world.plugin.bundle()::stop);
        refused(world.pinion.framework()::stop);
        refused(world.pinion.framework()::update);
        return null;
    }

    private Void refreshAll() throws InterruptedException {
        FrameworkWiring wiring = world.pinion.framework().adapt(FrameworkWiring.class);
        List<Bundle> all = Arrays.asList(context.getBundles());
        CountDownLatch done = new CountDownLatch(2);
        wiring.refreshBundles(all, event -> done.countDown());
        wiring.refreshBundles(null, event -> done.countDown());
        try {
            wiring.resolveBundles(all);
        } catch (IllegalStateException e) {
            // Felix loses its own lock when the bystander moves while it is being resolved.
            assertThat(e).hasMessageContaining("locked");
        }
        assertThat(done.await(WATCHDOG_SECONDS, TimeUnit.SECONDS)).isTrue();
        return null;
    }

    private Void changeStartLevels() throws InterruptedException {
        world.plugin.bundle().adapt(BundleStartLevel.class).setStartLevel(9);
        for (int level : new int[] {5, 1}) {
            CountDownLatch done = new CountDownLatch(1);
            world.pinion.framework().adapt(FrameworkStartLevel.class).setStartLevel(level, event -> done.countDown());
            assertThat(done.await(WATCHDOG_SECONDS, TimeUnit.SECONDS)).isTrue();
        }
        return null;
    }

    private Void moveBystander() throws Exception {
        Bundle bundle = context.installBundle("moving", new ByteArrayInputStream(MOVING));
        try {
            bundle.start();
            bundle.stop();
            bundle.uninstall();
        } catch (BundleException | IllegalStateException e) {
            // Felix gives up rather than wait when a refresh wants the bundle, too.
            Thread.interrupted();
        }
        return null;
    }

    /** Opens plugins each of which has a library of its own, which may be refreshed until the plugin is wired to it. */
    private Void openPlugins(byte[] library, byte[] plugin) throws Exception {
        for (int i = 0; System.nanoTime() < end || i < MIN_PLUGINS; i++) {
            context.installBundle(
                    "fresh" + i,
                    new ByteArrayInputStream(changed(
                            library,
                            Map.of(
                                    "Bundle-SymbolicName", "fresh.lib" + i,
                                    "Export-Package", "fresh;version=1.0;number=n" + i))));
            Path jar = folder.resolve("fresh" + i + ".jar");
            Files.write(
                    jar, changed(plugin, Map.of("Bundle-Version", "1.0." + i, "Import-Package", "fresh;number=n" + i)));
            opened.add(world.pinion.open(jar));
        }
        return null;
    }

    /** The same bundle with other headers. */
    private static byte[] changed(byte[] bundle, Map<String, String> headers) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarInputStream source = new JarInputStream(new ByteArrayInputStream(bundle))) {
            Manifest manifest = source.getManifest();
            headers.forEach(manifest.getMainAttributes()::putValue);
            try (JarOutputStream target = new JarOutputStream(bytes, manifest)) {
                for (JarEntry entry = source.getNextJarEntry(); entry != null; entry = source.getNextJarEntry()) {
                    target.putNextEntry(new JarEntry(entry.getName()));
                    source.transferTo(target);
                }
            }
        }
        return bytes.toByteArray();
    }

    @Test
    @Tag("P1")
    @Tag("P2")
    @Tag("P4")
    @Tag("P5")
    void everythingAtOnce_breaksNothing_andTheRuntimeCloses() throws Exception {
        byte[] library = library();
        byte[] plugin = plugin();
        end = System.nanoTime() + TIME.toNanos();
        List<Future<?>> work = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            work.add(repeat(this::attack));
        }
        work.add(repeat(this::refreshAll));
        work.add(repeat(this::changeStartLevels));
        work.add(repeat(this::moveBystander));
        work.add(repeat(() -> world.plugin.lookup("one").as(Callable.class).call()));
        work.add(threads.submit(() -> openPlugins(library, plugin)));
        finish(work);
        assertThat(refusals).hasValueGreaterThan(100);
        world.plugin.bundle().adapt(BundleStartLevel.class).setStartLevel(1);
        world.assertUntouched();
        assertThat(opened).hasSizeGreaterThanOrEqualTo(MIN_PLUGINS);
        for (Plugin fresh : opened) {
            assertThat(fresh.lookup("three").as(Callable.class).call()).isEqualTo(3);
        }
        finish(List.of(threads.submit(world::close)));
        assertThat(world.pinion.framework().getState()).isEqualTo(Bundle.RESOLVED);
    }

    private static void finish(List<Future<?>> work) throws Exception {
        for (Future<?> future : work) {
            try {
                future.get(WATCHDOG_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                fail("something hangs:\n" + dump());
            }
        }
    }

    private static String dump() {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<Thread, StackTraceElement[]> thread :
                Thread.getAllStackTraces().entrySet()) {
            text.append(thread.getKey()).append('\n');
            for (StackTraceElement frame : thread.getValue()) {
                text.append("    at ").append(frame).append('\n');
            }
        }
        return text.toString();
    }
}
