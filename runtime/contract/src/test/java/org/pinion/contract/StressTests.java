// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.pinion.Plugin;
import org.pinion.PluginException;
import org.pinion.PluginException.Reason;
import org.pinion.embed.Pinion;
import org.pinion.testing.BundleBuilder;

/**
 * Opens plugins in random interleavings: several threads, inits that open others in circles, inits that fail. It runs
 * for some seconds; {@code -Dcontract.stress.seconds=600} makes a soak of it, {@code -Dcontract.stress.seed=N} repeats
 * a run.
 */
class StressTests {

    private static final int PLUGINS = 6;
    private static final int THREADS = 4;
    private static final int ROUNDS_PER_RUNTIME = 60;
    private static final int PATIENCE_SECONDS = 30;

    private final long seed = Long.getLong("contract.stress.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final byte[] template = BundleBuilder.plugin("template", "acme")
            .source("acme.Main", """
                    public class Main {
                        public static int inits;
                        static void init() throws Exception {
                            inits++;
                            org.pinion.contract.InitScript.run(
                                    org.osgi.framework.FrameworkUtil.getBundle(Main.class).getSymbolicName());
                        }
                    }
                    """)
            .classPath(Path.of("target/test-classes"), BundleBuilder.locationOf(Bundle.class))
            .build();

    @AfterEach
    void close() {
        threads.shutdownNow();
        InitScript.clear();
    }

    @Test
    @Tag("O4")
    @Tag("O6")
    @Tag("O7")
    void opens_inRandomInterleavings_neverHangAndKeepTheContract() throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.getLong("contract.stress.seconds", 6));
        int rounds = 0;
        while (System.nanoTime() < end) {
            try (Pinion pinion = Pinion.builder().share("org.pinion.contract").start()) {
                for (int i = 0; i < ROUNDS_PER_RUNTIME && System.nanoTime() < end; i++) {
                    new Round(pinion, "r" + rounds++ + "p").play();
                }
            }
        }
        System.out.println(rounds + " rounds with seed " + seed);
        assertThat(rounds).as("rounds with seed %s", seed).isPositive();
    }

    /** A few new plugins that open each other, and threads that open all of them at once. */
    private final class Round {
        private final Pinion pinion;
        private final String prefix;
        private final Map<String, byte[]> jars = new HashMap<>();
        private final Map<String, AtomicInteger> inits = new ConcurrentHashMap<>();
        private final Map<String, Plugin> opened = new ConcurrentHashMap<>();

        Round(Pinion pinion, String prefix) {
            this.pinion = pinion;
            this.prefix = prefix;
            boolean circles = random.nextInt(3) == 0;
            for (int i = 0; i < PLUGINS; i++) {
                String name = prefix + i;
                jars.put(name, BundleBuilder.renamed(template, name));
                inits.put(name, new AtomicInteger());
                List<String> opens = new ArrayList<>();
                for (int j = 0; j < PLUGINS; j++) {
                    if ((circles || j < i) && random.nextInt(4) == 0) {
                        opens.add(prefix + j);
                    }
                }
                boolean fails = random.nextInt(8) == 0;
                boolean tolerant = random.nextBoolean();
                int pause = random.nextInt(3);
                InitScript.put(name, () -> init(name, opens, fails, tolerant, pause));
            }
        }

        private void init(String name, List<String> opens, boolean fails, boolean tolerant, int pause)
                throws InterruptedException {
            inits.get(name).incrementAndGet();
            for (String other : opens) {
                if (pause > 0) {
                    Thread.sleep(0, pause * 200_000);
                }
                try {
                    open(other);
                } catch (PluginException e) {
                    if (!tolerant) {
                        throw e;
                    }
                }
            }
            if (fails) {
                throw new IllegalStateException("init of " + name + " is to fail");
            }
        }

        private Plugin open(String name) {
            Plugin plugin = pinion.open("memory:" + name, new ByteArrayInputStream(jars.get(name)));
            Plugin other = opened.putIfAbsent(name, plugin);
            assertThat(other == null || other == plugin)
                    .as("two objects for %s", name)
                    .isTrue();
            return plugin;
        }

        void play() throws Exception {
            CountDownLatch go = new CountDownLatch(1);
            List<Future<?>> futures = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                List<String> order = new ArrayList<>(jars.keySet());
                java.util.Collections.shuffle(order, random);
                futures.add(threads.submit(() -> {
                    go.await();
                    order.forEach(this::tryOpen);
                    return null;
                }));
            }
            go.countDown();
            for (Future<?> future : futures) {
                try {
                    future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                } catch (TimeoutException e) {
                    fail("seed " + seed + ", round " + prefix + " hangs:\n" + threadDump());
                }
            }
            check();
        }

        private void tryOpen(String name) {
            try {
                open(name);
            } catch (PluginException e) {
                assertThat(e.reason()).as(e.getMessage()).isIn(Reason.INIT_FAILED, Reason.CYCLE);
            }
        }

        private void check() {
            for (String name : jars.keySet()) {
                assertThat(inits.get(name).get())
                        .as("inits of %s with seed %s", name, seed)
                        .isEqualTo(1);
                assertThat(pinion.plugin(name).orElse(null)).isSameAs(opened.get(name));
            }
            assertThat(Arrays.stream(pinion.framework().getBundleContext().getBundles())
                            .map(Bundle::getSymbolicName)
                            .filter(name -> name.startsWith(prefix)))
                    .containsExactlyInAnyOrderElementsOf(opened.keySet());
        }
    }

    private static String threadDump() {
        StringBuilder dump = new StringBuilder();
        for (ThreadInfo info : ManagementFactory.getThreadMXBean().dumpAllThreads(true, true)) {
            dump.append(info);
        }
        return dump.toString();
    }
}
