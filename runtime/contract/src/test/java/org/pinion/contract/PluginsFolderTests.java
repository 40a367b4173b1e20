// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.pinion.contract.TestBundles.log;
import static org.pinion.contract.TestBundles.using;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.pinion.FailedOpen;
import org.pinion.Plugin;
import org.pinion.PluginException;
import org.pinion.PluginException.Reason;
import org.pinion.embed.Pinion;
import org.pinion.embed.Progress;
import org.pinion.testing.BundleBuilder;

/** What is in a plugins folder when a runtime starts. */
@Timeout(60)
class PluginsFolderTests {

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    private Pinion pinion;

    @BeforeEach
    void realPath() throws IOException {
        folder = folder.toRealPath();
        InitLog.clear();
    }

    @AfterEach
    void close() {
        if (pinion != null) {
            pinion.close();
        }
    }

    private Pinion.Builder builder() {
        return Pinion.builder().share("org.pinion.contract").plugins(folder);
    }

    private void start() {
        pinion = builder().start();
    }

    private static List<String> names(Pinion runtime) {
        return runtime.plugins().stream().map(Plugin::name).toList();
    }

    /** A bundle with a package of its name, which is logged when its init runs. */
    static BundleBuilder plugin(String name) {
        return using(BundleBuilder.plugin(name, name))
                .source(
                        name + ".Main",
                        "public class Main { public static int one() { return 1; } static void init() { " + log(name)
                                + " } }");
    }

    static BundleBuilder exporting(String name) {
        return plugin(name).with("Export-Package", name + ";version=1.0");
    }

    static BundleBuilder library(String name) {
        return using(BundleBuilder.library(name))
                .source(name + ".Lib", "public class Lib { static void init() { " + log(name) + " } }")
                .with("-exportcontents", name + ";version=1.0");
    }

    private Path jar(String name) {
        return folder.resolve(name + ".jar");
    }

    @Test
    @Tag("I9")
    void plugins_areOpenedByFileName_ifNoneNeedsAnother() {
        plugin("x").buildAs(jar("2"));
        plugin("y").buildAs(jar("1"));
        plugin("z").buildAs(jar("3"));
        start();
        assertThat(names(pinion)).containsExactly("y", "x", "z");
        assertThat(InitLog.lines()).containsExactly("y", "x", "z");
        assertThat(pinion.failures()).isEmpty();
    }

    @Test
    @Tag("I9")
    void plugins_areOpenedAfterThoseThatTheyNeed() {
        plugin("a").with("Import-Package", "d,*").buildAs(jar("a"));
        plugin("b").with("Require-Bundle", "e").buildAs(jar("b"));
        plugin("c")
                .with("Import-Package", "none;resolution:=optional,f;resolution:=optional,*")
                .buildAs(jar("c"));
        exporting("d").with("Require-Capability", "acme.engine").buildAs(jar("d"));
        plugin("e").buildAs(jar("e"));
        exporting("f").with("Provide-Capability", "acme.engine").buildAs(jar("f"));
        start();
        assertThat(names(pinion)).containsExactly("e", "b", "f", "c", "d", "a");
        assertThat(InitLog.lines()).containsExactly("e", "b", "f", "c", "d", "a");
    }

    @Test
    @Tag("I9")
    void libraries_areAdded_andInitialisedBeforeTheirUsers_alsoThroughPlugins() {
        plugin("a").with("Import-Package", "lib,*").buildAs(jar("a"));
        plugin("b").buildAs(jar("b"));
        library("lib").with("Import-Package", "p,*").buildAs(jar("z"));
        exporting("p").buildAs(jar("p"));
        start();
        assertThat(names(pinion)).containsExactly("b", "p", "a");
        assertThat(InitLog.lines()).containsExactly("b", "p", "lib", "a");
        assertThat(pinion.failures()).isEmpty();
    }

    @Test
    @Tag("I9")
    void circle_isOpened_theFirstByNameFirst() {
        exporting("a").with("Import-Package", "b,*").buildAs(jar("a"));
        exporting("b").with("Import-Package", "a,*").buildAs(jar("b"));
        plugin("c").buildAs(jar("c"));
        start();
        assertThat(names(pinion)).containsExactly("b", "a", "c");
        assertThat(InitLog.lines()).containsExactly("b", "a", "c");
        assertThat(pinion.failures()).isEmpty();
    }

    @Test
    void failures_stopNoOther_leaveNothing_andStayVisible() throws IOException {
        plugin("ok").buildAs(jar("ok"));
        using(BundleBuilder.plugin("bad", "bad"))
                .source("bad.A", "public class A { static void init() { throw new Error(\"no\"); } }")
                .with("Export-Package", "bad;version=1.0")
                .buildAs(jar("x-bad"));
        plugin("user").with("Import-Package", "bad,*").buildAs(jar("a-user"));
        plugin("lost").with("Import-Package", "none,*").buildAs(jar("lost"));
        plugin("ok").buildAs(jar("twin"));
        library("lib").buildAs(jar("lib"));
        library("lib").resource("other", "x").buildAs(jar("lib2"));
        Files.writeString(jar("text"), "no jar");
        BundleBuilder.bundle("fragment")
                .with("Fragment-Host", "ok")
                .resource("text", "x")
                .buildAs(jar("fragment"));
        start();
        assertThat(names(pinion)).containsExactly("ok");
        assertThat(pinion.failures())
                .extracting(FailedOpen::location)
                .containsExactly(jars("a-user", "lib2", "lost", "text", "twin", "x-bad"));
        assertThat(pinion.failures())
                .extracting(failed -> failed.failure().reason())
                .containsExactly(
                        Reason.UNRESOLVED,
                        Reason.ALREADY_LOADED,
                        Reason.UNRESOLVED,
                        Reason.NOT_A_PLUGIN,
                        Reason.ALREADY_LOADED,
                        Reason.INIT_FAILED);
        assertThat(pinion.framework().getBundleContext().getBundles())
                .extracting(Bundle::getSymbolicName)
                .containsExactly("org.apache.felix.framework", "fragment", "lib", "ok");
    }

    private String[] jars(String... names) {
        return List.of(names).stream().map(name -> jar(name).toString()).toArray(String[]::new);
    }

    @Test
    void otherFiles_areLeftAlone_andOddNamesAreNone() throws IOException {
        byte[] bytes = plugin("acme").build();
        Files.write(folder.resolve(".hidden.jar"), bytes);
        Files.write(folder.resolve("acme.jar.part"), bytes);
        Files.write(folder.resolve("acme.zip"), bytes);
        Files.write(Files.createDirectory(jar("sub")).resolve("acme.jar"), bytes);
        Path odd = Files.write(folder.resolve(" ü%20 #[x]\n'.jar"), BundleBuilder.renamed(bytes, "odd"));
        Path target = Files.write(elsewhere.resolve("target"), BundleBuilder.renamed(bytes, "linked"));
        Files.createSymbolicLink(jar("link"), target);
        start();
        assertThat(names(pinion)).containsExactly("odd", "linked");
        assertThat(pinion.open(odd)).isSameAs(pinion.plugins().get(0));
        assertThat(pinion.failures()).isEmpty();
    }

    @Test
    void folder_thatIsMissingOrNone_failsTheStart() throws IOException {
        Path missing = folder.resolve("missing");
        Path file = Files.createFile(folder.resolve("file"));
        assertThat(failure(missing))
                .returns(Reason.FILE, PluginException::reason)
                .hasMessage("pinion: cannot start: plugins folder " + missing
                        + " does not exist\n  fix:    create it, or give another folder");
        assertThat(failure(file)).hasMessageContaining("plugins folder " + file + " is not a folder");
    }

    private static PluginException failure(Path path) {
        return catchThrowableOfType(
                PluginException.class, () -> Pinion.builder().plugins(path).start());
    }

    @Test
    void hundredPlugins_areOpened_andProgressIsShown() throws IOException {
        byte[] bytes = plugin("acme").build();
        for (int i = 100; i < 200; i++) {
            Files.write(jar("p" + i), BundleBuilder.renamed(bytes, "p" + i));
        }
        Files.writeString(jar("text"), "no jar");
        List<Progress> steps = new ArrayList<>();
        pinion = builder().progress(steps::add).start();
        assertThat(names(pinion))
                .containsExactlyElementsOf(
                        IntStream.range(100, 200).mapToObj(i -> "p" + i).toList());
        assertThat(steps).isSortedAccordingTo(java.util.Comparator.comparingInt(Progress::done));
        assertThat(steps)
                .extracting(Progress::done, Progress::total, Progress::failed, Progress::current)
                .contains(tuple(7, 101, 0, "p107.jar"), tuple(100, 101, 0, "text.jar"));
        assertThat(steps)
                .extracting(Progress::done, Progress::total, Progress::failed, Progress::current)
                .last()
                .isEqualTo(tuple(101, 101, 1, ""));
    }

    @Test
    void observer_thatThrows_endsTheStart() {
        plugin("acme").buildAs(jar("acme"));
        Pinion.Builder throwing = builder().progress(step -> {
            throw new IllegalStateException("enough");
        });
        assertThat(catchThrowableOfType(IllegalStateException.class, throwing::start))
                .hasMessage("enough");
        assertThatNoThreadIsLeft();
    }

    @Test
    void severalRuntimes_shareAFolder() {
        plugin("acme").buildAs(jar("acme"));
        start();
        try (Pinion other = builder().start()) {
            assertThat(names(other)).containsExactly("acme");
            assertThat(other.plugins().get(0)).isNotSameAs(pinion.plugins().get(0));
        }
        assertThat(names(pinion)).containsExactly("acme");
    }

    @Test
    void close_leavesNoThread() {
        start();
        assertThat(threads()).contains("pinion-plugins-folder");
        pinion.close();
        assertThatNoThreadIsLeft();
    }

    private static void assertThatNoThreadIsLeft() {
        await().untilAsserted(() -> assertThat(threads()).doesNotContain("pinion-plugins-folder", "FileSystemWatcher"));
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
    }
}
