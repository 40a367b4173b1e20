// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.pinion.contract.PluginsFolderTests.exporting;
import static org.pinion.contract.PluginsFolderTests.library;
import static org.pinion.contract.PluginsFolderTests.plugin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pinion.Plugin;
import org.pinion.PluginException.Reason;
import org.pinion.embed.Pinion;
import org.pinion.testing.BundleBuilder;

/** What changes in a plugins folder while a runtime runs. */
@Timeout(60)
class PluginsFolderChangesTests {

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    private final PrintStream console = System.err;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private Pinion pinion;

    @BeforeEach
    void catchLog() throws IOException {
        folder = folder.toRealPath();
        InitLog.clear();
        System.setErr(new PrintStream(log, true, UTF_8));
    }

    @AfterEach
    void close() {
        System.setErr(console);
        PinGate.clear();
        pinion.close();
    }

    private void start() {
        pinion = Pinion.builder().share("org.pinion.contract").plugins(folder).start();
    }

    private Path jar(String name) {
        return folder.resolve(name + ".jar");
    }

    private void awaitPlugins(String... names) {
        await().untilAsserted(() ->
                assertThat(pinion.plugins()).extracting(Plugin::name).containsExactly(names));
    }

    private List<String> logged(Predicate<String> line) {
        return Arrays.stream(log.toString(UTF_8).split("\n")).filter(line).toList();
    }

    private List<String> warnings() {
        return logged(line -> line.contains("WARN"));
    }

    /** Waits for as long as the runtime would take to notice something twice. */
    private static void passTime() throws InterruptedException {
        Thread.sleep(3000);
    }

    @Test
    void jar_thatIsDroppedIn_isOpenedInAThreadOfTheFolder() throws IOException {
        start();
        PinGate.on("gate.init", () -> InitLog.add(Thread.currentThread().getName()));
        Path built = PinGateBundles.plugin("gate").buildAs(elsewhere.resolve("gate.jar"));
        Files.setLastModifiedTime(built, FileTime.fromMillis(0));
        Files.move(built, jar("gate"), StandardCopyOption.ATOMIC_MOVE);
        awaitPlugins("gate");
        assertThat(InitLog.lines()).containsExactly("pinion-plugins-folder");
        assertThat(warnings()).isEmpty();
    }

    @Test
    void slowCopy_isOpenedOnceItIsComplete() throws Exception {
        start();
        byte[] bytes = plugin("slow").build();
        try (OutputStream out = Files.newOutputStream(jar("slow"))) {
            out.write(bytes, 0, bytes.length / 2);
            out.flush();
            Thread.sleep(1500);
            out.write(bytes, bytes.length / 2, bytes.length / 2 - 10);
            out.flush();
            Thread.sleep(1500);
            assertThat(pinion.plugins()).isEmpty();
            out.write(bytes, bytes.length / 2 * 2 - 10, bytes.length - bytes.length / 2 * 2 + 10);
        }
        awaitPlugins("slow");
        passTime();
        assertThat(InitLog.lines()).containsExactly("slow");
        assertThat(warnings()).isEmpty();
        assertThat(pinion.failures()).isEmpty();
    }

    @Test
    @Tag("O5")
    void whatAPluginNeeds_makesItOpenWhenItComes_fromWhomever() throws Exception {
        plugin("a").with("Import-Package", "b,*").buildAs(jar("a"));
        plugin("u").with("Import-Package", "lib,*").buildAs(jar("u"));
        start();
        assertThat(pinion.failures())
                .extracting(failed -> failed.failure().reason())
                .containsExactly(Reason.UNRESOLVED, Reason.UNRESOLVED);
        exporting("b").with("Import-Package", "c,*").buildAs(jar("b"));
        passTime();
        assertThat(pinion.plugins()).isEmpty();
        exporting("c").buildAs(jar("c"));
        awaitPlugins("c", "b", "a");
        pinion.addLibrary(library("lib").buildTo(elsewhere));
        awaitPlugins("c", "b", "a", "u");
        assertThat(pinion.failures()).isEmpty();
        assertThat(InitLog.lines()).containsExactly("c", "b", "a", "lib", "u");
    }

    @Test
    void libraryAndUser_thatAreDroppedInTogether_areOpenedTogether() throws IOException {
        start();
        byte[] user = plugin("a").with("Import-Package", "lib,*").build();
        byte[] lib = library("lib").build();
        Files.write(jar("a"), user);
        Files.write(jar("lib"), lib);
        awaitPlugins("a");
        assertThat(warnings()).isEmpty();
    }

    @Test
    @Tag("O3")
    void replacedAndRemovedFiles_changeNothing_andAreToldOnce() throws Exception {
        plugin("shop").buildAs(jar("shop"));
        library("lib").buildAs(jar("lib"));
        plugin("touched").buildAs(jar("touched"));
        start();
        List<Plugin> before = pinion.plugins();
        plugin("shop").version("2.0.0").buildAs(jar("shop"));
        Path aside = Files.move(jar("touched"), elsewhere.resolve("touched.jar"));
        Files.delete(jar("lib"));
        String effect = "; that has no effect until the runtime is restarted, a ";
        await().untilAsserted(() -> assertThat(warnings())
                .containsExactlyInAnyOrder(
                        "[pinion-plugins-folder] WARN org.pinion - shop.jar was replaced" + effect
                                + "plugin is never unloaded",
                        "[pinion-plugins-folder] WARN org.pinion - touched.jar was removed" + effect
                                + "plugin is never unloaded",
                        "[pinion-plugins-folder] WARN org.pinion - lib.jar was removed" + effect
                                + "library is never unloaded"));
        Files.move(aside, jar("touched"));
        passTime();
        assertThat(warnings()).hasSize(3);
        Files.delete(jar("shop"));
        await().untilAsserted(() -> assertThat(warnings()).hasSize(4));
        assertThat(warnings().get(3)).contains("shop.jar was removed");
        assertThat(pinion.plugins()).isEqualTo(before);
        assertThat(pinion.failures()).isEmpty();
    }

    @Test
    @Tag("O5")
    void brokenFile_isToldOnce_andTriedAgainWhenItIsMended() throws Exception {
        start();
        byte[] bytes = plugin("broken").build();
        Files.write(jar("broken"), Arrays.copyOf(bytes, bytes.length / 2));
        await().untilAsserted(() -> assertThat(pinion.failures())
                .extracting(failed -> failed.failure().reason())
                .containsExactly(Reason.NOT_A_PLUGIN));
        plugin("other").buildAs(jar("other"));
        awaitPlugins("other");
        passTime();
        assertThat(warnings()).hasSize(1).first().asString().contains("is a damaged or truncated jar file");
        Files.write(jar("broken"), bytes);
        awaitPlugins("other", "broken");
        assertThat(pinion.failures()).isEmpty();
    }

    @Test
    void close_whileAPluginIsOpened_doesNotHang() throws Exception {
        start();
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        PinGate.on("gate.init", () -> {
            reached.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        PinGateBundles.plugin("gate").buildAs(jar("gate"));
        assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();
        pinion.close();
        go.countDown();
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("pinion-plugins-folder"));
        assertThat(warnings()).isEmpty();
    }

    @Test
    void init_thatInterruptsItsThread_doesNotEndTheWatch() throws IOException {
        start();
        PinGate.on("gate.init", () -> Thread.currentThread().interrupt());
        PinGateBundles.plugin("gate").buildAs(jar("gate"));
        awaitPlugins("gate");
        Files.write(jar("next"), BundleBuilder.renamed(plugin("a").build(), "next"));
        awaitPlugins("gate", "next");
    }

    @Test
    void folder_thatGoesAndComesBack_isWatchedAgain() throws Exception {
        plugin("a").buildAs(jar("a"));
        start();
        Path aside = Files.move(folder, elsewhere.resolve("aside"));
        await().untilAsserted(() -> assertThat(warnings()).hasSize(1));
        passTime();
        assertThat(warnings()).hasSize(1).first().asString().contains("cannot be read any more");
        Files.move(aside, folder);
        plugin("b").buildAs(jar("b"));
        awaitPlugins("a", "b");
        assertThat(warnings()).hasSize(1);
    }

    /** A volume of Kubernetes is a folder of links into another one, which is replaced as a whole. */
    @Test
    @Tag("O3")
    void sameBytes_inAnotherFile_areNoReplacement() throws Exception {
        Path first = Files.createDirectory(folder.resolve("..first"));
        plugin("same").buildAs(first.resolve("same.jar"));
        plugin("lib").buildAs(first.resolve("other.jar"));
        Path data = Files.createSymbolicLink(folder.resolve("..data"), Path.of("..first"));
        Files.createSymbolicLink(jar("same"), Path.of("..data", "same.jar"));
        Files.createSymbolicLink(jar("other"), Path.of("..data", "other.jar"));
        start();
        assertThat(pinion.plugins()).hasSize(2);
        Path second = Files.createDirectory(folder.resolve("..second"));
        Files.copy(first.resolve("same.jar"), second.resolve("same.jar"));
        plugin("next").buildAs(second.resolve("other.jar"));
        Files.delete(data);
        Files.createSymbolicLink(folder.resolve("..data"), Path.of("..second"));
        passTime();
        assertThat(warnings())
                .singleElement()
                .asString()
                .contains("other.jar was replaced; that has no effect until the runtime is restarted");
        Files.setLastModifiedTime(second.resolve("same.jar"), FileTime.fromMillis(0));
        passTime();
        Files.write(second.resolve("same.jar"), plugin("changed").build());
        passTime();
        assertThat(warnings()).hasSize(2).last().asString().contains("same.jar was replaced");
    }
}
