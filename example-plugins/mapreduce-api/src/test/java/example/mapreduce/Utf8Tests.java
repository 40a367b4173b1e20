// SPDX-License-Identifier: Apache-2.0
package example.mapreduce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class Utf8Tests {

    /** One of each length in UTF-8, and the ends of the ranges around the surrogates. */
    private static final int[] CHARACTERS = {
        0, 'a', 'b', 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x10FFFF
    };

    @Test
    void texts_areOrderedAsTheirBytes() {
        Random random = new Random(7);
        List<String> texts = random.ints(600, 0, 5)
                .mapToObj(length -> random.ints(length, 0, CHARACTERS.length)
                        .mapToObj(each -> Character.toString(CHARACTERS[each]))
                        .collect(Collectors.joining()))
                .toList();

        for (String one : texts) {
            for (String other : texts) {
                assertThat(Integer.signum(Utf8.ORDER.compare(one, other)))
                        .as(one + " and " + other)
                        .isEqualTo(Integer.signum(Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8))));
            }
        }
    }

    @Test
    void halves_ofSurrogatePairs_areNotEqual() {
        assertThat(Utf8.ORDER.compare("\ud800", "\udc00")).isNegative();
        assertThat(Utf8.ORDER.compare("\ud800", "?")).isPositive();
        assertThat(Utf8.ORDER.compare("\ud800", "\ud800")).isZero();
    }

    @Test
    void pair_withoutKeyOrValue_isRefused() {
        assertThatNullPointerException()
                .isThrownBy(() -> new KeyValue(null, "v"))
                .withMessage("key");
        assertThatNullPointerException()
                .isThrownBy(() -> new KeyValue("k", null))
                .withMessage("value");
    }
}
