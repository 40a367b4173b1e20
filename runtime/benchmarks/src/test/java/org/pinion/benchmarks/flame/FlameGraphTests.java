// SPDX-License-Identifier: Apache-2.0
package org.pinion.benchmarks.flame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import jdk.jfr.Recording;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class FlameGraphTests {

    @Test
    void drawing_isWellFormed_andWidthsAreShares() throws Exception {
        FlameGraph graph = new FlameGraph();
        graph.add(List.of("a.B.<init>", "Main.main"));
        graph.add(List.of("a.C.c", "Main.main"));
        graph.add(List.of("a.C.c", "Main.main"));
        graph.add(List.of("Main.main"));

        Element svg = parse(graph.draw("Some \"samples\" & more"));

        assertThat(svg.getTextContent())
                .contains("Some \"samples\" & more: 4 samples")
                .contains("Main.main: 4 samples, 100.0 %")
                .contains("a.B.<init>: 1 samples, 25.0 %")
                .contains("a.C.c: 2 samples, 50.0 %");
    }

    @Test
    void recording_ofBusyThread_hasItsMethod(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("busy.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(10));
            recording.start();
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> {
                Thread busy = new Thread(FlameGraphTests::spin, "busy");
                busy.start();
                busy.join();
                recording.dump(file);
                return FlameGraph.of(file, "busy", "").samples() > 0;
            });
        }

        assertThat(FlameGraph.of(file, "busy", "").draw("busy")).contains("FlameGraphTests.spin");
        assertThat(FlameGraph.of(file, "busy", ".spin").samples()).isPositive();
        assertThat(FlameGraph.of(file, "busy", ".rest").samples()).isZero();
        assertThat(FlameGraph.of(file, "idle", "").samples()).isZero();
    }

    private static void spin() {
        long end = System.nanoTime() + Duration.ofMillis(500).toNanos();
        long x = 1;
        while (System.nanoTime() < end) {
            x = x * 31 + 7;
        }
        assertThat(x).isNotZero();
    }

    private static Element parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
    }
}
