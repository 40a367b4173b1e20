// SPDX-License-Identifier: Apache-2.0
package org.pinion.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pinion.benchmarks.report.Goal.Figures;
import org.pinion.benchmarks.report.Goal.Judgement;
import org.pinion.benchmarks.report.Goal.Kind;

class GoalTests {

    private final Measurements measurements = new Measurements();

    private Judgement judge(Kind kind, double bound) {
        return new Goal("a call", "ours", "limit", "by hand", kind, bound)
                .judge(measurements)
                .orElseThrow();
    }

    private void measured(double[] ours, double... limit) {
        for (double sample : ours) {
            measurements.add("ours", "ns", sample);
        }
        for (double sample : limit) {
            measurements.add("limit", "ns", sample);
        }
    }

    @Test
    void ratio_isThatOfRoundsAndNotOfMedians() {
        measured(new double[] {10, 20, 60}, 10, 40, 30);

        Judgement judgement = judge(Kind.RATIO, 1.05);

        assertThat(judgement.result()).isEqualTo(1);
        assertThat(judgement.low()).isEqualTo(0.5);
        assertThat(judgement.high()).isEqualTo(2);
        assertThat(judgement.ours()).isEqualTo(20);
        assertThat(judgement.limit()).isEqualTo(30);
        assertThat(judgement.met()).isTrue();
        assertThat(judgement.boundText()).isEqualTo("≤ 1.05 ×");
        assertThat(judgement.rangeText()).isEqualTo("0.50 × – 2.00 ×");
    }

    @Test
    void ratio_overTheBound_isMissed() {
        measured(new double[] {1.06}, 1);

        assertThat(judge(Kind.RATIO, 1.05).met()).isFalse();
    }

    @Test
    void ratioOfBest_comparesTheSmallestSamples() {
        measured(new double[] {18, 2.2, 17}, 17, 18, 2);

        assertThat(judge(Kind.RATIO_OF_BEST, 1.1).result()).isEqualTo(1.1);
    }

    @Test
    void difference_isTheMedianOfThoseOfTheRounds() {
        measured(new double[] {190, 200, 300}, 40, 60, 50);

        Judgement judgement = judge(Kind.DIFFERENCE, 150);

        assertThat(judgement.result()).isEqualTo(150);
        assertThat(judgement.met()).isTrue();
        assertThat(judgement.resultText()).isEqualTo("+150 ns");
    }

    @Test
    void value_needsNoLimit() {
        measurements.add("ours", "KB", 17);

        Judgement judgement = judge(Kind.VALUE, 16);

        assertThat(judgement.met()).isFalse();
        assertThat(judgement.boundText()).isEqualTo("≤ 16.0 KB");
    }

    @Test
    void goal_thatWasNotMeasured_isNotJudged() {
        measured(new double[] {1});

        assertThat(new Goal("a call", "ours", "limit", "by hand", Kind.RATIO, 1).judge(measurements))
                .isEmpty();
    }

    @Test
    void goals_haveEachAComparisonOfItsOwn() {
        Set<String> compared = new HashSet<>();

        assertThat(Goals.all(10_000))
                .hasSizeGreaterThan(25)
                .allSatisfy(goal -> assertThat(compared.add(goal.ours() + " " + goal.limit()))
                        .isTrue());
    }

    @Test
    void figures_haveThreeDigitsOrSo() {
        assertThat(Figures.of(1234.5)).isEqualTo("1,235");
        assertThat(Figures.of(12.34)).isEqualTo("12.3");
        assertThat(Figures.of(0.756)).isEqualTo("0.76");
        assertThat(Figures.of(0.0123)).isEqualTo("0.012");
        assertThat(Figures.of(0)).isEqualTo("0.00");
    }
}
