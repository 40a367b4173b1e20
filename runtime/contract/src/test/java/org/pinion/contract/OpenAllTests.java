// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.pinion.contract.PluginsFolderTests.exporting;
import static org.pinion.contract.PluginsFolderTests.library;
import static org.pinion.contract.PluginsFolderTests.plugin;
import static org.pinion.contract.TestBundles.using;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pinion.FailedOpen;
import org.pinion.Opened;
import org.pinion.Plugin;
import org.pinion.PluginException;
import org.pinion.PluginException.Reason;
import org.pinion.embed.Pinion;
import org.pinion.embed.Progress;
import org.pinion.testing.BundleBuilder;

/** Plugins that are opened together. */
@Timeout(60)
class OpenAllTests {

    @TempDir
    Path folder;

    private Pinion pinion;

    @BeforeEach
    void start() {
        InitLog.clear();
        pinion = Pinion.builder().share("org.pinion.contract").start();
    }

    @AfterEach
    void close() {
        pinion.close();
    }

    private Path jar(String name) {
        return folder.resolve(name + ".jar");
    }

    private static List<String> names(Opened opened) {
        return opened.plugins().stream().map(Plugin::name).toList();
    }

    @Test
    @Tag("I5")
    void plugins_areOpenedAfterThoseThatTheyNeed_otherwiseAsGiven() {
        plugin("z").buildAs(jar("z"));
        plugin("a").with("Import-Package", "b,*").buildAs(jar("a"));
        exporting("b").buildAs(jar("b"));

        Opened opened = pinion.openAll(List.of(jar("z"), jar("a"), jar("b")));

        assertThat(names(opened)).containsExactly("z", "b", "a");
        assertThat(InitLog.lines()).containsExactly("z", "b", "a");
        assertThat(opened.failures()).isEmpty();
        assertThat(pinion.plugins()).isEqualTo(opened.plugins());
    }

    @Test
    @Tag("O1")
    @Tag("I2")
    void file_givenTwice_orOpenAlready_isOpenedOnce() {
        plugin("a").buildAs(jar("a"));
        plugin("b").buildAs(jar("b"));
        Plugin a = pinion.open(jar("a"));

        Opened opened = pinion.openAll(List.of(
                jar("b"),
                jar("a"),
                jar("b"),
                folder.resolve("..").resolve(folder.getFileName()).resolve("b.jar")));

        assertThat(names(opened)).containsExactly("b", "a");
        assertThat(opened.plugins().get(1)).isSameAs(a);
        assertThat(InitLog.lines()).containsExactly("a", "b");
    }

    @Test
    @Tag("O6")
    void failures_keepNoOtherFromBeingOpened_andAreAllTold() {
        plugin("ok").buildAs(jar("ok"));
        library("lib").buildAs(jar("lib"));
        using(BundleBuilder.plugin("bad", "bad"))
                .source("bad.A", "public class A { static void init() { throw new Error(\"no\"); } }")
                .buildAs(jar("bad"));
        plugin("lost").with("Import-Package", "nowhere,*").buildAs(jar("lost"));
        int bundles = pinion.framework().getBundleContext().getBundles().length;

        Opened opened = pinion.openAll(List.of(jar("none"), jar("lib"), jar("bad"), jar("lost"), jar("ok")));

        assertThat(names(opened)).containsExactly("ok");
        assertThat(opened.failures())
                .extracting(FailedOpen::location)
                .containsExactlyInAnyOrder(
                        jar("none").toString(),
                        jar("lib").toString(),
                        jar("bad").toString(),
                        jar("lost").toString());
        assertThat(opened.failures())
                .extracting(failure -> failure.failure().getMessage())
                .anySatisfy(text -> assertThat(text).contains("no such file"))
                .anySatisfy(text -> assertThat(text).contains("bundle lib 1.0.0 has no main package"))
                .anySatisfy(text -> assertThat(text).contains("init of A in package bad threw java.lang.Error: no"))
                .anySatisfy(text -> assertThat(text).contains("nowhere"));
        assertThat(pinion.framework().getBundleContext().getBundles()).hasSize(bundles + 1);
        pinion.addLibrary(jar("lib"));
    }

    @Test
    void observer_isToldOfEachFile_andOfTheEnd() {
        plugin("a").buildAs(jar("a"));
        plugin("b").buildAs(jar("b"));
        List<Progress> steps = new ArrayList<>();

        pinion.openAll(List.of(jar("a"), jar("none"), jar("b")), steps::add);

        assertThat(steps)
                .extracting(Progress::done, Progress::total, Progress::failed, Progress::current)
                .containsExactly(
                        tuple(0, 3, 0, "a.jar"),
                        tuple(1, 3, 0, "b.jar"),
                        tuple(2, 3, 0, "none.jar"),
                        tuple(3, 3, 1, ""));
    }

    @Test
    void observer_thatThrows_endsTheOpening_andLeavesNothingHalfOpen() {
        plugin("a").buildAs(jar("a"));
        plugin("b").buildAs(jar("b"));

        assertThatThrownBy(() -> pinion.openAll(List.of(jar("a"), jar("b")), step -> {
                    if (step.done() == 1) {
                        throw new IllegalStateException("enough");
                    }
                }))
                .hasMessage("enough");

        assertThat(pinion.plugins()).extracting(Plugin::name).containsExactly("a");
        assertThat(pinion.framework().getBundleContext().getBundles())
                .extracting(bundle -> bundle.getSymbolicName())
                .doesNotContain("b");
        assertThat(pinion.open(jar("b")).name()).isEqualTo("b");
    }

    @Test
    void nothing_isOpenedAtOnce() {
        Opened nothing = pinion.openAll(List.of());
        assertThat(nothing.plugins()).isEmpty();
        assertThat(nothing.failures()).isEmpty();
    }

    @Test
    @Tag("P5")
    void closedRuntime_opensNone() {
        plugin("a").buildAs(jar("a"));
        pinion.close();

        PluginException failure = catchThrowableOfType(PluginException.class, () -> pinion.openAll(List.of(jar("a"))));

        assertThat(failure.reason()).isEqualTo(Reason.CLOSED);
    }
}
