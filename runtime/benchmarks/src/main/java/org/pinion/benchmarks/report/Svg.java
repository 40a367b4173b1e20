// SPDX-License-Identifier: Apache-2.0
package org.pinion.benchmarks.report;

import java.util.Locale;

/** Writes the text of a drawing, with a white background, and nothing that it needs from elsewhere. */
final class Svg {

    private final StringBuilder text = new StringBuilder();

    /** Begin a drawing. */
    Svg(double width, double height) {
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\" viewBox=\"0 0 %.0f %.0f\""
                        + " font-family=\"sans-serif\" font-size=\"12\">%n",
                width, height, width, height);
        rectangle(0, 0, width, height, "#ffffff");
    }

    private void add(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format.replace("%n", "\n"), values));
    }

    /** Draw a rectangle. */
    void rectangle(double x, double y, double width, double height, String color) {
        add("<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>%n", x, y, width, height, color);
    }

    /** Draw a line. */
    void line(double x1, double y1, double x2, double y2, String color) {
        add("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>%n", x1, y1, x2, y2, color);
    }

    /** Draw a line through points, given as {@code x,y x,y}. */
    void path(String points, String color) {
        add("<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n", points, color);
    }

    /**
     * Write a line of text.
     *
     * @param anchor {@code start}, {@code middle} or {@code end}
     */
    void text(double x, double y, String anchor, String line) {
        add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, escaped(line));
    }

    /** End the drawing. */
    String end() {
        return text + "</svg>\n";
    }

    private static String escaped(String line) {
        return line.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
