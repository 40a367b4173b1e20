// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinion.Plugin;
import org.pinion.Variable;
import org.pinion.testing.BundleBuilder;

class RuntimeTests {

    @TempDir
    Path folder;

    private Path counter() {
        return BundleBuilder.plugin("acme.counter", "acme")
                .source("acme.C", "public class C { public static int count; static void init() { count++; } }")
                .buildTo(folder);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void severalRuntimes_shareNothing() {
        Path jar = counter();
        try (Pinion one = Pinion.start()) {
            Variable first = (Variable) one.open(jar).lookup("count");
            try (Pinion two = Pinion.start()) {
                Variable second = (Variable) two.open(jar).lookup("count");
                first.set(7);
                assertThat(second.get()).isEqualTo(1);
            }
            assertThat(one.plugins()).extracting(Plugin::name).containsExactly("acme.counter");
        }
    }

    @Test
    void runtime_setsNoSystemProperty() {
        Properties before = (Properties) System.getProperties().clone();
        try (Pinion pinion = Pinion.start()) {
            pinion.open(counter());
            assertThat(System.getProperties()).isEqualTo(before);
        }
        assertThat(System.getProperties()).isEqualTo(before);
    }

    @Test
    void storage_isPrivateAndRemovedAtClose() throws IOException {
        Path storage = folder.resolve("storage");
        Files.createDirectories(storage.resolve("precious"));
        try (Pinion pinion = Pinion.builder().storage(storage).start()) {
            pinion.open(counter());
            assertThat(names(storage)).hasSize(3).contains("precious");
        }
        assertThat(names(storage)).containsExactly("precious");
    }

    @Test
    void storageOfADeadProcess_isSweptUp_andThatOfALivingOneIsNot() throws IOException {
        Path storage = Files.createDirectories(folder.resolve("storage"));
        Files.createFile(storage.resolve("pinion-dead.lock"));
        Files.createDirectories(storage.resolve("pinion-dead/bundles/bundle7"));
        try (Pinion one = Pinion.builder().storage(storage).start();
                Pinion two = Pinion.builder().storage(storage).start()) {
            await().untilAsserted(() ->
                    assertThat(names(storage)).hasSize(4).doesNotContain("pinion-dead", "pinion-dead.lock"));
            assertThat(one.open(counter())).isNotNull();
            assertThat(two.plugins()).isEmpty();
        }
        assertThat(names(storage)).isEmpty();
    }

    @Test
    void storage_thatCannotBeWritten_isTold() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> Pinion.builder().storage(file).start())
                .isInstanceOf(org.pinion.PluginException.class)
                .hasMessageStartingWith("pinion: cannot start: cannot write to " + file + ": ");
    }

    /** A host whose main throws, without closing the runtime. */
    public static final class CarelessHost {
        private CarelessHost() {}

        /** Opens a plugin and fails. */
        public static void main(String[] arguments) {
            Pinion.start().open(Path.of(arguments[0]));
            throw new IllegalStateException("careless");
        }
    }

    private static Process carelessHost(Path plugin, String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), CarelessHost.class.getName()));
        command.add(plugin.toString());
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** A process loses its lock on a file as soon as it closes that file, however often it has opened it. */
    @Test
    void storageOfSeveralRuntimes_isNotSweptUpByAnotherProcess() throws Exception {
        Path storage = folder.resolve("storage");
        try (Pinion one = Pinion.builder().storage(storage).start();
                Pinion two = Pinion.builder().storage(storage).start()) {
            Process other = carelessHost(counter(), "-Djava.io.tmpdir=" + storage);
            assertThat(other.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(one.open(counter())).isNotNull();
            assertThat(two.open(counter())).isNotNull();
        }
    }

    @Test
    void host_thatDoesNotClose_ends() throws Exception {
        Process process = carelessHost(counter());
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(new String(process.getInputStream().readAllBytes())).contains("careless");
        assertThat(process.exitValue()).isEqualTo(1);
    }

    @Test
    void felixInAParentClassLoader_isRefused() throws Throwable {
        List<URL> parent = new ArrayList<>();
        List<URL> child = new ArrayList<>();
        for (String element : System.getProperty("java.class.path").split(File.pathSeparator)) {
            boolean felix = element.contains("org.apache.felix.framework");
            (felix || element.contains("slf4j") ? parent : child)
                    .add(Path.of(element).toUri().toURL());
        }
        ClassLoader platform = ClassLoader.getPlatformClassLoader();
        try (URLClassLoader outer = new URLClassLoader(parent.toArray(URL[]::new), platform);
                URLClassLoader inner = new URLClassLoader(child.toArray(URL[]::new), outer)) {
            assertThatThrownBy(() -> start(inner))
                    .hasMessageStartingWith(
                            "pinion: cannot start: Felix and Pinion come from different class loaders, so"
                                    + " uninstall cannot be disabled; put both on one class path. Felix is in file:");
            try (URLClassLoader both = new URLClassLoader(
                    Stream.concat(parent.stream(), child.stream()).toArray(URL[]::new), platform)) {
                ((AutoCloseable) start(both)).close();
            }
        }
    }

    private static Object start(ClassLoader loader) throws Throwable {
        try {
            return loader.loadClass(Pinion.class.getName()).getMethod("start").invoke(null);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
