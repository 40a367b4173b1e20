// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pinion.contract.LibraryTests.library;
import static org.pinion.contract.LibraryTests.plugin;
import static org.pinion.contract.TestBundles.log;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
import org.osgi.framework.Bundle;
import org.pinion.Library;
import org.pinion.Plugin;
import org.pinion.PluginException;
import org.pinion.PluginException.Reason;
import org.pinion.embed.Pinion;
import org.pinion.testing.BundleBuilder;

/** Libraries that several threads need at once, and activators that open plugins. */
@Timeout(60)
class LibraryConcurrencyTests {

    @TempDir
    Path folder;

    private final Pinion pinion = Pinion.builder().share("org.pinion.contract").start();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @BeforeEach
    void prepare() {
        InitLog.clear();
        InitHost.registry = pinion;
        InitHost.folder = folder;
        InitHost.both = new CountDownLatch(2);
        InitHost.end = new CountDownLatch(1);
    }

    @AfterEach
    void close() {
        InitHost.end.countDown();
        threads.shutdownNow();
        pinion.close();
    }

    private static String open(String name) {
        return "org.pinion.contract.InitHost.open(\"" + name + "\");";
    }

    private static Reason reason(Callable<Plugin> open) throws Exception {
        try {
            open.call();
            return null;
        } catch (PluginException e) {
            return e.reason();
        }
    }

    private static String message(Callable<Plugin> open) throws Exception {
        try {
            return "opened " + open.call();
        } catch (PluginException e) {
            return e.getMessage();
        }
    }

    @Test
    @Tag("L5")
    void opensOfManyThreads_startALibraryOnce_andAllWaitForIt() throws Exception {
        Path lib = library("lib", log("begin") + " Thread.sleep(100); " + log("end"))
                .buildTo(folder);
        List<Path> plugins = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            plugins.add((i % 2 == 0 ? plugin("p" + i, lib) : plugin("p" + i)).buildTo(folder));
        }
        pinion.addLibrary(lib);
        List<Future<Plugin>> opens = new ArrayList<>();
        plugins.forEach(path -> opens.add(threads.submit(() -> pinion.open(path))));
        for (Future<Plugin> open : opens) {
            open.get();
        }
        assertThat(InitLog.lines()).startsWith("begin", "end").hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    @Tag("L5")
    void activator_opensPlugins_whichUseItsLibraryAndOthers() {
        Path other = library("other", log("other")).buildTo(folder);
        Path lib = library("lib", log("lib") + open("own") + open("any")).buildTo(folder);
        plugin("own", lib, other).buildTo(folder);
        plugin("any").buildTo(folder);
        pinion.addLibrary(lib);
        pinion.addLibrary(other);
        pinion.startLibraries();
        assertThat(InitLog.lines()).containsExactly("lib", "other", "own", "any");
        assertThat(pinion.libraries())
                .allSatisfy(library -> assertThat(library.bundle().getState()).isEqualTo(Bundle.ACTIVE));
    }

    @Test
    @Tag("L5")
    @Tag("L6")
    void activator_thatOthersRun_opensAPluginWhichUsesItsLibrary() throws Exception {
        Path lib = library("lib", log("lib") + open("own")).buildTo(folder);
        plugin("own", lib).buildTo(folder);
        Bundle library = install(lib);
        library.start();
        assertThat(InitLog.lines()).containsExactly("lib", "own");
        assertThat(library.getState()).isEqualTo(Bundle.ACTIVE);
    }

    @Test
    @Tag("L5")
    void activator_startsAThreadThatOpensAPlugin_whichWaitsForTheLibrary() throws Exception {
        Path lib = library(
                        "lib",
                        "org.pinion.contract.InitHost.openInThread(\"own\", false); Thread.sleep(300); " + log("lib"))
                .buildTo(folder);
        plugin("own", lib).buildTo(folder);
        pinion.addLibrary(lib);
        pinion.startLibraries();
        assertThat(InitHost.failureInThread()).isNull();
        assertThat(InitLog.lines()).containsExactly("lib", "own");
    }

    @Test
    @Tag("L5")
    void activator_thatWaitsForAThreadThatOpensAPlugin_isFoundOut() throws Exception {
        Path lib = library("lib", "org.pinion.contract.InitHost.openInThread(\"own\", true); " + log("lib"))
                .buildTo(folder);
        Path own = plugin("own", lib).buildTo(folder);
        pinion.addLibrary(lib);
        pinion.startLibraries();
        assertThat(InitHost.failureInThread())
                .isInstanceOfSatisfying(
                        PluginException.class,
                        e -> assertThat(e)
                                .returns(Reason.CYCLE, PluginException::reason)
                                .hasMessageContaining(
                                        "libraries wait for each other in their activators or inits: start of"
                                                + " library lib 1.0.0 -> start of library lib 1.0.0; the thread ")
                                .hasMessageContaining(
                                        "fix:    let one of them open the other later, after its activator or init"));
        assertThat(InitLog.lines()).containsExactly("lib");
        pinion.open(own);
    }

    @Test
    @Tag("L5")
    void activators_thatOpenPluginsWhichNeedEachOther_areFoundOut() throws Exception {
        String meet = "org.pinion.contract.InitHost.meet();";
        Path left = library("left", meet + open("onRight")).buildTo(folder);
        Path right = library("right", meet + open("onLeft")).buildTo(folder);
        plugin("onLeft", left).buildTo(folder);
        plugin("onRight", right).buildTo(folder);
        Path a = plugin("a", left).buildTo(folder);
        Path b = plugin("b", right).buildTo(folder);
        Bundle first = install(left);
        Bundle second = install(right);
        Future<Reason> one = threads.submit(() -> reason(() -> pinion.open(a)));
        Future<Reason> two = threads.submit(() -> reason(() -> pinion.open(b)));
        assertThat(List.of(String.valueOf(one.get()), String.valueOf(two.get())))
                .contains("START_FAILED");
        assertThat(pinion.libraries()).extracting(Library::bundle).containsExactlyInAnyOrder(first, second);
        assertThat(pinion.libraries())
                .filteredOn(library -> library.failure().isPresent())
                .isNotEmpty()
                .allSatisfy(library -> assertThat(library.failure())
                        .hasValueSatisfying(failure -> assertThat(failure)
                                .hasMessageContaining(
                                        "libraries wait for each other in their activators or inits: start of library ")
                                .hasMessageContaining(
                                        "fix:    let one of them open the other later, after its activator or init")));
    }

    @Test
    @Tag("L5")
    @Tag("O7")
    void activatorAndInit_thatOpenWhatNeedsTheOther_areFoundOut() throws Exception {
        String meet = "org.pinion.contract.InitHost.meet(); ";
        Path lib = library("lib", meet + open("shop")).buildTo(folder);
        Path user = plugin("user", lib).buildTo(folder);
        plugin("other", lib).buildTo(folder);
        Path shop = BundleBuilder.plugin("shop", "shop")
                .source(
                        "shop.Main",
                        "public class Main { static void init() throws Exception { " + meet + open("other") + " } }")
                .classPath(Path.of("target/test-classes"))
                .buildTo(folder);
        install(lib);
        Future<String> one = threads.submit(() -> message(() -> pinion.open(user)));
        Future<String> two = threads.submit(() -> message(() -> pinion.open(shop)));
        assertThat(one.get() + two.get())
                .contains("libraries and plugins wait for each other in their activators or inits: ")
                .containsAnyOf(
                        "start of library lib 1.0.0 -> open of " + shop + " -> start of library lib 1.0.0",
                        "open of " + shop + " -> start of library lib 1.0.0 -> open of " + shop);
    }

    /** Not added, so that each open starts but the one that it needs. */
    private Bundle install(Path library) throws Exception {
        return pinion.framework()
                .getBundleContext()
                .installBundle(library.getFileName().toString(), java.nio.file.Files.newInputStream(library));
    }

    @Test
    @Tag("L5")
    void close_endsTheWaitForAnActivator() throws Exception {
        Path lib = library("lib", log("begin") + " org.pinion.contract.InitHost.awaitEnd();")
                .buildTo(folder);
        Path top = plugin("top", lib).buildTo(folder);
        Path other = plugin("other").buildTo(folder);
        pinion.addLibrary(lib);
        Future<Reason> starting = threads.submit(() -> reason(() -> pinion.open(top)));
        while (InitLog.lines().isEmpty()) {
            Thread.sleep(10);
        }
        Future<Reason> waiting = threads.submit(() -> reason(() -> pinion.open(other)));
        Thread.sleep(200);
        assertThat(waiting.isDone()).isFalse();
        Future<?> closing = threads.submit(pinion::close);
        assertThat(waiting.get()).isEqualTo(Reason.CLOSED);
        InitHost.end.countDown();
        assertThat(starting.get()).isEqualTo(Reason.CLOSED);
        closing.get();
    }
}
