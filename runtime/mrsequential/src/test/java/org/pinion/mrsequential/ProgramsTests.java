// SPDX-License-Identifier: Apache-2.0
package org.pinion.mrsequential;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pinion.embed.Pinion;
import org.pinion.mrsequential.sort.Memory;

/** Runs the programs in a real runtime, and compares with what the same rules give without any of the host's code. */
class ProgramsTests {

    private static final Comparator<String> BYTES =
            (one, other) -> Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8));

    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}]+");

    private static final Pinion PINION =
            Pinion.builder().share("example.mapreduce").start();

    @TempDir
    static Path folder;

    private static List<String> files;

    @BeforeAll
    static void write() throws IOException {
        files = new ArrayList<>(GeneratedText.write(folder, 12, 20_000));
        files.add(file("empty.txt", ""));
        files.add(file("no-letters.txt", "1 2 3\n\n--\n"));
        files.add(file("letters.txt", "na\u00efve \ud835\udc00\ud835\udc01x2y_z \uffe6\u3042\u3044 end"));
        files.add(file("\u00e4\ud835\udc00.txt", "the end"));
        files.add(file("\uffe6.txt", "the end"));
        files.add(files.get(0));
    }

    @AfterAll
    static void close() {
        PINION.close();
    }

    private static String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static Program program(String name) {
        return Program.of(PINION.open(name, ProgramsTests.class.getResourceAsStream("/plugins/" + name + ".jar")));
    }

    private static String run(String name, int workers, long memory) throws Exception {
        Path target = Files.createTempDirectory(folder, "out");
        Memory shares = new Memory(memory);
        try (Output output = Output.create(target);
                Workers threads = new Workers(workers, shares)) {
            new Job(program(name), files, shares, threads, new Counters()).run(output);
            output.commit();
        }
        try (Stream<Path> left = Files.list(target)) {
            assertThat(left).containsExactly(target.resolve("mr-out-0"));
        }
        return Files.readString(target.resolve("mr-out-0"));
    }

    private static List<String> words(String file) throws IOException {
        return NO_LETTERS
                .splitAsStream(Files.readString(Path.of(file)))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String lines(Map<String, ?> results) {
        return results.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue() + "\n")
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @CsvSource({"1,100000000", "2,100000000", "4,100000000", "1,30000", "3,100000"})
    void wc_countsWords(int workers, long memory) throws Exception {
        Map<String, Integer> expected = new TreeMap<>(BYTES);
        for (String file : files) {
            words(file).forEach(word -> expected.merge(word, 1, Integer::sum));
        }

        assertThat(run("wc", workers, memory)).isEqualTo(lines(expected)).contains("\ud835\udc00\ud835\udc01x 1\n");
    }

    @ParameterizedTest
    @CsvSource({"1,100000000", "2,100000000", "4,100000000", "1,30000", "3,100000"})
    void indexer_listsFiles(int workers, long memory) throws Exception {
        Map<String, List<String>> holders = new TreeMap<>(BYTES);
        for (String file : files) {
            words(file).stream()
                    .distinct()
                    .forEach(word -> holders.computeIfAbsent(word, w -> new ArrayList<>())
                            .add(file));
        }
        Map<String, String> expected = new TreeMap<>(BYTES);
        holders.forEach((word, names) -> {
            names.sort(BYTES);
            expected.put(word, names.size() + " " + String.join(",", names));
        });

        assertThat(run("indexer", workers, memory)).isEqualTo(lines(expected));
    }

    @ParameterizedTest
    @CsvSource({"1,100000000", "3,10000"})
    void grep_findsLines(int workers, long memory) throws Exception {
        Program program = program("grep");
        PINION.lookup("example.grep", "pattern").as(PatternVariable.class).set("b.c");
        StringBuilder expected = new StringBuilder();
        for (String file : files.stream().sorted(BYTES).toList()) {
            Files.readString(Path.of(file))
                    .lines()
                    .filter(line -> line.matches(".*b.c.*"))
                    .forEach(line ->
                            expected.append(file).append(' ').append(line).append('\n'));
        }

        assertThat(program.name()).isEqualTo("example.grep");
        assertThat(run("grep", workers, memory)).isEqualTo(expected.toString()).isNotEmpty();
    }

    private interface PatternVariable {
        void set(String pattern);
    }

    @ParameterizedTest
    @CsvSource({"1,100000000", "4,0"})
    void nocrash_showsWhatItWasGiven(int workers, long memory) throws Exception {
        List<String> names = new ArrayList<>();
        List<String> nameLengths = new ArrayList<>();
        List<String> lengths = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (String file : files) {
            names.add(file);
            nameLengths.add(String.valueOf(file.getBytes(UTF_8).length));
            lengths.add(String.valueOf(Files.size(Path.of(file))));
            words.add("xyzzy");
        }
        StringBuilder expected = new StringBuilder();
        Map<String, List<String>> all = Map.of("a", names, "b", nameLengths, "c", lengths, "d", words);
        for (String key : List.of("a", "b", "c", "d")) {
            expected.append(key).append(' ');
            expected.append(all.get(key).stream().sorted(BYTES).collect(Collectors.joining(" ")))
                    .append('\n');
        }

        assertThat(run("nocrash", workers, memory)).isEqualTo(expected.toString());
    }

    /** The count goes on from run to run, as the plugin stays open. */
    @Test
    void jobcount_isRight_withManyWorkers() throws Exception {
        for (int run = 1; run <= 20; run++) {
            assertThat(run("jobcount", 8, 1_000_000)).isEqualTo("a " + run * files.size() + "\n");
        }
    }

    @Test
    void output_isTheSame_whateverWorkersAndMemory() throws Exception {
        String expected = run("indexer", 1, 100_000_000);
        for (int round = 0; round < 24; round++) {
            assertThat(run("indexer", 1 + round % 8, 20_000L + 30_000L * (round % 5)))
                    .isEqualTo(expected);
        }
    }
}
