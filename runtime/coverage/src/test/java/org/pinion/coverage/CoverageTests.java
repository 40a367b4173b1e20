// SPDX-License-Identifier: Apache-2.0
package org.pinion.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Tells how much of the product is run by the tests, and does not let that shrink unseen. */
class CoverageTests {

    private static final Path REPORT = Path.of("target", "site", "jacoco-aggregate");

    /** How much of some classes was run. */
    private record Share(long run, long all) {

        /** Adds up two columns of the table. */
        static Share of(List<String> headings, List<String[]> rows, String what) {
            long run = sum(rows, headings.indexOf(what + "_COVERED"));
            return new Share(run, run + sum(rows, headings.indexOf(what + "_MISSED")));
        }

        private static long sum(List<String[]> rows, int column) {
            return rows.stream().mapToLong(row -> Long.parseLong(row[column])).sum();
        }

        double percent() {
            return 100.0 * run / all;
        }
    }

    @Test
    void tests_ofAllModules_runMostOfTheProduct() throws IOException {
        List<String[]> table = Files.readAllLines(REPORT.resolve("jacoco.csv")).stream()
                .map(line -> line.split(","))
                .toList();
        List<String> headings = Arrays.asList(table.get(0));
        List<String[]> classes = table.subList(1, table.size());
        Map<String, List<String[]>> modules =
                classes.stream().collect(Collectors.groupingBy(row -> row[0], TreeMap::new, Collectors.toList()));
        modules.forEach(
                (module, rows) -> tell(module, Share.of(headings, rows, "LINE"), Share.of(headings, rows, "BRANCH")));
        Share lines = Share.of(headings, classes, "LINE");
        Share branches = Share.of(headings, classes, "BRANCH");
        tell("coverage", lines, branches);
        assertThat(modules).hasSize(8);
        assertThat(lines.percent()).isGreaterThan(85);
        assertThat(branches.percent()).isGreaterThan(80);
    }

    private static void tell(String of, Share lines, Share branches) {
        System.out.printf(
                Locale.ROOT,
                "%s: %.1f %% of %d lines, %.1f %% of %d branches%n",
                of,
                lines.percent(),
                lines.all(),
                branches.percent(),
                branches.all());
    }
}
