// SPDX-License-Identifier: Apache-2.0
package org.pinion.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTests {

    @TempDir
    Path folder;

    private static Measurements measured() {
        Measurements measurements = new Measurements();
        for (String host : List.of("pinion", "felix", "pf4j", "classloader")) {
            measurements.add("open.warm." + host, "us", 900);
            for (int size : List.of(1, 1000)) {
                measurements.add("many." + size + ".time." + host, "ms", size);
                measurements.add("many." + size + ".heap." + host, "KB", 1000 + 12.0 * size);
                measurements.add("many." + size + ".metaspace." + host, "KB", 5.0 * size);
                measurements.add("many." + size + ".files." + host, "", size);
                measurements.add("many." + size + ".threads." + host, "", 3);
            }
            for (int nth : List.of(1, 10, 100, 1000)) {
                measurements.add("each.nth." + host + "." + nth, "us", 5000.0 / nth);
            }
        }
        measurements.add("Call.call.hand", "ns", 0.8);
        measurements.add("Call.call.pinion", "ns", 0.9);
        measurements.add("Call.call.R&D <1>", "ns", 7);
        measurements.add("failures.lookup.time", "us", 2.5);
        return measurements;
    }

    private String write() throws IOException {
        return new Report("jdk99", "Java 99", measured()).write(folder, "drawings/");
    }

    @Test
    void report_judgesWhatWasMeasured() throws IOException {
        assertThat(write())
                .startsWith("Java 99\n\nGoals met: 6 of 7.\n")
                .contains("| call through `as`, an interface of the JDK | 0.90 ns | written by hand in the host"
                        + " | 0.80 ns | 1.13 × |  | ≤ 1.05 × | **missed** |")
                .contains("| heap for each of 1,000 plugins | 12.0 KB |  |  | 12.0 KB |  | ≤ 16.0 KB | met |")
                .doesNotContain("variable");
    }

    @Test
    void report_namesPeersByWhatTheyDo() throws IOException {
        assertThat(write())
                .contains("| an open, warm | Felix | 900 µs | 900 | 900 | 1 |")
                .contains("| a call | written by hand in the host | 0.80 ns | 0.80 | 0.80 | 1 |");
    }

    @Test
    void report_tellsWhatAFurtherPluginTakes() throws IOException {
        assertThat(write()).contains("| 1,000 | PF4J | 1,000 | 13,000 | 5,000 | 1000 | 3 | 12.0 | 5.00 |");
    }

    @Test
    void report_linksItsDrawings_whichAreWellFormed() throws Exception {
        String text = write();

        try (Stream<Path> drawings = Files.list(folder)) {
            assertThat(drawings.toList()).hasSize(5).allSatisfy(drawing -> {
                assertThat(text).contains("](drawings/" + drawing.getFileName() + ")");
                assertThat(DocumentBuilderFactory.newInstance()
                                .newDocumentBuilder()
                                .parse(drawing.toFile())
                                .getDocumentElement()
                                .getTagName())
                        .isEqualTo("svg");
            });
        }
    }

    @Test
    void report_ofNothing_isAHeading() throws IOException {
        assertThat(new Report("jdk99", "Java 99", new Measurements()).write(folder, ""))
                .startsWith("Java 99\n\nGoals met: 0 of 0.");
        try (Stream<Path> drawings = Files.list(folder)) {
            assertThat(drawings).isEmpty();
        }
    }

    @Test
    void measurements_areReadAsTheyWereWritten() throws IOException {
        measured().write(folder.resolve("a.tsv"));

        Measurements read = Measurements.of(folder);

        assertThat(read.names()).isEqualTo(measured().names());
        assertThat(read.find("open.warm.felix")).isEqualTo(measured().find("open.warm.felix"));
    }

    @Test
    void measurements_leaveOutWhatElseAProcessPrints() {
        Measurements measurements = new Measurements();

        measurements.read("add init called");
        measurements.read("a\tms\t1.5\t2");

        assertThat(measurements.names()).containsExactly("a");
        assertThat(measurements.median("a")).hasValue(1.75);
    }

    @Test
    void page_getsTheSectionAndKeepsTheRest() {
        String page = "# Page\n<!-- results: jdk17 -->\nold\n<!-- end of results: jdk17 -->\nend\n";

        String once = Page.replaced(page, "jdk17", "new\n\n");

        assertThat(once).isEqualTo("# Page\n<!-- results: jdk17 -->\n\nnew\n\n<!-- end of results: jdk17 -->\nend\n");
        assertThat(Page.replaced(once, "jdk17", "new")).isEqualTo(once);
    }

    @Test
    void page_withoutTheSection_saysWhatToWrite() {
        assertThatThrownBy(() -> Page.replaced("# Page\n", "jdk99", "new"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the page has no section for jdk99; write this into it:\n"
                        + "<!-- results: jdk99 -->\n<!-- end of results: jdk99 -->");
    }
}
