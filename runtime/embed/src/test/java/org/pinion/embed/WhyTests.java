// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.wiring.FrameworkWiring;
import org.pinion.Plugin;
import org.pinion.PluginException;
import org.pinion.PluginException.Reason;
import org.pinion.Problem;
import org.pinion.Problem.Kind;
import org.pinion.Variable;
import org.pinion.linker.LinkHeaders;
import org.pinion.testing.BundleBuilder;

/** What {@link Pinion#why(Path)} tells, and that it is as if nobody had asked. */
class WhyTests {

    private static final String COUNTER =
            "public class Counter { public static int count; static void init() { count++; } }";

    @TempDir
    Path folder;

    private final Pinion pinion = Pinion.builder().management(false).start();

    @AfterEach
    void close() {
        pinion.close();
    }

    private BundleContext context() {
        return pinion.framework().getBundleContext();
    }

    private Path counter(String name) {
        return BundleBuilder.plugin(name, name)
                .with("Export-Package", name + ";version=1.0.0")
                .source(name + ".Counter", COUNTER)
                .buildTo(folder);
    }

    private BundleBuilder needing(String name, String packageName) {
        return BundleBuilder.plugin(name, name).with("Import-Package", packageName + ", *");
    }

    /** Builds a plugin that says in a file what code of it runs. */
    private Path telltale(Path file) {
        String write = "java.nio.file.Files.writeString(java.nio.file.Path.of(\"" + file + "\"), \"ran\")";
        String tell = "try { " + write + "; } catch (java.io.IOException e) { throw new IllegalStateException(e); }";
        return BundleBuilder.plugin("acme.telltale", "acme.telltale")
                .classPath(BundleBuilder.locationOf(BundleContext.class))
                .with("Bundle-Activator", "acme.telltale.Activator")
                .source("acme.telltale.Telltale", """
                        public class Telltale {
                            public static Object variable = new Object();
                            static { %s }
                            static void init() { %s }
                        }
                        """.formatted(tell, tell))
                .source("acme.telltale.Activator", """
                        public class Activator implements org.osgi.framework.BundleActivator {
                            static { %s }
                            public void start(org.osgi.framework.BundleContext context) { %s }
                            public void stop(org.osgi.framework.BundleContext context) {}
                        }
                        """.formatted(tell, tell))
                .buildTo(folder);
    }

    private static int count(Plugin plugin) {
        return (int) ((Variable) plugin.lookup("count")).get();
    }

    private static List<Kind> kinds(List<Problem> problems) {
        return problems.stream().map(Problem::kind).toList();
    }

    private List<Object> present() throws Exception {
        List<Object> present = new ArrayList<>(Arrays.asList(context().getBundles()));
        present.addAll(Arrays.asList(context().getAllServiceReferences(null, null)));
        return present;
    }

    @Test
    void why_ofASoundPlugin_leavesNothingBehind() throws Exception {
        Path jar = counter("acme.counter");
        List<Object> before = present();

        assertThat(pinion.why(jar)).isEmpty();

        assertThat(present()).isEqualTo(before);
        assertThat(pinion.plugins()).isEmpty();
        assertThat(context().getBundle().adapt(FrameworkWiring.class).getRemovalPendingBundles())
                .isEmpty();
        assertThat(count(pinion.open(jar))).isEqualTo(1);
        assertThat(pinion.why(jar)).isEmpty();
    }

    @Test
    void why_ofABadPlugin_tellsAllThatOpenTells_andLeavesNothingBehind() throws Exception {
        Path jar = needing("acme.bad", "acme.nowhere")
                .with("Require-Bundle", "acme.nobody")
                .with("Private-Package", "org.pinion")
                .with("Require-Capability", "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=99))\"")
                .buildTo(folder);
        List<Object> before = present();

        List<Problem> problems = pinion.why(jar);

        assertThat(kinds(problems))
                .containsExactly(Kind.JAVA_VERSION, Kind.PACKED_PACKAGE, Kind.MISSING_PACKAGE, Kind.MISSING_BUNDLE);
        assertThat(present()).isEqualTo(before);
        PluginException failure = catchThrowableOfType(PluginException.class, () -> pinion.open(jar));
        assertThat(failure.problems()).isEqualTo(problems);
        assertThat(failure.isPrevious()).isFalse();
    }

    @Test
    void why_whenALibraryHasCome_findsNothing() {
        Path library = BundleBuilder.bundle("acme.lib")
                .with("Export-Package", "acme.lib;version=1.0.0")
                .source("acme.lib.Lib", "public class Lib {}")
                .buildTo(folder);
        Path jar = needing("acme.user", "acme.lib").buildTo(folder);
        assertThat(kinds(pinion.why(jar))).containsExactly(Kind.MISSING_PACKAGE);

        pinion.addLibrary(library);

        assertThat(pinion.why(jar)).isEmpty();
    }

    @Test
    void why_runsNoCode() {
        Path file = folder.resolve("ran");
        Path jar = telltale(file);

        assertThat(pinion.why(jar)).isEmpty();

        assertThat(file).doesNotExist();
        pinion.open(jar);
        assertThat(file).exists();
    }

    @Test
    void why_whenSomebodyStartsWhatIsInstalled_runsNoCode() {
        Path file = folder.resolve("ran");
        Path jar = telltale(file);
        List<Throwable> refusals = new ArrayList<>();
        SynchronousBundleListener starter = event -> {
            if (event.getType() == BundleEvent.INSTALLED || event.getType() == BundleEvent.RESOLVED) {
                refusals.add(catchThrowableOfType(
                        BundleException.class, () -> event.getBundle().start()));
            }
        };
        context().addBundleListener(starter);

        assertThat(pinion.why(jar)).isEmpty();

        context().removeBundleListener(starter);
        assertThat(refusals)
                .hasSize(2)
                .allSatisfy(refusal -> assertThat(refusal)
                        .hasMessageMatching("pinion: start of acme.telltale 1.0.0 \\[\\d+] refused:"
                                + " it is only looked at, and gone in a moment"));
        assertThat(file).doesNotExist();
        assertThat(pinion.plugins()).isEmpty();
        assertThat(context().getBundle(jar.toUri().toString())).isNull();
    }

    @Test
    void why_whenAnotherBundleIsResolvedMeanwhile_givesItNothing() throws Exception {
        Path jar = counter("acme.counter");
        Bundle other = context()
                .installBundle(needing("acme.other", "acme.counter")
                        .buildTo(folder)
                        .toUri()
                        .toString());
        FrameworkWiring wiring = context().getBundle().adapt(FrameworkWiring.class);
        List<Boolean> resolved = new ArrayList<>();
        SynchronousBundleListener resolver = event -> {
            if (event.getType() == BundleEvent.RESOLVED && event.getBundle() != other) {
                resolved.add(wiring.resolveBundles(List.of(other)));
            }
        };
        context().addBundleListener(resolver);

        assertThat(pinion.why(jar)).isEmpty();

        context().removeBundleListener(resolver);
        assertThat(resolved).containsExactly(false);
        pinion.open(jar);
        assertThat(wiring.resolveBundles(List.of(other))).isTrue();
    }

    @Test
    void why_ofAChangedFile_tellsSo() throws Exception {
        Path jar = counter("acme.counter");
        pinion.open(jar);
        Files.copy(counter("acme.another"), jar, java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        assertThat(kinds(pinion.why(jar))).containsExactly(Kind.CHANGED);
    }

    @Test
    void why_afterAFailedInit_tellsThatFailure_andChangesNoMemory() throws Exception {
        Path jar = BundleBuilder.plugin("acme.failing", "acme")
                .source("acme.Failing", """
                        public class Failing { static void init() { throw new IllegalStateException("no luck"); } }
                        """)
                .buildTo(folder);
        assertThat(pinion.why(jar)).isEmpty();
        PluginException failure = catchThrowableOfType(PluginException.class, () -> pinion.open(jar));

        assertThat(pinion.why(jar)).isEqualTo(failure.problems());
        assertThat(kinds(pinion.why(jar))).containsExactly(Kind.INIT);

        byte[] failing = Files.readAllBytes(jar);
        Files.copy(counter("acme.counter"), jar, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(pinion.why(jar)).isEmpty();
        Files.write(jar, failing);
        assertThatThrownBy(() -> pinion.open(jar))
                .hasMessageContaining("no luck\n")
                .hasMessageEndingWith(" (previous failure)");
    }

    @Test
    void why_doesNotCountAsABundleThatMayCureOthers() {
        Path unresolved = needing("acme.bad", "acme.nowhere").buildTo(folder);
        PluginException failure = catchThrowableOfType(PluginException.class, () -> pinion.open(unresolved));
        assertThat(failure.reason()).isEqualTo(Reason.UNRESOLVED);

        assertThat(pinion.why(counter("acme.counter"))).isEmpty();

        assertThat(pinion.why(unresolved)).isEqualTo(failure.problems());
        assertThatThrownBy(() -> pinion.open(unresolved)).hasMessageEndingWith("(previous failure)");
    }

    @Test
    void why_ofAnotherFileWithTheSameIdentity_tellsWhichIsOpen() throws Exception {
        Path jar = counter("acme.counter");
        Path copy = Files.copy(jar, folder.resolve("copy.jar"));
        assertThat(pinion.why(copy)).isEmpty();
        pinion.open(jar);

        List<Problem> problems = pinion.why(copy);

        assertThat(kinds(problems)).containsExactly(Kind.DUPLICATE_BUNDLE);
        assertThat(problems.get(0).summary()).endsWith("was opened from " + jar.toRealPath() + ", with the same bytes");
    }

    @Test
    void why_ofAPluginWhoseManifestIsOfOtherClasses_tellsSo() {
        Path jar = BundleBuilder.plugin("acme.stale", "acme")
                .unlinked()
                .source("acme.Stale", "public class Stale { public static int present; }")
                .with(LinkHeaders.MAIN_PACKAGE, "acme")
                .with(LinkHeaders.SYMBOLS, "int Stale.absent; int Stale.present")
                .with(LinkHeaders.INIT, "acme: Stale()")
                .buildTo(folder);

        List<Problem> problems = pinion.why(jar);

        assertThat(problems).extracting(Problem::subject).containsExactly("acme.Stale", "acme.Stale");
        assertThat(catchThrowableOfType(PluginException.class, () -> pinion.open(jar))
                        .problems())
                .isEqualTo(problems);
    }

    @Test
    void why_ofAFileThatIsBeingOpened_waitsForTheResult() throws Exception {
        Path started = folder.resolve("started");
        Path go = folder.resolve("go");
        Path jar = BundleBuilder.plugin("acme.slow", "acme")
                .source("acme.Slow", """
                        import java.nio.file.*;
                        public class Slow {
                            static void init() throws Exception {
                                Files.createFile(Path.of("%s"));
                                while (!Files.exists(Path.of("%s"))) { Thread.sleep(10); }
                            }
                        }
                        """.formatted(started, go))
                .buildTo(folder);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<Plugin> open = threads.submit(() -> pinion.open(jar));
            while (!Files.exists(started)) {
                Thread.sleep(10);
            }
            Future<List<Problem>> why = threads.submit(() -> pinion.why(jar));
            assertThatThrownBy(() -> why.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);

            Files.createFile(go);

            assertThat(why.get(30, TimeUnit.SECONDS)).isEmpty();
            assertThat(open.get(30, TimeUnit.SECONDS).name()).isEqualTo("acme.slow");
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whyAndOpen_fromManyThreads_openOnce() throws Exception {
        int count = 8;
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            for (int round = 0; round < 25; round++) {
                Path jar = folder.resolve("round" + round + ".jar");
                Files.write(jar, BundleBuilder.renamed(Files.readAllBytes(counter("acme.counter")), "acme.c" + round));
                CyclicBarrier start = new CyclicBarrier(count);
                List<Future<Plugin>> opens = new ArrayList<>();
                List<Future<List<Problem>>> whys = new ArrayList<>();
                for (int i = 0; i < count / 2; i++) {
                    opens.add(threads.submit(after(start, () -> pinion.open(jar))));
                    whys.add(threads.submit(after(start, () -> pinion.why(jar))));
                }
                for (Future<List<Problem>> why : whys) {
                    assertThat(why.get(30, TimeUnit.SECONDS)).isEmpty();
                }
                for (Future<Plugin> open : opens) {
                    assertThat(open.get(30, TimeUnit.SECONDS))
                            .isSameAs(pinion.plugin("acme.c" + round).orElseThrow());
                    assertThat(count(open.get())).isEqualTo(1);
                }
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(pinion.plugins()).hasSize(25);
    }

    private static <T> Callable<T> after(CyclicBarrier start, Callable<T> action) {
        return () -> {
            start.await();
            return action.call();
        };
    }

    @Test
    void why_fromTheOwnInit_tellsOfTheCircle() {
        Path jar = folder.resolve("acme.self-1.0.0.jar");
        BundleBuilder.plugin("acme.self", "acme")
                .classPath(BundleBuilder.locationOf(BundleContext.class))
                .source("acme.Self", """
                        import org.pinion.*;
                        public class Self {
                            public static String answer;
                            static void init() {
                                var context = org.osgi.framework.FrameworkUtil.getBundle(Self.class).getBundleContext();
                                var registry = context.getService(context.getServiceReference(SymbolRegistry.class));
                                answer = registry.why(java.nio.file.Path.of("%s")).get(0).kind().name();
                            }
                        }
                        """.formatted(jar))
                .buildTo(folder);

        assertThat(((Variable) pinion.open(jar).lookup("answer")).get()).isEqualTo("CYCLE");
    }

    @Test
    void why_ofAClosedRuntime_fails() {
        Path jar = counter("acme.counter");
        pinion.close();

        assertThatThrownBy(() -> pinion.why(jar))
                .isInstanceOfSatisfying(
                        PluginException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CLOSED))
                .hasMessage("plugin.Why(\"" + jar + "\"): runtime is closed");
    }
}
