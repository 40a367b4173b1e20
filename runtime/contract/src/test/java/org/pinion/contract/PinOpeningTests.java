// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.pinion.Plugin;
import org.pinion.embed.Pinion;
import org.pinion.testing.BundleBuilder;

/** A plugin that is being opened must not lose what it has just been wired to. */
@Timeout(60)
class PinOpeningTests {

    @TempDir
    Path folder;

    private final Pinion pinion = Pinion.builder().share("org.pinion.contract").start();

    @AfterEach
    void close() {
        PinGate.clear();
        pinion.close();
    }

    @Test
    @Tag("P1")
    @Tag("P2")
    void refresh_whileAPluginIsOpened_leavesItsLibrariesAlone() throws Exception {
        Path initialised = BundleBuilder.library("initialised")
                .classPath(Path.of("target/test-classes"))
                .source(
                        "initialised.Type",
                        "public class Type { static void init() { org.pinion.contract.PinGate.at(\"library\"); } }")
                .with("-exportcontents", "initialised;version=1.0")
                .buildTo(folder);
        Path needed = BundleBuilder.bundle("needed")
                .source("needed.Type", "public class Type { public static int one() { return 1; } }")
                .with("-exportcontents", "needed;version=1.0")
                .buildTo(folder);
        pinion.addLibrary(initialised);
        Bundle library = pinion.addLibrary(needed);
        Path jar = BundleBuilder.plugin("opening", "opening")
                .classPath(needed)
                .with("Import-Package", "initialised,*")
                .source("opening.Main", "public class Main { public static int one() { return needed.Type.one(); } }")
                .buildTo(folder);
        AtomicBoolean refreshed = new AtomicBoolean();
        PinGate.on("library", () -> refreshed.set(refresh(library)));
        Plugin plugin = pinion.open(jar);
        assertThat(refreshed).isTrue();
        assertThat(plugin.bundle().getState()).isEqualTo(Bundle.ACTIVE);
        assertThat(plugin.lookup("one").as(Callable.class).call()).isEqualTo(1);
        assertThat(library.adapt(BundleWiring.class).getProvidedWires(null))
                .extracting(wire -> wire.getRequirer().getBundle())
                .containsExactly(plugin.bundle());
    }

    private boolean refresh(Bundle bundle) {
        CountDownLatch done = new CountDownLatch(1);
        pinion.framework()
                .adapt(FrameworkWiring.class)
                .refreshBundles(java.util.List.of(bundle), event -> done.countDown());
        try {
            return done.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
