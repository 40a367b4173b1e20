// SPDX-License-Identifier: Apache-2.0
package org.pinion.benchmarks.report;

import java.util.List;

/**
 * What was measured under one name: a sample of each round.
 *
 * @param unit of the samples: {@code ns}, {@code us}, {@code ms}, {@code KB}, {@code B}, or empty for a number
 * @param samples in the order of the rounds, so that those of one round can be compared
 */
public record Measurement(String unit, List<Double> samples) {

    /** Give the median of the samples. */
    public double median() {
        return Statistics.median(samples);
    }
}
