// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.pinion.embed.Progress;

class ProgressBarTests {

    private record Step(int done, int total, int failed, String current) implements Progress {}

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final AtomicLong time = new AtomicLong();

    private ProgressBar bar(boolean terminal) {
        return new ProgressBar(new PrintStream(bytes, true), terminal, time::get);
    }

    private void after(long millis) {
        time.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    @Test
    void opening_thatIsOverAtOnce_showsNothing() {
        for (boolean terminal : new boolean[] {true, false}) {
            ProgressBar bar = bar(terminal);
            bar.accept(new Step(0, 2, 0, "a.jar"));
            after(100);
            bar.accept(new Step(1, 2, 0, "b.jar"));
            bar.accept(new Step(2, 2, 0, ""));
        }
        assertThat(bytes).hasToString("");
    }

    @Test
    void terminal_seesABarThatMoves_andGoesInTheEnd() {
        ProgressBar bar = bar(true);
        after(200);
        bar.accept(new Step(100, 400, 0, "c.jar"));
        bar.accept(new Step(101, 400, 0, "d.jar"));
        after(200);
        bar.accept(new Step(200, 400, 3, "e.jar"));
        bar.accept(new Step(400, 400, 3, ""));
        assertThat(bytes)
                .hasToString("\r\033[K[#######.......................] 100 of 400 files: c.jar"
                        + "\r\033[K[###############...............] 200 of 400 files, 3 failed: e.jar" + "\r\033[K");
    }

    @Test
    void file_getsALineNowAndThen() {
        ProgressBar bar = bar(false);
        after(2999);
        bar.accept(new Step(1, 400, 0, "a.jar"));
        after(1);
        bar.accept(new Step(100, 400, 1, "b.jar"));
        bar.accept(new Step(101, 400, 1, "c.jar"));
        bar.accept(new Step(400, 400, 1, ""));
        assertThat(bytes).hasToString("pinion: opened 100 of 400 files, 1 failed" + System.lineSeparator());
    }
}
