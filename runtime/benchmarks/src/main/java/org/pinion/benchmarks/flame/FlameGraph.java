// SPDX-License-Identifier: Apache-2.0
package org.pinion.benchmarks.flame;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;
import org.pinion.benchmarks.report.Svg;

/** A flame graph: methods below those that they call, each as wide as its part of the samples. */
public final class FlameGraph {

    private static final double WIDTH = 1200;
    private static final double ROW = 16;

    /** What is narrower is left out. */
    private static final double NARROWEST = 0.7;

    private static final class Node {
        long samples;
        final SortedMap<String, Node> callees = new TreeMap<>();

        int depth() {
            return 1 + callees.values().stream().mapToInt(Node::depth).max().orElse(0);
        }
    }

    private final Node root = new Node();

    /**
     * Read a recording.
     *
     * @param thread the beginning of the names of the threads that count; empty for all
     * @param method the end of the name of a method that must be running; empty for any
     */
    public static FlameGraph of(Path recording, String thread, String method) throws IOException {
        FlameGraph graph = new FlameGraph();
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                String type = event.getEventType().getName();
                boolean sample = type.equals("jdk.ExecutionSample") || type.equals("jdk.NativeMethodSample");
                if (sample
                        && event.getStackTrace() != null
                        && event.getThread("sampledThread") != null
                        && String.valueOf(event.getThread("sampledThread").getJavaName())
                                .startsWith(thread)) {
                    List<String> frames = event.getStackTrace().getFrames().stream()
                            .map(FlameGraph::text)
                            .toList();
                    if (frames.stream().anyMatch(frame -> frame.endsWith(method))) {
                        graph.add(frames);
                    }
                }
            }
        }
        return graph;
    }

    private static String text(RecordedFrame frame) {
        RecordedMethod method = frame.getMethod();
        // Hidden classes have an address in their name, which differs from run to run.
        String type = method.getType().getName().replaceFirst("[/+]0x.*", "");
        return type.substring(type.lastIndexOf('.', type.lastIndexOf('.') - 1) + 1) + "." + method.getName();
    }

    /**
     * Add a sample.
     *
     * @param frames the innermost first
     */
    void add(List<String> frames) {
        Node node = root;
        node.samples++;
        for (int i = frames.size() - 1; i >= 0; i--) {
            node = node.callees.computeIfAbsent(frames.get(i), key -> new Node());
            node.samples++;
        }
    }

    /** Give the number of samples. */
    public long samples() {
        return root.samples;
    }

    /** Draw it. */
    public String draw(String title) {
        double height = ROW * (root.depth() + 2);
        Svg svg = new Svg(WIDTH, height);
        svg.text(WIDTH / 2, ROW, "middle", title + ": " + root.samples + " samples");
        draw(svg, "all", root, 0, height - ROW);
        return svg.end();
    }

    private void draw(Svg svg, String name, Node node, double x, double y) {
        double width = WIDTH * node.samples / Math.max(1, root.samples);
        if (width < NARROWEST) {
            return;
        }
        String hint = String.format(
                Locale.ROOT, "%s: %d samples, %.1f %%", name, node.samples, 100.0 * node.samples / root.samples);
        svg.rectangle(x, y, Math.max(0.2, width - 0.5), ROW - 1, color(name), hint);
        int letters = (int) (width / 7);
        if (letters >= 4) {
            svg.text(x + 2, y + 12, "start", name.length() <= letters ? name : name.substring(0, letters - 1) + "…");
        }
        double next = x;
        for (var callee : node.callees.entrySet()) {
            draw(svg, callee.getKey(), callee.getValue(), next, y - ROW);
            next += WIDTH * callee.getValue().samples / root.samples;
        }
    }

    /** Warm colours; those of Pinion are blue, those of Felix are green. */
    private static String color(String name) {
        int shade = Math.floorMod(name.hashCode(), 40);
        if (name.startsWith("PinningFelix") || PINION.stream().anyMatch(name::startsWith)) {
            return String.format("#%02x%02x%02x", 100 + shade, 160 + shade, 230);
        }
        if (name.startsWith("framework.") || name.startsWith("resolver.")) {
            return String.format("#%02x%02x%02x", 110 + shade, 200 + shade / 2, 110 + shade);
        }
        return String.format("#%02x%02x%02x", 240, 150 + 2 * shade, 90 + shade);
    }

    private static final List<String> PINION =
            List.of("embed.", "registry.", "symbols.", "folder.", "diagnosis.", "linker.", "management.");
}
