// SPDX-License-Identifier: Apache-2.0
package org.pinion.benchmarks.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What one measurement should be, by itself or beside another one of the same run.
 *
 * @param what is measured
 * @param ours the name of our measurement
 * @param limit the name of the one that ours is compared with; empty if there is none
 * @param limitText what that is
 * @param kind how they are compared
 * @param bound what the comparison should give at most
 */
public record Goal(String what, String ours, String limit, String limitText, Kind kind, double bound) {

    /** How ours and the limit are compared. */
    public enum Kind {
        /** By the median of the ratios of all rounds. */
        RATIO,
        /** By the ratio of the best rounds, where processes of one kind differ more than the kinds. */
        RATIO_OF_BEST,
        /** By the median of the differences of all rounds. */
        DIFFERENCE,
        /** Not: ours is what counts. */
        VALUE
    }

    /**
     * How a goal was done.
     *
     * @param ours our median, or our best
     * @param limit the same of the limit; 0 if there is none
     * @param unit of both
     * @param result what the goal bounds
     * @param low the smallest result of a round
     * @param high the greatest result of a round
     */
    public record Judgement(Goal goal, double ours, double limit, String unit, double result, double low, double high) {

        /** Tell whether the goal is met. */
        public boolean met() {
            return result <= goal.bound();
        }

        /** Show the result as the goal counts it. */
        public String resultText() {
            return goal.format(result, unit);
        }

        /** Show the goal. */
        public String boundText() {
            return "≤ " + goal.format(goal.bound(), unit);
        }

        /** Show between which values the rounds are. */
        public String rangeText() {
            return low == high ? "" : goal.format(low, unit) + " – " + goal.format(high, unit);
        }
    }

    /**
     * Judge what was measured.
     *
     * @return empty if it was not measured in this run
     */
    public Optional<Judgement> judge(Measurements measurements) {
        Measurement mine = measurements.find(ours).orElse(null);
        Measurement other = measurements.find(limit).orElse(null);
        if (mine == null || other == null && kind != Kind.VALUE) {
            return Optional.empty();
        }
        List<Double> results = new ArrayList<>();
        int rounds = Math.min(
                mine.samples().size(),
                other == null ? Integer.MAX_VALUE : other.samples().size());
        for (int i = 0; i < rounds; i++) {
            results.add(compare(
                    mine.samples().get(i), other == null ? 0 : other.samples().get(i)));
        }
        boolean best = kind == Kind.RATIO_OF_BEST;
        double left = best ? Collections.min(mine.samples()) : mine.median();
        double right = other == null ? 0 : best ? Collections.min(other.samples()) : other.median();
        return Optional.of(new Judgement(
                this,
                left,
                right,
                mine.unit(),
                best ? left / right : Statistics.median(results),
                Collections.min(results),
                Collections.max(results)));
    }

    private double compare(double mine, double other) {
        return switch (kind) {
            case RATIO, RATIO_OF_BEST -> mine / other;
            case DIFFERENCE -> mine - other;
            case VALUE -> mine;
        };
    }

    private String format(double result, String unit) {
        return switch (kind) {
            case RATIO, RATIO_OF_BEST -> Figures.of(result) + " ×";
            case DIFFERENCE -> (result < 0 ? "" : "+") + Figures.of(result, unit);
            case VALUE -> Figures.of(result, unit);
        };
    }

    /** How figures are written: with as many digits as mean something. */
    public static final class Figures {

        private Figures() {}

        /** Write a figure. */
        public static String of(double figure) {
            double size = Math.abs(figure);
            String format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 0.095 || size == 0 ? "%.2f" : "%.3f";
            return String.format(Locale.ROOT, format, figure);
        }

        /** Write a figure with its unit. */
        public static String of(double figure, String unit) {
            return of(figure) + (unit.isEmpty() ? "" : " " + unit.replace("us", "µs"));
        }
    }
}
