// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pinion.Plugin;
import org.pinion.PluginException;
import org.pinion.embed.Pinion;
import org.pinion.testing.BundleBuilder;

@Timeout(60)
class ConcurrencyTests {

    private static final int THREADS = 64;

    @TempDir
    Path folder;

    private final Pinion pinion = Pinion.builder().share("org.pinion.contract").start();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    @BeforeEach
    void prepare() {
        InitLog.clear();
        InitHost.registry = pinion;
        InitHost.folder = folder;
        InitHost.both = new CountDownLatch(2);
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        pinion.close();
    }

    private <T> List<Future<T>> together(List<Callable<T>> tasks) {
        CountDownLatch go = new CountDownLatch(tasks.size());
        List<Future<T>> futures = new ArrayList<>();
        for (Callable<T> task : tasks) {
            futures.add(threads.submit(() -> {
                go.countDown();
                go.await();
                return task.call();
            }));
        }
        return futures;
    }

    private BundleBuilder opening(String name, String init) {
        return BundleBuilder.plugin(name, name)
                .source(
                        name + ".Main",
                        "public class Main { public static int value; static void init() throws Exception { org.pinion.contract.InitLog.add(\""
                                + name + "\"); " + init + " } }")
                .classPath(Path.of("target/test-classes"));
    }

    private static String open(String name) {
        return "org.pinion.contract.InitHost.open(\"" + name + "\");";
    }

    @Test
    @Tag("O4")
    void onePath_openedByManyThreads_isOpenedOnce() throws Exception {
        Path jar = opening("slow", "try { Thread.sleep(50); } catch (InterruptedException e) {}")
                .buildTo(folder);
        List<Callable<Plugin>> tasks = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            tasks.add(() -> pinion.open(jar));
        }
        Set<Plugin> plugins = new HashSet<>();
        for (Future<Plugin> future : together(tasks)) {
            plugins.add(future.get());
        }
        assertThat(plugins).hasSize(1);
        assertThat(InitLog.lines()).containsExactly("slow");
    }

    @Test
    @Tag("O4")
    void onePathThatFails_openedByManyThreads_failsAlikeForAll() throws Exception {
        Path jar =
                opening("failing", "throw new IllegalStateException(\"no\");").buildTo(folder);
        List<Callable<String>> tasks = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            tasks.add(() -> {
                try {
                    return "opened " + pinion.open(jar);
                } catch (PluginException e) {
                    return e.getMessage().replace(" (previous failure)", "");
                }
            });
        }
        Set<String> outcomes = new HashSet<>();
        for (Future<String> future : together(tasks)) {
            outcomes.add(future.get());
        }
        assertThat(outcomes)
                .singleElement()
                .asString()
                .startsWith("plugin.Open(\"" + jar
                        + "\"): init of Main in package failing threw java.lang.IllegalStateException: no\n");
        assertThat(InitLog.lines()).containsExactly("failing");
    }

    @Test
    @Tag("O4")
    @Tag("O6")
    void manyPlugins_openedAtOnce_initialiseTheirLibraryOnce_andFailForThemselves() throws Exception {
        Path lib = BundleBuilder.library("lib")
                .source(
                        "lib.Lib",
                        "public class Lib { public static int v; static void init() throws Exception { Thread.sleep(30);"
                                + " org.pinion.contract.InitLog.add(\"lib\"); v = 1; } }")
                .classPath(Path.of("target/test-classes"))
                .with("-exportcontents", "lib;version=1.0")
                .buildTo(folder);
        pinion.addLibrary(lib);
        byte[] good = opening("user", "value = lib.Lib.v;").classPath(lib).build();
        byte[] bad = opening("user", "if (lib.Lib.v == 1) throw new IllegalStateException();")
                .classPath(lib)
                .build();
        List<Callable<String>> tasks = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            String name = (i % 4 == 0 ? "bad" : "good") + i;
            byte[] jar = BundleBuilder.renamed(i % 4 == 0 ? bad : good, name);
            tasks.add(() -> {
                try {
                    Plugin plugin = pinion.open(name, new ByteArrayInputStream(jar));
                    return plugin.name() + " " + ((org.pinion.Variable) plugin.lookup("value")).get();
                } catch (PluginException e) {
                    return name + " " + e.reason();
                }
            });
        }
        for (Future<String> future : together(tasks)) {
            assertThat(future.get()).matches("good\\d+ 1|bad\\d+ INIT_FAILED");
        }
        assertThat(InitLog.lines()).hasSize(THREADS + 1).startsWith("lib");
        assertThat(pinion.plugins())
                .hasSize(THREADS * 3 / 4)
                .allMatch(plugin -> plugin.name().startsWith("good"));
        assertThat(pinion.framework().getBundleContext().getBundles()).hasSize(THREADS * 3 / 4 + 2);
    }

    @Test
    @Tag("O7")
    void plugin_thatOpensItselfInItsInit_isTold() {
        Path jar = opening("self", open("self")).buildTo(folder);
        assertThatThrownBy(() -> pinion.open(jar))
                .hasMessageStartingWith("plugin.Open(\"" + jar + "\"): init of Main in package self threw"
                        + " org.pinion.PluginException: plugin.Open(\"" + jar + "\"): the open of " + jar
                        + " leads to itself; a plugin cannot be opened from its own init");
        assertThat(pinion.plugins()).isEmpty();
    }

    @Test
    @Tag("O7")
    void plugins_thatOpenEachOtherInOneThread_areTold() {
        Path a = opening("a", open("b")).buildTo(folder);
        opening("b", open("a")).buildTo(folder);
        assertThatThrownBy(() -> pinion.open(a)).hasMessageContaining("init of Main in package a threw");
        assertThat(pinion.plugins()).isEmpty();
    }

    @Test
    @Tag("O7")
    void plugins_thatOpenEachOtherInTwoThreads_areToldAndNothingHangs() throws Exception {
        String meet = "org.pinion.contract.InitHost.meet(); ";
        Path a = opening("a", meet + open("b")).buildTo(folder);
        Path b = opening("b", meet + open("a")).buildTo(folder);
        List<String> outcomes = new ArrayList<>();
        for (Future<String> future : together(List.<Callable<String>>of(() -> outcome(a), () -> outcome(b)))) {
            outcomes.add(future.get());
        }
        String circle = "plugins open each other in their inits: open of ";
        assertThat(outcomes)
                .hasSize(2)
                .allSatisfy(text -> assertThat(text)
                        .containsAnyOf(
                                circle + a + " -> open of " + b + " -> open of " + a,
                                circle + b + " -> open of " + a + " -> open of " + b));
        assertThat(pinion.plugins()).isEmpty();
    }

    private String outcome(Path jar) {
        try {
            return "opened " + pinion.open(jar);
        } catch (PluginException e) {
            return e.getMessage();
        }
    }

    @Test
    @Tag("O7")
    void plugin_thatJoinsAThreadWhichOpensIt_isToldAndNothingHangs() {
        Path jar = opening("joins", "org.pinion.contract.InitHost.openInThread(\"joins\", true);")
                .buildTo(folder);
        assertThat(pinion.open(jar).name()).isEqualTo("joins");
        assertThat(InitHost.failureInThread())
                .hasMessageStartingWith(
                        "plugin.Open(\"" + jar + "\"): plugins wait for each other in their inits: open of " + jar
                                + " -> open of " + jar + "; the thread "
                                + Thread.currentThread().getName()
                                + " does nothing but wait, and it has started the thread opener");
    }

    @Test
    @Tag("O7")
    void plugin_thatLeavesAThreadWhichOpensIt_isOpened() throws Exception {
        Path jar = opening("leaves", "org.pinion.contract.InitHost.openInThread(\"leaves\", false);")
                .buildTo(folder);
        Plugin plugin = pinion.open(jar);
        assertThat(InitHost.failureInThread()).isNull();
        assertThat(pinion.plugins()).containsExactly(plugin);
    }

    @Test
    @Tag("O4")
    void twoFilesOfOneIdentity_openedAtOnce_onlyOneSucceeds() throws Exception {
        Path one = opening("same", "").buildAs(folder.resolve("one.jar"));
        Path two = opening("same", "").buildAs(folder.resolve("two.jar"));
        List<String> outcomes = new ArrayList<>();
        for (Future<String> future : together(List.<Callable<String>>of(() -> outcome(one), () -> outcome(two)))) {
            outcomes.add(future.get());
        }
        assertThat(outcomes)
                .anyMatch(text -> text.startsWith("opened plugin same"))
                .anyMatch(text -> text.contains("plugin already loaded: same 1.0.0 was opened from "));
    }
}
