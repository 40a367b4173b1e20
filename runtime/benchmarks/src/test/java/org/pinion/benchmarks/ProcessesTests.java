// SPDX-License-Identifier: Apache-2.0
package org.pinion.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinion.benchmarks.jars.Plugins;
import org.pinion.benchmarks.report.Measurements;

/** What runs in processes of its own works, and leaves nothing where it must not. */
class ProcessesTests {

    @TempDir
    Path folder;

    @Test
    void failures_repeatedOrInVain_leaveNothing_andDistinctOnesLittle() {
        Measurements measured = Child.measure(Workplace.options("-Xmx64m"), "Failures", "failures", 300, 450, 20_000);

        for (String kind : List.of("no-plugin", "unresolved", "init")) {
            assertThat(measured.median("failures.repeated." + kind + ".growth").orElseThrow())
                    .as("KB after the same file failed 100 times: " + kind)
                    .isLessThan(512);
            assertThat(measured.median("failures.distinct." + kind + ".held").orElseThrow())
                    .as("bytes for each file that failed: " + kind)
                    .isLessThan(24 * 1024);
        }
        assertThat(measured.median("failures.lookup.growth").orElseThrow())
                .as("KB after 20,000 lookups in vain")
                .isLessThan(512);
    }

    @Test
    void opens_areMeasured() {
        Plugins.small().write(folder.resolve("plugins"), 0, 20);

        Measurements each = Child.measure(Workplace.options(), "OpenEach", "each", "pinion", folder.resolve("plugins"));
        Measurements all =
                Child.measure(Workplace.options(), "OpenAll", "many.20", "pinion", folder.resolve("plugins"));

        assertThat(each.names())
                .contains("each.warm.pinion", "each.nth.pinion.1", "each.nth.pinion.20")
                .doesNotContain("each.nth.pinion.50");
        assertThat(all.names())
                .containsExactly(
                        "many.20.time.pinion",
                        "many.20.heap.pinion",
                        "many.20.metaspace.pinion",
                        "many.20.files.pinion",
                        "many.20.threads.pinion");
    }
}
