// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.symbols;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which name is thought to be meant: one that differs in a third of its letters at most, but always in one. */
class SimilarNamesTests {

    @ParameterizedTest
    @CsvSource({
        "Add, add",
        "EXPORTEDVAR, exportedVar",
        "al, all",
        "alll, all",
        "a, b",
        "withen, widen",
        "abcdef, abcdxy",
        "abcdef, xycdef",
        "abcdef, cdef",
        "abcdef, abxycdef",
        "abcdefghi, abcdef"
    })
    void name_thatIsNear_isTold(String name, String other) {
        assertThat(SimilarNames.hint(name, List.of(other))).isEqualTo("did you mean " + other);
    }

    @ParameterizedTest
    @CsvSource({"a, bc", "abc, axy", "abcde, abcxy", "abcdef, abcxyz", "abcdef, abc", "abcdef, abcdefxyz", "abc, cab"})
    void name_thatIsNotNear_isNotTold(String name, String other) {
        assertThat(SimilarNames.hint(name, List.of(other))).isNull();
    }

    @Test
    void nearest_ofSeveral_isTold_whateverTheOrder() {
        assertThat(SimilarNames.hint("abcdef", List.of("abcdxy", "abcdex", "abcxyf")))
                .isEqualTo("did you mean abcdex");
        assertThat(SimilarNames.hint("abcdef", List.of("abcdex", "abcdxy"))).isEqualTo("did you mean abcdex");
        assertThat(SimilarNames.hint("abcdef", List.of("abcdex", "ABCDEF"))).isEqualTo("did you mean ABCDEF");
    }

    @Test
    void noNames_giveNoHint() {
        assertThat(SimilarNames.hint("abc", List.of())).isNull();
    }
}
