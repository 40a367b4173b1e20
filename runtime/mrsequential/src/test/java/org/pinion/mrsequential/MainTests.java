// SPDX-License-Identifier: Apache-2.0
package org.pinion.mrsequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs the host as its users do. */
class MainTests {

    private static final String ANEW = "\r\033[K";

    @TempDir
    Path folder;

    private void file(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private List<String> names(String sub) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(sub))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void program_onFiles_writesTheOutput() throws IOException {
        file("a.txt", "one two two");
        file("b.txt", "two, three!");
        Files.createDirectory(folder.resolve("out"));

        Mr mr = Mr.run(folder, "--output", "out", "--workers", 2, "--stats", "wc", "a.txt", "b.txt", "a.txt");

        assertThat(mr.err()).isEmpty();
        assertThat(mr.exit()).isZero();
        assertThat(folder.resolve("out/mr-out-0")).content().isEqualTo("one 2\nthree 1\ntwo 5\n");
        assertThat(names("out")).containsExactly("mr-out-0");
        assertThat(mr.out().lines())
                .anyMatch(line -> line.matches("map +all +3 +8 +33 +0 +[0-9.]+"))
                .anyMatch(line -> line.matches("reduce +all +3 +20 +[0-9.]+"));
        assertThat(folder.resolve("tmp")).isEmptyDirectory();
    }

    @Test
    void output_isWrittenHereByDefault_inPlaceOfAnEarlierOne() throws IOException {
        file("a.txt", "");
        file("mr-out-0", "earlier");

        Mr mr = Mr.run(folder, "wc", "a.txt");

        assertThat(mr.out() + mr.err()).isEmpty();
        assertThat(folder.resolve("mr-out-0")).isEmptyFile();
    }

    @Test
    void help_asked_isPrinted() throws IOException {
        Mr mr = Mr.run(folder, "--help");

        assertThat(mr.out()).startsWith("Usage: pinion mr [").contains("--workers", "Exit codes:");
        assertThat(mr.exit()).isZero();
    }

    @Test
    void commandLine_thatIsWrong_isTold() throws IOException {
        assertUsage("Missing required parameters: 'APP', 'FILE'");
        assertUsage("Missing required parameter: 'FILE'", "wc");
        assertUsage("--workers: 0 is less than 1", "--workers", 0, "wc", "a.txt");
        assertUsage("Invalid value for option '--workers': 'x' is not an int", "--workers", "x", "wc", "a.txt");
        assertUsage(
                "no example is called 'wcc'; there are wc, indexer, grep, jobcount, nocrash, and any jar, such as ./wcc.jar",
                "wcc",
                "a.txt");
    }

    private void assertUsage(String message, Object... words) throws IOException {
        Mr mr = Mr.run(folder, words);

        assertThat(mr.err()).isEqualTo("pinion: " + message + "\nTry 'pinion mr --help'.\n");
        assertThat(mr.out()).isEmpty();
        assertThat(mr.exit()).isEqualTo(2);
    }

    @Test
    void files_thatCannotBeRead_areToldTogether() throws IOException {
        file("a.txt", "text");
        Files.createDirectory(folder.resolve("d"));
        Files.write(folder.resolve("big.txt"), new byte[11 << 20]);

        Mr mr = Mr.start(folder, List.of("-Xmx20m"), "--output", "nowhere", "wc", "a.txt", "no.txt", "d", "big.txt");

        assertThat(mr.exit()).isEqualTo(1);
        assertThat(mr.err()).matches("""
                pinion: 4 problems
                  no.txt: no such file
                  d: it is a directory; give the files in it, as with d/\\*
                  big.txt: it needs at least 22.0 MB of memory, for 11.0 MB as bytes and as a string, but the heap has [0-9.]+ MB; split the file, or enlarge the heap, as with JAVA_OPTS=-Xmx89m
                  nowhere: no such directory for the output; create it, or name another with --output
                """);
        assertThat(folder.resolve("tmp")).isEmptyDirectory();
    }

    @Test
    void output_thatCannotBeWritten_isTold() throws IOException {
        file("a.txt", "text");
        Files.createDirectories(folder.resolve("o/mr-out-0"));

        assertThat(Mr.run(folder, "--output", "a.txt", "wc", "a.txt").err())
                .isEqualTo("pinion: a.txt: not a directory, where the output could go; name another with --output\n");
        Mr mr = Mr.run(folder, "--output", "o", "wc", "a.txt");
        assertThat(mr.err())
                .isEqualTo("pinion: " + Path.of("o/mr-out-0")
                        + ": it is a directory, where the output should be; move it away\n");
        assertThat(mr.exit()).isEqualTo(1);
    }

    @Test
    void text_thatIsNotUtf8_isReadWithAWarning() throws IOException {
        Files.write(folder.resolve("latin.txt"), new byte[] {'a', (byte) 0xE9, 'b'});
        file("replaced.txt", "\ufffd");

        Mr mr = Mr.run(folder, "wc", "latin.txt", "replaced.txt");

        assertThat(mr.err()).isEqualTo("pinion: warning: latin.txt is not all UTF-8; what is not was read as U+FFFD\n");
        assertThat(mr.exit()).isZero();
        assertThat(folder.resolve("mr-out-0")).content().isEqualTo("a 1\nb 1\n");
    }

    /** The pairs, and the values of one key, are several times larger than the heap. */
    @Test
    void input_largerThanTheHeap_isSorted() throws IOException {
        Path jar = org.pinion.testing.BundleBuilder.plugin("acme.lines", "acme.lines")
                .classPath(org.pinion.testing.BundleBuilder.locationOf(example.mapreduce.KeyValue.class))
                .source("acme.lines.Lines", """
                        import example.mapreduce.KeyValue;
                        import java.util.*;

                        public final class Lines {
                            public static List<KeyValue> Map(String filename, String contents) {
                                List<KeyValue> pairs = new ArrayList<>();
                                contents.lines().forEach(line -> {
                                    pairs.add(new KeyValue(line, "1"));
                                    pairs.add(new KeyValue("all", filename + line));
                                });
                                return pairs;
                            }
                            public static String Reduce(String key, List<String> values) {
                                int hash = 0;
                                for (String value : values) hash = 31 * hash + value.hashCode();
                                return values.size() + " " + hash;
                            }
                        }
                        """)
                .buildTo(folder);
        List<String> files = GeneratedText.write(folder.resolve("text"), 60, 400_000);
        Stream<Object> words = Stream.of("--stats", "--workers", 2, jar);

        Mr small = Mr.start(
                folder, List.of("-Xmx24m"), Stream.concat(words, files.stream()).toArray());
        assertThat(small.exit()).as(small.err()).isZero();
        assertThat(small.err()).isEmpty();
        assertThat(small.out()).containsPattern("map +all +60 +\\d+ +\\d+ +\\d{8,} ");
        String output = Files.readString(folder.resolve("mr-out-0"));
        assertThat(folder.resolve("tmp")).isEmptyDirectory();

        Mr large = Mr.run(folder, Stream.concat(Stream.of(jar), files.stream()).toArray());
        assertThat(large.exit()).isZero();
        assertThat(folder.resolve("mr-out-0")).content().isEqualTo(output);
    }

    @Test
    void progress_isShown_onlyAtATerminal() throws Exception {
        file("b.txt", "b");
        Path faulty = FaultyProgram.build(folder);
        Mr shown = Mr.start(folder, List.of("-Dmr.terminal=true"), "--set", "mode=hang", faulty, "b.txt");
        try {
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> shown.err().contains(ANEW + "map    [..............................] 0 of 1 files"));
        } finally {
            shown.process().destroy();
        }
        shown.exit();

        assertThat(Mr.run(folder, faulty, "b.txt").err()).isEmpty();
    }

    private static boolean isInterruptIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line ->
                                (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 1 << 2 - 1) != 0);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no such signals")
    void interrupt_atAnyTime_leavesNothingBehind() throws Exception {
        file("a.txt", "a");
        file("b.txt", "b");
        file("mr-out-0", "earlier");
        Path faulty = FaultyProgram.build(folder);
        // A process that is started in the background by a shell ignores interrupts, and so do its children.
        for (String signal : isInterruptIgnored() ? List.of("TERM") : List.of("INT", "TERM")) {
            Mr mr = Mr.start(folder, List.of(), "--workers", 2, "--set", "mode=hang", faulty, "a.txt", "b.txt");
            await().atMost(Duration.ofMinutes(2)).until(() -> mr.out().contains("hanging"));
            assertThat(names("tmp")).isNotEmpty();

            new ProcessBuilder("kill", "-" + signal, String.valueOf(mr.process().pid()))
                    .start()
                    .waitFor();

            assertThat(mr.exit()).isEqualTo(signal.equals("INT") ? 130 : 143);
            assertThat(mr.err()).isEmpty();
            assertThat(folder.resolve("tmp")).isEmptyDirectory();
            assertThat(names(""))
                    .containsExactlyInAnyOrder(
                            "a.txt", "b.txt", "mr-out-0", faulty.getFileName().toString(), "stderr", "stdout", "tmp");
            assertThat(folder.resolve("mr-out-0")).content().isEqualTo("earlier");
        }
    }
}
