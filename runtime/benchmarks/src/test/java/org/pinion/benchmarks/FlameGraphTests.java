// SPDX-License-Identifier: Apache-2.0
package org.pinion.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import jdk.jfr.Recording;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlameGraphTests {

    @TempDir
    Path folder;

    private String drawn(Path recording, String frames) throws IOException {
        Path page = folder.resolve("new").resolve("page.html");
        FlameGraph.draw(recording, frames, "Some work", page);
        return Files.readString(page);
    }

    @Test
    void recording_ofBusyThread_hasItsMethod() throws Exception {
        Path file = folder.resolve("busy.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(10));
            recording.start();
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> {
                Thread busy = new Thread(FlameGraphTests::spin, "busy");
                busy.start();
                busy.join();
                recording.dump(file);
                // Without the filter, methods of the JDK may have the word in their names.
                return drawn(file, ".*Tests\\.spin").contains("spin");
            });
        }

        String page = drawn(file, ".*Tests\\.spin");
        assertThat(page).contains("<h1>Some work</h1>").contains("spin").isEqualTo(drawn(file, ".*Tests\\.spin"));
        assertThat(drawn(file, ".*Tests\\.rest")).doesNotContain("spin");
    }

    private static void spin() {
        long end = System.nanoTime() + Duration.ofMillis(500).toNanos();
        long x = 1;
        while (System.nanoTime() < end) {
            x = x * 31 + 7;
        }
        assertThat(x).isNotZero();
    }
}
