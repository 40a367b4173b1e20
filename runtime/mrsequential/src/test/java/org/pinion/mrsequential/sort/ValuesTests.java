// SPDX-License-Identifier: Apache-2.0
package org.pinion.mrsequential.sort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keeps lists in memory or in a file, which their readers must not notice. */
class ValuesTests {

    private static List<String> expected() {
        Random random = new Random(3);
        List<String> values = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            String value = i % 7 == 0 ? "\u0416" + i : "v" + i % 3;
            for (int count = random.nextInt(4); count >= 0; count--) {
                values.add(value);
            }
        }
        return values;
    }

    private static Values values(List<String> from, long memory) throws IOException {
        Values.Builder builder = new Values.Builder(memory);
        for (String value : from) {
            assertThat(builder.add(value, 1)).isTrue();
        }
        return builder.build();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 100, 5000, 1_000_000})
    void list_isReadInAllManners(long memory) throws IOException {
        List<String> expected = expected();
        try (Values values = values(expected, memory)) {
            assertThat(values).isEqualTo(expected).hasSameHashCodeAs(expected);
            assertThat(values.characters())
                    .isEqualTo(expected.stream().mapToInt(String::length).sum());
            assertThat(values.stream().sorted().toList())
                    .isEqualTo(expected.stream().sorted().toList());
            assertThat(values.subList(100, 200)).isEqualTo(expected.subList(100, 200));
            assertThat(values.indexOf("v2")).isEqualTo(expected.indexOf("v2"));
            new Random(9)
                    .ints(1000, 0, expected.size())
                    .forEach(i -> assertThat(values.get(i)).isEqualTo(expected.get(i)));
            assertThat(IntStream.range(0, expected.size())
                            .parallel()
                            .allMatch(i -> values.get(i).equals(expected.get(i))))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1_000_000})
    void list_cannotBeChanged_andHasLimits(long memory) throws IOException {
        try (Values values = values(expected(), memory)) {
            assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> values.add("x"));
            assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> values.set(0, "x"));
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> values.get(values.size()));
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> values.get(-1));
        }
    }

    @Test
    void list_keptAfterReduce_saysSo() throws IOException {
        Values values = values(expected(), 0);
        values.close();

        assertThatIllegalStateException()
                .isThrownBy(() -> values.get(0))
                .withMessage("the values are gone: Reduce has returned");
    }

    @Test
    void values_moreThanAListCanHave_areRefused() throws IOException {
        Values.Builder builder = new Values.Builder(1000);
        assertThat(builder.add("1", Integer.MAX_VALUE)).isTrue();
        assertThat(builder.add("1", 1)).isFalse();

        try (Values values = builder.build()) {
            assertThat(values).hasSize(Integer.MAX_VALUE);
            assertThat(values.get(Integer.MAX_VALUE - 1)).isEqualTo("1");
        }
    }
}
