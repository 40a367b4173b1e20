// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.FrameworkWiring;
import org.pinion.Plugin;
import org.pinion.PluginException;
import org.pinion.PluginException.Reason;
import org.pinion.embed.Pinion;

/** The end of a runtime, whenever it comes. */
@Timeout(20)
@Tag("P5")
class PinCloseTests {

    @TempDir
    Path folder;

    private final Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());
    private Pinion pinion;
    private Path storage;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @BeforeEach
    void start() {
        storage = folder.resolve("storage");
        pinion = Pinion.builder().share("org.pinion.contract").storage(storage).start();
    }

    @AfterEach
    void assertThatNothingRemains() {
        PinGate.clear();
        threads.shutdownNow();
        pinion.close();
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            assertThat(pinion.framework().getState()).isEqualTo(Bundle.RESOLVED);
            assertThat(names(storage)).isEmpty();
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> !before.contains(thread))
                    .extracting(Thread::getName)
                    .filteredOn(name -> !name.startsWith("junit-") && !name.startsWith("awaitility-"))
                    .isEmpty();
        });
        assertThat(pinion.plugins()).isEmpty();
        assertClosed("plugin.Open(\"x.jar\"): ", () -> pinion.open(Path.of("x.jar")));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toString).toList();
        }
    }

    private static void assertClosed(String operation, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(PluginException.class)
                .hasMessage(operation + "runtime is closed")
                .extracting(e -> ((PluginException) e).reason())
                .isEqualTo(Reason.CLOSED);
    }

    private void assertEndsClosed(Path jar, Future<Plugin> open) {
        assertClosed("plugin.Open(\"" + jar + "\"): ", () -> {
            try {
                open.get();
            } catch (java.util.concurrent.ExecutionException e) {
                throw e.getCause();
            }
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes a place of a bundle wait. */
    private static CountDownLatch[] block(String place) {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        PinGate.on(place, () -> {
            reached.countDown();
            await(go);
        });
        return new CountDownLatch[] {reached, go};
    }

    private void awaitState(int state) {
        Awaitility.await().until(() -> pinion.framework().getState() == state);
    }

    @Test
    void close_beforeAnything_endsTheRuntime() {
        pinion.close();
        pinion.close();
        assertThat(pinion.plugin("any")).isEmpty();
        assertClosed("plugin: ", () -> pinion.lookup("any", "symbol"));
        assertClosed("plugin.AddLibrary(\"x.jar\"): ", () -> pinion.addLibrary(Path.of("x.jar")));
        assertClosed("plugin.Open(\"x\"): ", () -> pinion.open("x", java.io.InputStream.nullInputStream()));
    }

    @Test
    void close_byManyThreadsAtOnce_endsTheRuntimeOnce() throws Exception {
        pinion.open(PinGateBundles.plugin("gate").buildTo(folder));
        CountDownLatch go = new CountDownLatch(8);
        List<Future<?>> closes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            closes.add(threads.submit(() -> {
                go.countDown();
                await(go);
                pinion.close();
            }));
        }
        for (Future<?> close : closes) {
            close.get();
        }
        awaitState(Bundle.RESOLVED);
    }

    @Test
    void close_inAnInit_endsTheRuntimeAndFailsTheOpen() {
        Path jar = PinGateBundles.plugin("gate").buildTo(folder);
        PinGate.on("gate.init", () -> {
            pinion.close();
            assertThat(pinion.framework().getState()).isEqualTo(Bundle.RESOLVED);
        });
        assertClosed("plugin.Open(\"" + jar + "\"): ", () -> pinion.open(jar));
        awaitState(Bundle.RESOLVED);
    }

    @Test
    void close_inTheActivatorOfAPlugin_returnsAndFailsTheOpen() {
        Path jar = PinGateBundles.activatedPlugin("gate").buildTo(folder);
        AtomicBoolean initialised = new AtomicBoolean();
        PinGate.on("gate.start", pinion::close);
        PinGate.on("gate.init", () -> initialised.set(true));
        assertClosed("plugin.Open(\"" + jar + "\"): ", () -> pinion.open(jar));
        assertThat(initialised).isFalse();
    }

    @Test
    void close_inAnActivatorThatOpens_returnsAndFailsTheOpen() throws Exception {
        Path jar = PinGateBundles.plugin("gate").buildTo(folder);
        Bundle opener =
                pinion.addLibrary(PinGateBundles.activatedBundle("opener").buildTo(folder));
        PinGate.on("gate.init", pinion::close);
        PinGate.on("opener.start", () -> assertClosed("plugin.Open(\"" + jar + "\"): ", () -> pinion.open(jar)));
        opener.start();
    }

    @Test
    void close_inTheStopOfABundle_doesNothing() throws Exception {
        Bundle bundle =
                pinion.addLibrary(PinGateBundles.activatedBundle("bundle").buildTo(folder));
        bundle.start();
        PinGate.on("bundle.stop", pinion::close);
        pinion.close();
        assertThat(pinion.framework().getState()).isEqualTo(Bundle.RESOLVED);
    }

    @Test
    void close_inAListener_returns() {
        pinion.framework().getBundleContext().addFrameworkListener(event -> {
            if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                pinion.close();
            }
        });
        pinion.framework().adapt(FrameworkWiring.class).refreshBundles(List.of());
        awaitState(Bundle.RESOLVED);
    }

    @Test
    void close_whenARefreshIsDone_returns() {
        pinion.framework().adapt(FrameworkWiring.class).refreshBundles(List.of(), event -> pinion.close());
        awaitState(Bundle.RESOLVED);
    }

    @Test
    void close_inAnActivatorThatARefreshRestarts_returns() throws Exception {
        Bundle bundle =
                pinion.addLibrary(PinGateBundles.activatedBundle("bundle").buildTo(folder));
        bundle.start();
        PinGate.on("bundle.start", pinion::close);
        pinion.framework().adapt(FrameworkWiring.class).refreshBundles(List.of(bundle));
        awaitState(Bundle.RESOLVED);
    }

    @Test
    void close_whenAStartLevelIsReached_returns() {
        pinion.framework().adapt(FrameworkStartLevel.class).setStartLevel(2, event -> pinion.close());
        awaitState(Bundle.RESOLVED);
    }

    @Test
    void close_duringAnInit_doesNotWaitForIt() throws Exception {
        Path jar = PinGateBundles.plugin("gate").buildTo(folder);
        CountDownLatch[] init = block("gate.init");
        Future<Plugin> open = threads.submit(() -> pinion.open(jar));
        init[0].await();
        pinion.close();
        assertThat(pinion.framework().getState()).isEqualTo(Bundle.RESOLVED);
        assertThat(open.isDone()).isFalse();
        init[1].countDown();
        assertEndsClosed(jar, open);
    }

    @Test
    void close_duringAnActivator_waitsForItAndBeginsNoInit() throws Exception {
        Path jar = PinGateBundles.activatedPlugin("gate").buildTo(folder);
        CountDownLatch[] activator = block("gate.start");
        AtomicBoolean initialised = new AtomicBoolean();
        PinGate.on("gate.init", () -> initialised.set(true));
        Future<Plugin> open = threads.submit(() -> pinion.open(jar));
        activator[0].await();
        Future<?> close = threads.submit(pinion::close);
        awaitState(Bundle.STOPPING);
        activator[1].countDown();
        assertEndsClosed(jar, open);
        close.get();
        assertThat(initialised).isFalse();
        assertThat(pinion.framework().getState()).isEqualTo(Bundle.RESOLVED);
    }

    @Test
    void close_whileAnOpenWaitsForAnother_endsTheWaiting() throws Exception {
        Path jar = PinGateBundles.plugin("gate").buildTo(folder);
        Path same = Files.copy(jar, folder.resolve("same.jar"));
        CountDownLatch[] init = block("gate.init");
        Future<Plugin> first = threads.submit(() -> pinion.open(jar));
        init[0].await();
        List<Callable<Plugin>> opens = List.of(() -> pinion.open(jar), () -> pinion.open(same));
        List<Future<Plugin>> waiting = opens.stream().map(threads::submit).toList();
        Awaitility.await()
                .until(() -> Thread.getAllStackTraces().values().stream()
                                .filter(trace -> Stream.of(trace)
                                        .anyMatch(frame -> frame.getClassName().endsWith(".WaitGraph")
                                                && frame.getMethodName().equals("await")))
                                .count()
                        == 2);
        pinion.close();
        assertEndsClosed(jar, waiting.get(0));
        assertEndsClosed(same, waiting.get(1));
        init[1].countDown();
        assertEndsClosed(jar, first);
    }

    @Test
    void close_whileSymbolsAreCalled_breaksNone() throws Exception {
        Plugin plugin = pinion.open(PinGateBundles.plugin("gate").buildTo(folder));
        IntSupplier one = plugin.lookup("one").as(IntSupplier.class);
        CountDownLatch calling = new CountDownLatch(4);
        AtomicBoolean over = new AtomicBoolean();
        List<Future<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            calls.add(threads.submit(() -> {
                int sum = 0;
                while (!over.get()) {
                    sum = one.getAsInt();
                    calling.countDown();
                }
                return sum;
            }));
        }
        calling.await();
        pinion.close();
        assertThat(one.getAsInt()).isEqualTo(1);
        over.set(true);
        for (Future<Integer> call : calls) {
            assertThat(call.get()).isEqualTo(1);
        }
        assertClosed("plugin: ", () -> plugin.lookup("one"));
        assertClosed("plugin: ", () -> plugin.bind(IntSupplier.class));
    }

    @Test
    void close_byAnInterruptedThread_waitsNevertheless() throws Exception {
        pinion.open(PinGateBundles.activatedPlugin("gate").buildTo(folder));
        Thread.currentThread().interrupt();
        pinion.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(pinion.framework().getState()).isEqualTo(Bundle.RESOLVED);
    }

    @Test
    void close_ofABundleThatDoesNotStop_keepsNoJvmAlive() throws Exception {
        Bundle bundle =
                pinion.addLibrary(PinGateBundles.activatedBundle("bundle").buildTo(folder));
        bundle.start();
        CountDownLatch[] stop = block("bundle.stop");
        Future<?> close = threads.submit(pinion::close);
        stop[0].await();
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(
                        thread -> !before.contains(thread) && thread.getName().matches("Felix.*|pinion.*"))
                .isNotEmpty()
                .allMatch(Thread::isDaemon);
        stop[1].countDown();
        close.get();
    }
}
