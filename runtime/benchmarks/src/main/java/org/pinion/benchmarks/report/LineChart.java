// SPDX-License-Identifier: Apache-2.0
package org.pinion.benchmarks.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** Lines through points, both axes logarithmic. */
final class LineChart {

    private static final double LEFT = 80;
    private static final double TOP = 40;
    private static final double WIDTH = 560;
    private static final double HEIGHT = 320;
    private static final List<String> COLORS = List.of("#2b7bba", "#c44e52", "#55a868", "#8172b2");

    private record Line(String label, SortedMap<Double, Double> points) {}

    private final String title;
    private final String xTitle;
    private final List<Line> lines = new ArrayList<>();

    LineChart(String title, String xTitle) {
        this.title = title;
        this.xTitle = xTitle;
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    void add(String label, SortedMap<Double, Double> points) {
        lines.add(new Line(label, points));
    }

    /** From one power of ten to another. */
    private record Axis(double from, double to, double length) {
        static Axis of(List<Double> values, double length) {
            return new Axis(
                    Math.floor(Math.log10(Collections.min(values))),
                    Math.max(
                            Math.ceil(Math.log10(Collections.max(values))),
                            Math.floor(Math.log10(Collections.min(values))) + 1),
                    length);
        }

        double at(double value) {
            return (Math.log10(value) - from) / (to - from) * length;
        }
    }

    String draw() {
        List<Double> xs = new ArrayList<>();
        List<Double> ys = new ArrayList<>();
        for (Line line : lines) {
            xs.addAll(line.points().keySet());
            ys.addAll(line.points().values());
        }
        Axis x = Axis.of(xs, WIDTH);
        Axis y = Axis.of(ys, HEIGHT);
        Svg svg = new Svg(LEFT + WIDTH + 170, TOP + HEIGHT + 60);
        svg.text(10, 20, "start", title);
        svg.text(LEFT + WIDTH / 2, TOP + HEIGHT + 45, "middle", xTitle);
        for (double power = x.from(); power <= x.to(); power++) {
            double at = LEFT + x.at(Math.pow(10, power));
            svg.line(at, TOP, at, TOP + HEIGHT, "#dddddd");
            svg.text(at, TOP + HEIGHT + 20, "middle", String.format(Locale.ROOT, "%,.0f", Math.pow(10, power)));
        }
        for (double power = y.from(); power <= y.to(); power++) {
            double at = TOP + HEIGHT - y.at(Math.pow(10, power));
            svg.line(LEFT, at, LEFT + WIDTH, at, "#dddddd");
            svg.text(LEFT - 6, at + 4, "end", String.format(Locale.ROOT, "%,.0f", Math.pow(10, power)));
        }
        for (int i = 0; i < lines.size(); i++) {
            drawLine(svg, lines.get(i), COLORS.get(i % COLORS.size()), x, y, i);
        }
        return svg.end();
    }

    private static void drawLine(Svg svg, Line line, String color, Axis x, Axis y, int number) {
        String points = line.points().entrySet().stream()
                .map(point -> String.format(
                        Locale.ROOT, "%.1f,%.1f", LEFT + x.at(point.getKey()), TOP + HEIGHT - y.at(point.getValue())))
                .collect(Collectors.joining(" "));
        svg.path(points, color);
        double row = TOP + 20 * (number + 1);
        svg.rectangle(LEFT + WIDTH + 15, row - 10, 12, 12, color);
        svg.text(LEFT + WIDTH + 34, row, "start", line.label());
    }
}
