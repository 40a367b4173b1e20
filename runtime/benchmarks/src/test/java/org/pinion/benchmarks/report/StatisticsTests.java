// SPDX-License-Identifier: Apache-2.0
package org.pinion.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsTests {

    @Test
    void median_ofOddNumber_isTheMiddleOne() {
        assertThat(Statistics.median(9, 1, 5)).isEqualTo(5);
    }

    @Test
    void median_ofEvenNumber_isBetweenTheTwoInTheMiddle() {
        assertThat(Statistics.median(List.of(1.0, 100.0, 2.0, 4.0))).isEqualTo(3);
    }

    @Test
    void median_leavesTheSamplesAsTheyAre() {
        double[] samples = {3, 1, 2};

        Statistics.median(samples);

        assertThat(samples).containsExactly(3, 1, 2);
    }

    @Test
    void median_ofNothing_isRefused() {
        assertThatThrownBy(() -> Statistics.median()).isInstanceOf(IllegalArgumentException.class);
    }
}
