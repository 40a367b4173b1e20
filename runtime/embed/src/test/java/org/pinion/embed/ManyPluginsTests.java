// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinion.FailedOpen;
import org.pinion.Plugin;
import org.pinion.PluginException;
import org.pinion.PluginException.Reason;
import org.pinion.testing.BundleBuilder;

/** A folder with more files than are read at once. */
@Timeout(180)
class ManyPluginsTests {

    private static byte[] plugin;

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    @TempDir
    Path storage;

    @BeforeAll
    static void build() {
        plugin = simple("acme").build();
    }

    @BeforeEach
    void realPath() throws IOException {
        folder = folder.toRealPath();
    }

    private static BundleBuilder simple(String name) {
        return BundleBuilder.plugin(name, name)
                .source(name + ".A", "public class A { public static int one() { return 1; } }");
    }

    private Path jar(String name) {
        return folder.resolve(name + ".jar");
    }

    /** The bundles are named in another order than the files. */
    private void fill(int number) throws IOException {
        for (int i = 0; i < number; i++) {
            Files.write(jar(file(i)), BundleBuilder.renamed(plugin, bundle(i)));
        }
    }

    private static String file(int i) {
        return String.format("f%03d", i);
    }

    private static String bundle(int i) {
        return String.format("b%03d", 999 - i);
    }

    private static List<String> bundles(int from, int to) {
        return IntStream.range(from, to).mapToObj(ManyPluginsTests::bundle).toList();
    }

    private Pinion start() {
        return Pinion.builder().storage(storage).plugins(folder).start();
    }

    private static void assertThatIdsAscend(Pinion pinion) {
        assertThat(pinion.plugins().stream()
                        .sorted(Comparator.comparing(plugin -> plugin.bundle().getLocation()))
                        .map(plugin -> plugin.bundle().getBundleId()))
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void folderOf300_isOpenedByFileName() throws IOException {
        fill(300);
        try (Pinion pinion = start()) {
            assertThat(pinion.plugins()).extracting(Plugin::name).containsExactlyElementsOf(bundles(0, 300));
            assertThatIdsAscend(pinion);
            assertThat(Arrays.stream(pinion.framework().getBundleContext().getBundles())
                            .map(bundle -> bundle.getBundleId()))
                    .hasSize(301)
                    .isSorted();
            assertThat(pinion.failures()).isEmpty();
            assertThat(StoredFiles.in(storage).stream()
                            .filter(file -> file.toString().endsWith(".jar")))
                    .hasSize(300);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 65, 128, 129, 193})
    void portion_thatIsNotFull_isOpenedAsWell(int number) throws IOException {
        fill(number);
        try (Pinion pinion = start()) {
            assertThat(pinion.plugins()).extracting(Plugin::name).containsExactlyElementsOf(bundles(0, number));
        }
    }

    @Test
    void failuresAmongMany_stopNoOther_andNeedsAreOpenedFirst() throws IOException {
        fill(250);
        Files.writeString(jar(file(10) + "-damaged"), "no jar");
        byte[] half = Arrays.copyOf(plugin, plugin.length / 2);
        Files.write(jar(file(70) + "-half"), half);
        simple("lost").with("Import-Package", "none").buildAs(jar(file(100) + "-lost"));
        simple("user").with("Import-Package", "last,lib").buildAs(jar(file(0) + "-user"));
        simple("last").with("Export-Package", "last").buildAs(jar("z-last"));
        BundleBuilder.library("lib")
                .source("lib.A", "public class A {}")
                .with("-exportcontents", "lib")
                .buildAs(jar("z-lib"));
        BundleBuilder.library("lib")
                .source("lib.B", "public class B {}")
                .with("-exportcontents", "lib")
                .buildAs(jar("z-lib2"));
        Files.write(jar("z-twin"), BundleBuilder.renamed(plugin, bundle(5)));
        try (Pinion pinion = start()) {
            assertThat(pinion.plugins())
                    .hasSize(252)
                    .extracting(Plugin::name)
                    .filteredOn(name -> name.startsWith("b"))
                    .containsExactlyElementsOf(bundles(0, 250));
            List<String> names = pinion.plugins().stream().map(Plugin::name).toList();
            assertThat(names.subList(250, 252)).containsExactly("last", "user");
            assertThat(pinion.failures())
                    .extracting(failed -> Path.of(failed.location()).getFileName() + " "
                            + failed.failure().reason())
                    .containsExactly(
                            file(10) + "-damaged.jar " + Reason.NOT_A_PLUGIN,
                            file(70) + "-half.jar " + Reason.NOT_A_PLUGIN,
                            file(100) + "-lost.jar " + Reason.UNRESOLVED,
                            "z-lib2.jar " + Reason.ALREADY_LOADED,
                            "z-twin.jar " + Reason.ALREADY_LOADED);
            assertThat(pinion.failures())
                    .extracting(FailedOpen::failure)
                    .extracting(Throwable::getMessage)
                    .allSatisfy(message -> assertThat(message).startsWith("plugin."));
            assertThatIdsAscend(pinion);
            assertThat(StoredFiles.in(storage).stream()
                            .filter(file -> file.getFileName().toString().startsWith("copy-")))
                    .hasSize(252);
        }
    }

    @Test
    void fileThatChanges_afterItWasRead_isOpenedAsItWas() throws IOException {
        Path other = Files.write(elsewhere.resolve("other.jar"), BundleBuilder.renamed(plugin, "other"));
        String text = "java.nio.file.Path.of(\"%s\")";
        BundleBuilder.plugin("first", "first")
                .source("first.A", """
                        public class A {
                            static void init() throws java.io.IOException {
                                java.nio.file.Files.copy(%s, %s, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                                java.nio.file.Files.delete(%s);
                            }
                        }
                        """.formatted(
                                text.formatted(other), text.formatted(jar("f001")), text.formatted(jar("f002"))))
                .buildAs(jar("a"));
        fill(3);
        try (Pinion pinion = start()) {
            assertThat(pinion.plugins())
                    .extracting(Plugin::name)
                    .containsExactly("first", bundle(0), bundle(1), bundle(2));
            assertThat(pinion.failures()).isEmpty();
            assertThat(jar("f001")).hasSameBinaryContentAs(other);
            assertThat(catchThrowableOfType(PluginException.class, () -> pinion.open(jar("f001")))
                            .reason())
                    .isEqualTo(Reason.CHANGED);
            Supplier<?> one = pinion.plugins().get(3).lookup("one").as(Supplier.class);
            assertThat(one.get()).isEqualTo(1);
        }
    }

    /** A host with a folder of plugins. */
    public static final class Host {
        private Host() {}

        /** Starts with the folder. */
        public static void main(String[] arguments) {
            try (Pinion pinion = Pinion.builder().plugins(Path.of(arguments[0])).start()) {
                System.out.println("opened " + pinion.plugins().size() + ", failed "
                        + pinion.failures().size());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4})
    void commonPool_ofAnySize_isEnough(int parallelism) throws Exception {
        fill(200);
        Files.writeString(jar("f100-damaged"), "no jar");
        String output = Hosts.run(
                Host.class, List.of("-Djava.util.concurrent.ForkJoinPool.common.parallelism=" + parallelism), folder);
        assertThat(output).contains("opened 200, failed 1");
    }

    /** A host that starts its runtime in the pool that is to read the files. */
    public static final class PoolHost {
        private PoolHost() {}

        /** Starts with the folder, in the common pool. */
        public static void main(String[] arguments) {
            ForkJoinPool.commonPool().submit(() -> Host.main(arguments)).join();
        }
    }

    @Test
    void start_inTheOnlyThreadOfTheCommonPool_doesNotHang() throws Exception {
        fill(200);
        String output =
                Hosts.run(PoolHost.class, List.of("-Djava.util.concurrent.ForkJoinPool.common.parallelism=1"), folder);
        assertThat(output).contains("opened 200, failed 0");
    }
}
