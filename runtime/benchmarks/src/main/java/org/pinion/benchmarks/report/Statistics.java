// SPDX-License-Identifier: Apache-2.0
package org.pinion.benchmarks.report;

import java.util.Arrays;
import java.util.List;

/** The figure that is drawn from samples. */
public final class Statistics {

    private Statistics() {}

    /** Give the middle of the samples; the mean of the two in the middle if their number is even. */
    public static double median(double... samples) {
        if (samples.length == 0) {
            throw new IllegalArgumentException("no samples");
        }
        double[] sorted = samples.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Give the middle of the samples. */
    public static double median(List<Double> samples) {
        return median(samples.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
