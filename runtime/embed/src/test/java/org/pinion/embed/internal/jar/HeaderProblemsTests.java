// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.jar.Attributes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pinion.Problem;

class HeaderProblemsTests {

    private static List<Problem> problems(String name, String value) {
        Attributes headers = new Attributes();
        headers.putValue(name, value);
        return HeaderProblems.of(headers);
    }

    @ParameterizedTest
    @CsvSource({
        "1.0-SNAPSHOT, 1.0.0.SNAPSHOT",
        "1.2-, 1.2.0",
        "1.2.3.4.5, 1.2.3.45",
        "1..2, 1.0.0.2",
        "-1, 1.0.0",
        "abc, 1.0.0",
        "99999999999, 1.0.0.99999999999",
        "20251129165116, 1.0.0.20251129165116",
        "1.99999999999.1, 1.0.0.999999999991",
        "1.2.99999999999-rc, 1.2.0.99999999999-rc"
    })
    void bundleVersion_thatIsNone_isToldWithOneThatIs(String written, String repaired) {
        assertThat(problems("Bundle-Version", written))
                .extracting(Problem::summary, Problem::fix)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "manifest header Bundle-Version: '" + written + "' is not a version",
                        "write Bundle-Version: " + repaired));
        assertThat(problems("Bundle-Version", repaired)).isEmpty();
    }
}
