// SPDX-License-Identifier: Apache-2.0
package org.pinion.mrsequential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs faulty programs as users do. What an earlier run has written stays, and nothing else does. */
class FaultTests {

    private static Path faulty;

    @TempDir
    static Path jars;

    @TempDir
    Path folder;

    @BeforeAll
    static void build() {
        faulty = FaultyProgram.build(jars);
    }

    @BeforeEach
    void write() throws IOException {
        for (String name : List.of("a", "b", "c")) {
            Files.writeString(folder.resolve(name + ".txt"), name);
        }
        Files.writeString(folder.resolve("mr-out-0"), "earlier\n");
    }

    private Mr faulty(String mode, int workers) throws IOException {
        return Mr.run(folder, "--workers", workers, "--set", "mode=" + mode, faulty, "a.txt", "b.txt", "c.txt");
    }

    private void assertFailed(Mr mr, String message) throws IOException {
        assertThat(mr.err()).isEqualTo(message);
        assertThat(mr.out()).isEmpty();
        assertThat(mr.exit()).isEqualTo(1);
        assertNothingChanged();
    }

    private void assertNothingChanged() throws IOException {
        assertThat(folder.resolve("mr-out-0")).content().isEqualTo("earlier\n");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("a.txt", "b.txt", "c.txt", "mr-out-0", "tmp", "stdout", "stderr");
        }
        assertThat(folder.resolve("tmp")).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void map_thatThrows_isToldWithItsFrames(int workers) throws IOException {
        assertFailed(faulty("map-throws", workers), """
                pinion: Map of plugin acme.faulty, file b.txt: it threw java.lang.IllegalStateException: no luck with b.txt
                  at acme.faulty.Faulty.check(Faulty.java:15)
                  at acme.faulty.Faulty.Map(Faulty.java:22)
                  caused by: java.lang.RuntimeException: the moon
                  at acme.faulty.Faulty.check(Faulty.java:15)
                  at acme.faulty.Faulty.Map(Faulty.java:22)
                """);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void reduce_thatThrows_isToldWithItsFrames(int workers) throws IOException {
        assertFailed(faulty("reduce-throws", workers), """
                pinion: Reduce of plugin acme.faulty, key b.txt: it threw java.lang.IllegalStateException: no luck with b.txt
                  at acme.faulty.Faulty.check(Faulty.java:15)
                  at acme.faulty.Faulty.Reduce(Faulty.java:46)
                  caused by: java.lang.RuntimeException: the moon
                  at acme.faulty.Faulty.check(Faulty.java:15)
                  at acme.faulty.Faulty.Reduce(Faulty.java:46)
                """);
    }

    @Test
    void results_thatAreNone_areTold() throws IOException {
        assertFailed(
                faulty("map-null", 1), "pinion: Map of plugin acme.faulty, file b.txt: it returned null, not a list\n");
        assertFailed(
                faulty("map-foreign", 1),
                "pinion: Map of plugin acme.faulty, file b.txt: it returned a list whose element 1 is a java.lang.String,"
                        + " not an example.mapreduce.KeyValue\n");
        assertFailed(
                faulty("pair-null", 1),
                "pinion: Map of plugin acme.faulty, file b.txt: it returned a list whose element 0 is null,"
                        + " not an example.mapreduce.KeyValue\n");
        assertFailed(
                faulty("reduce-null", 1),
                "pinion: Reduce of plugin acme.faulty, key z: it returned null, not a text\n");
    }

    @Test
    void key_thatIsNull_isToldWhereItIsMade() throws IOException {
        Mr mr = faulty("key-null", 1);

        assertThat(mr.err()).startsWith("""
                pinion: Map of plugin acme.faulty, file b.txt: it threw java.lang.NullPointerException: key
                  at example.mapreduce.KeyValue.<init>(KeyValue.java:""").endsWith("""

                  at acme.faulty.Faulty.Map(Faulty.java:26)
                """);
        assertThat(mr.exit()).isEqualTo(1);
        assertNothingChanged();
    }

    @Test
    void values_changed_areTold() throws IOException {
        Mr mr = faulty("reduce-changes", 1);

        assertThat(mr.err())
                .contains(
                        "key a.txt: it threw java.lang.UnsupportedOperationException: the values of Reduce cannot be changed;"
                                + " sort a copy, new ArrayList<>(values), or values.stream().sorted()\n")
                .contains("  at acme.faulty.Faulty.Reduce(");
        assertNothingChanged();
    }

    @Test
    void values_sortedInPlace_areTold() throws IOException {
        assertThat(faulty("reduce-sorts", 1).err())
                .contains(
                        "it threw java.lang.UnsupportedOperationException: the values of Reduce cannot be changed; sort a copy");
        assertNothingChanged();
    }

    @Test
    void stack_thatOverflows_isToldInAFewLines() throws IOException {
        Mr mr = faulty("overflow", 2);

        assertThat(mr.err())
                .contains("file b.txt: it threw java.lang.StackOverflowError\n")
                .hasLineCount(10);
        assertNothingChanged();
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "reduce-memory"})
    void heap_thatIsFull_isTold(String mode) throws IOException {
        for (int workers = 1; workers <= 2; workers++) {
            Mr mr = Mr.start(
                    folder,
                    List.of("-Xmx32m"),
                    "--workers",
                    workers,
                    "--set",
                    "mode=" + mode,
                    faulty,
                    "a.txt",
                    "b.txt",
                    "c.txt");

            assertThat(mr.exit()).isEqualTo(1);
            assertThat(mr.err())
                    .startsWith("pinion: out of memory while "
                            + (mode.equals("memory") ? "mapping b.txt" : "reducing key "))
                    .contains(
                            "\n  found: Java heap space\n  fix:   enlarge the heap, as with JAVA_OPTS=-Xmx1g; use fewer")
                    .hasLineCount(3);
            assertNothingChanged();
        }
    }

    @Test
    void interrupt_thatAProgramLeaves_doesNoHarm() throws IOException {
        Mr mr = faulty("interrupt", 1);

        assertThat(mr.err()).isEmpty();
        assertThat(mr.exit()).isZero();
        assertThat(folder.resolve("mr-out-0")).content().startsWith("a.txt a\nb.txt b\n");
    }

    @Test
    void key_withALineEnd_isToldWithItsFile() throws IOException {
        assertFailed(faulty("newline", 1), """
                pinion: Map of plugin acme.faulty, file b.txt: it returned the key two\\nlines with a line end, of which no line can be written; leave that out of the key
                """);
    }

    @Test
    void result_withALineEnd_isToldWithItsKey() throws IOException {
        assertFailed(faulty("reduce-newline", 1), """
                pinion: Reduce of plugin acme.faulty, key b.txt: it returned a text with a line end, of which no line can be written; leave that out of it, or begin each further line with the key and a blank: two\\rlines
                """);
    }

    @Test
    void plugin_thatIsNoProgram_isToldBeforeAnythingIsDone() throws IOException {
        assertFailed(Mr.run(folder, FaultyProgram.misfit(jars), "a.txt"), """
                plugin.Bind(org.pinion.mrsequential.MapReduce): 2 problems
                  symbol Reduce not found in plugin acme.misfit, wanted String Reduce(String, java.util.List)
                  symbol of plugin acme.misfit is java.util.List Map(String), not java.util.List Map(String, String) of org.pinion.mrsequential.MapReduce
                """);
    }

    @Test
    void variable_isSet_orItIsToldWhyNot() throws IOException {
        Mr set = Mr.run(folder, "--set", "number=-7", "--set", "flag=true", faulty, "a.txt");
        assertThat(set.exit()).isZero();
        assertThat(folder.resolve("mr-out-0")).content().isEqualTo("a.txt a\nz -7 true\n");
        Files.writeString(folder.resolve("mr-out-0"), "earlier\n");

        String what = "pinion: cannot set %s of plugin acme.faulty: %s\n";
        assertFailed(set("number=x"), String.format(what, "number", "'x' is no int"));
        assertFailed(set("flag=x"), String.format(what, "flag", "'x' is neither true nor false"));
        assertFailed(set("Map=x"), String.format(what, "Map", "it is a function, not a variable"));
        assertFailed(set("FIXED=x"), String.format(what, "FIXED", "it is final"));
        assertFailed(
                set("list=x"),
                String.format(
                        what, "list", "it is a java.util.List; only String, int, long, double and boolean can be set"));
        assertFailed(set("mod=x"), """
                plugin: symbol mod not found in plugin acme.faulty
                  did you mean mode
                """);
    }

    private Mr set(String setting) throws IOException {
        return Mr.run(folder, "--set", setting, faulty, "a.txt");
    }
}
