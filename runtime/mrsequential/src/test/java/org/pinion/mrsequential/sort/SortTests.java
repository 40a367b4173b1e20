// SPDX-License-Identifier: Apache-2.0
package org.pinion.mrsequential.sort;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sorts with little memory, and compares with what sorts in plain memory. */
class SortTests {

    private static final String[] LETTERS = {
        "a", "b", "\u00e9", "\u0416", "\ud7ff", "\uffff", "\ud835\udc00", "\udbff\udfff"
    };

    private record Pair(int file, String key, String value) {}

    /** Spreads files over sorters as workers would, and gives all keys with their values. */
    private static Map<String, List<String>> sorted(List<Pair> pairs, int workers, long memory) throws IOException {
        List<Sorter> sorters = new ArrayList<>();
        List<Run> runs = new ArrayList<>();
        Map<String, List<String>> result = new LinkedHashMap<>();
        for (int worker = 0; worker < workers; worker++) {
            Sorter sorter = new Sorter(memory / workers);
            sorters.add(sorter);
            for (Pair pair : pairs) {
                if (pair.file() % workers == worker) {
                    sorter.add(pair.file(), pair.key(), pair.value());
                }
            }
            runs.addAll(sorter.runs());
        }
        try (Groups groups = new Groups(runs, new Memory(memory))) {
            for (Group group = groups.next(); group != null; group = groups.next()) {
                try (Values values = group.values()) {
                    assertThat(result.put(group.key(), List.copyOf(values))).isNull();
                }
            }
        }
        for (Sorter sorter : sorters) {
            sorter.close();
        }
        return result;
    }

    private static Map<String, List<String>> naive(List<Pair> pairs) {
        Map<String, List<String>> result =
                new TreeMap<>((one, other) -> Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8)));
        pairs.forEach(pair ->
                result.computeIfAbsent(pair.key(), key -> new ArrayList<>()).add(pair.value()));
        return result;
    }

    private static void assertSorted(List<Pair> pairs, int workers, long memory) throws IOException {
        Map<String, List<String>> result = sorted(pairs, workers, memory);
        assertThat(new ArrayList<>(result.keySet()))
                .isEqualTo(new ArrayList<>(naive(pairs).keySet()));
        assertThat(result).isEqualTo(naive(pairs));
    }

    /** With no memory at all each pair is a run of its own, and four are merged at a time. */
    @ParameterizedTest
    @CsvSource({"1,0", "2,0", "3,0", "1,20000", "3,20000", "1,100000000", "4,100000000"})
    void pairs_areGroupedAndOrdered_whateverFits(int workers, long memory) throws IOException {
        Random random = new Random(workers + memory);
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            String key = LETTERS[random.nextInt(LETTERS.length)]
                    + LETTERS[random.nextInt(LETTERS.length)]
                    + random.nextInt(4);
            pairs.add(new Pair(i / 100, key, random.nextInt(5) == 0 ? "v" + i : "1"));
        }

        assertSorted(pairs, workers, memory);
    }

    @Test
    void nothing_added_givesNothing() throws IOException {
        assertThat(sorted(List.of(), 1, 0)).isEmpty();
        assertThat(sorted(List.of(), 3, 1000)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0", "1000000000"})
    void texts_ofAllKinds_comeBack(long memory) throws IOException {
        String huge = "huge\u0416".repeat(100_000);
        List<Pair> pairs = List.of(
                new Pair(0, "", ""),
                new Pair(0, "a\nb", "\u0000"),
                new Pair(1, huge, huge),
                new Pair(1, "\u00ff".repeat(70_000), "\u00ff"),
                new Pair(2, "", ""),
                new Pair(2, huge, "2"));

        assertSorted(pairs, 1, memory);
        assertSorted(pairs, 2, memory);
    }

    @Test
    void halves_ofSurrogatePairs_staySeparateKeys() throws IOException {
        List<Pair> pairs =
                List.of(new Pair(0, "\udc00", "low"), new Pair(0, "?", "mark"), new Pair(0, "\ud800", "high"));

        for (long memory : new long[] {0, 1_000_000}) {
            assertThat(sorted(pairs, 1, memory).keySet()).containsExactly("?", "\ud800", "\udc00");
        }
    }

    @Test
    void values_keepTheOrderOfFilesAndPairs() throws IOException {
        List<Pair> pairs = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            pairs.add(new Pair(i / 10, "key", "v" + i));
            expected.add("v" + i);
        }

        for (int workers = 1; workers <= 5; workers++) {
            assertThat(sorted(pairs, workers, 0)).containsExactly(Map.entry("key", expected));
            assertThat(sorted(pairs, workers, 2000 * workers)).containsExactly(Map.entry("key", expected));
        }
    }

    @Test
    void sorter_thatIsFull_writes_andOtherwiseDoesNot() throws IOException {
        try (Sorter small = new Sorter(10_000);
                Sorter large = new Sorter(10_000_000)) {
            for (int i = 0; i < 1000; i++) {
                small.add(0, "key" + i, "value");
                large.add(0, "key" + i, "value");
            }
            assertThat(small.spilled()).isPositive();
            assertThat(small.runs()).hasSizeBetween(10, 30);
            assertThat(large.spilled()).isZero();
            assertThat(large.runs()).hasSize(1);
        }
    }

    @Test
    void equalValues_inARow_needNoMemory() throws IOException {
        try (Sorter sorter = new Sorter(1000)) {
            for (int i = 0; i < 1_000_000; i++) {
                sorter.add(0, "the", "1");
            }
            assertThat(sorter.spilled()).isZero();
        }
    }
}
