// SPDX-License-Identifier: Apache-2.0
package org.pinion.ds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.pinion.PluginException;
import org.pinion.PluginException.Reason;
import org.pinion.Problem;
import org.pinion.embed.Pinion;
import org.pinion.testing.BundleBuilder;

/** The bundles that come with a runtime: there if they are asked for, held, and gone with it. */
class RuntimeWithDsTests {

    private static final String FOLDER = "META-INF/pinion/with/ds/";

    @TempDir
    Path folder;

    private Pinion start(String... names) {
        return Pinion.builder().with(names).storage(folder.resolve("storage")).start();
    }

    @Test
    void bundles_areActive_whenTheRuntimeIsHandedOut() {
        try (Pinion pinion = start("ds", "ds")) {
            assertThat(DsBundles.own(pinion))
                    .extracting(Bundle::getLocation)
                    .containsExactly(
                            "pinion:ds/org.osgi.util.function",
                            "pinion:ds/org.osgi.util.promise",
                            "pinion:ds/org.osgi.service.component",
                            "pinion:ds/org.apache.felix.configadmin",
                            "pinion:ds/org.apache.felix.scr");
            assertThat(DsBundles.own(pinion)).extracting(Bundle::getState).containsOnly(Bundle.ACTIVE);
            assertThat(pinion.framework()
                            .getBundleContext()
                            .getServiceReference("org.osgi.service.component.runtime.ServiceComponentRuntime"))
                    .isNotNull();
            assertThat(pinion.plugins()).isEmpty();
        }
    }

    @Test
    void bundles_thatNobodyAsksFor_areNotThere() {
        try (Pinion pinion = start()) {
            assertThat(pinion.framework().getBundleContext().getBundles()).hasSize(1);
        }
    }

    @Test
    void index_listsAllBundles_andNoOthers() throws Exception {
        Path index =
                Path.of(Objects.requireNonNull(Pinion.class.getClassLoader().getResource(FOLDER + "index"))
                        .toURI());
        try (Stream<Path> files = Files.list(index.getParent())) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".jar")))
                    .containsExactlyInAnyOrderElementsOf(Files.readAllLines(index));
        }
    }

    @Test
    void name_thatIsNotOnTheClassPath_isTold() {
        assertThatThrownBy(() -> start("ds", "moon"))
                .isInstanceOfSatisfying(PluginException.class, failure -> {
                    assertThat(failure.reason()).isEqualTo(Reason.RUNTIME);
                    assertThat(failure.problems()).extracting(Problem::subject).containsExactly("moon");
                })
                .hasMessage("""
                        pinion: cannot start: nothing named moon is on the class path of Pinion, so it cannot start with it
                          needed: META-INF/pinion/with/moon/index
                          found:  no such resource in %s
                          fix:    add org.pinion:pinion-moon, or another jar that has this resource, to the class path""".formatted(Pinion.class.getClassLoader()));
        assertThat(folder.resolve("storage")).doesNotExist();
    }

    @Test
    void index_thatListsWhatIsNotThere_isTold() throws IOException {
        assertThatThrownBy(() -> start("broken"))
                .isInstanceOf(PluginException.class)
                .hasMessage(
                        "pinion: cannot start: the framework does not start: META-INF/pinion/with/broken/index lists"
                                + " missing.jar, which is not next to it");
        assertThat(names(folder.resolve("storage"))).isEmpty();
    }

    @Test
    void bundles_cannotBeStoppedUpdatedUninstalled() {
        try (Pinion pinion = start("ds")) {
            assertThat(DsBundles.own(pinion)).hasSize(5).allSatisfy(bundle -> {
                assertRefused("stop", bundle, bundle::stop);
                assertRefused("update", bundle, () -> bundle.update(new ByteArrayInputStream(new byte[0])));
                assertRefused("uninstall", bundle, bundle::uninstall);
                assertThat(bundle.getState()).isEqualTo(Bundle.ACTIVE);
            });
        }
    }

    private static void assertRefused(String operation, Bundle bundle, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        BundleException.class,
                        refusal -> assertThat(refusal.getType()).isEqualTo(BundleException.UNSUPPORTED_OPERATION))
                .hasMessage("pinion: " + operation + " of " + bundle.getSymbolicName() + " " + bundle.getVersion()
                        + " [" + bundle.getBundleId() + "] refused: it is the runtime's own; it goes when the runtime"
                        + " closes");
    }

    @Test
    void bundles_areLeftOutOfARefresh() throws Exception {
        try (Pinion pinion = start("ds")) {
            List<BundleWiring> before = wirings(pinion);
            CountDownLatch refreshed = new CountDownLatch(1);
            pinion.framework()
                    .adapt(FrameworkWiring.class)
                    .refreshBundles(DsBundles.own(pinion), event -> refreshed.countDown());
            assertThat(refreshed.await(30, TimeUnit.SECONDS)).isTrue();

            assertThat(wirings(pinion)).isEqualTo(before).allMatch(BundleWiring::isInUse);
        }
    }

    private static List<BundleWiring> wirings(Pinion pinion) {
        return DsBundles.own(pinion).stream()
                .map(bundle -> bundle.adapt(BundleWiring.class))
                .toList();
    }

    @Test
    void otherBundles_keepTheirLife() throws Exception {
        try (Pinion pinion = start("ds")) {
            pinion.open(DsBundles.greeter("acme.greeter").buildTo(folder));
            Bundle user = DsBundles.user(pinion, "(plugin.symbols=greet)");
            user.stop();
            assertThat(DsBundles.said(pinion)).isNull();
            user.start();
            assertThat(DsBundles.said(pinion)).isEqualTo("Hello, Ada");
            user.uninstall();
            assertThat(DsBundles.said(pinion)).isNull();
        }
    }

    /** Service Component Runtime looks for a log service, and is wired to who has it from then on. */
    @Test
    void library_thatABundleOfTheRuntimeIsWiredTo_isHeld() throws Exception {
        try (Pinion pinion = start("ds")) {
            Bundle log = DsBundles.install(
                    pinion,
                    BundleBuilder.bundle("acme.log")
                            .with("Export-Package", "org.osgi.service.log;version=1.5.0")
                            .source("org.osgi.service.log.LogService", "public interface LogService {}"));
            DsBundles.own(pinion).get(4).loadClass("org.osgi.service.log.LogService");

            assertThatThrownBy(log::uninstall)
                    .hasMessageMatching("pinion: uninstall of acme\\.log 1\\.0\\.0 \\[\\d+] refused: the runtime's own"
                            + " bundle org\\.apache\\.felix\\.\\w+ [0-9.]+ \\[\\d+] is wired to it; it goes when the"
                            + " runtime closes");
        }
    }

    @Test
    void plugin_thatNeedsAnotherVersion_isToldWhatIsThere() {
        try (Pinion pinion = start("ds")) {
            Path jar = DsBundles.greeter("acme.greeter")
                    .with("Import-Package", "org.osgi.util.promise;version=\"[7,8)\"")
                    .buildTo(folder);

            assertThat(pinion.why(jar))
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.found())
                            .containsExactly("org.osgi.util.promise 1.3.0.202212101352"
                                    + " (pinion:ds/org.osgi.util.promise) exports version 1.3.0"));
        }
    }

    @Test
    void twoRuntimes_haveTheirOwn() throws Exception {
        Path jar = DsBundles.greeter("acme.greeter").buildTo(folder);
        try (Pinion one = start("ds")) {
            DsBundles.user(one, "(plugin.symbols=greet)");
            try (Pinion two = start("ds")) {
                DsBundles.user(two, "(plugin.symbols=greet)");
                two.open(jar);
                assertThat(DsBundles.said(one)).isNull();
                assertThat(DsBundles.said(two)).isEqualTo("Hello, Ada");
            }
            one.open(jar);
            assertThat(DsBundles.said(one)).isEqualTo("Hello, Ada");
        }
    }

    @Test
    void runtime_closed_leavesNoThreadsAndNoFiles() throws Exception {
        // Pools of the JVM that live on.
        start().close();
        Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());
        Pinion pinion = start("ds");
        pinion.open(DsBundles.greeter("acme.greeter").buildTo(folder));
        DsBundles.user(pinion, "(plugin.symbols=greet)");
        assertThat(DsBundles.said(pinion)).isNotNull();
        assertThat(newThreads(before)).isNotEmpty().allMatch(Thread::isDaemon);
        pinion.close();

        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(newThreads(before)).isEmpty());
        assertThat(names(folder.resolve("storage"))).isEmpty();
    }

    private static List<Thread> newThreads(Set<Thread> before) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .filter(thread -> !thread.getName().startsWith("awaitility-"))
                .toList();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toString).toList();
        }
    }
}
