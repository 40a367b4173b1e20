// SPDX-License-Identifier: Apache-2.0
package org.pinion.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/** Bars that lie below each other, with their values; some of them may have a goal, up to which they should reach. */
final class BarChart {

    private static final double LABELS = 500;
    private static final double BARS = 360;
    private static final double ROW = 22;

    private record Bar(String label, double value, String text, String color) {}

    private final String title;
    private final double goal;
    private final List<Bar> bars = new ArrayList<>();

    /**
     * Begin a chart.
     *
     * @param goal where a line marks the goal of all bars; 0 for none
     */
    BarChart(String title, double goal) {
        this.title = title;
        this.goal = goal;
    }

    boolean isEmpty() {
        return bars.isEmpty();
    }

    void add(String label, double value, String text, boolean good) {
        bars.add(new Bar(label, Math.max(0, value), text, good ? "#2b7bba" : "#c9773f"));
    }

    /** Draws it; a bar that is more than four times the goal is cut off. */
    String draw() {
        double longest = bars.stream().mapToDouble(Bar::value).max().orElse(1);
        double scale = BARS / Math.max(1e-9, goal > 0 ? Math.min(4 * goal, Math.max(longest, goal)) : longest);
        Svg svg = new Svg(LABELS + BARS + 130, ROW * (bars.size() + 2));
        svg.text(10, ROW - 5, "start", title);
        double y = ROW;
        for (Bar bar : bars) {
            svg.text(LABELS - 6, y + 15, "end", bar.label());
            double width = Math.min(BARS, bar.value() * scale);
            svg.rectangle(LABELS, y + 3, width, ROW - 6, bar.color());
            svg.text(LABELS + width + 6, y + 15, "start", bar.text());
            y += ROW;
        }
        if (goal > 0) {
            svg.line(LABELS + goal * scale, ROW, LABELS + goal * scale, y, "#333333");
        }
        return svg.end();
    }
}
