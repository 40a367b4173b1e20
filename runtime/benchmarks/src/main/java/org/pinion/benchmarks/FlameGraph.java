// SPDX-License-Identifier: Apache-2.0
package org.pinion.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import one.convert.Arguments;
import one.convert.JfrToFlame;

/** A page that shows where the time of a recording of the Flight Recorder goes. */
final class FlameGraph {

    private FlameGraph() {}

    /**
     * Writes the page; the same recording gives the same page.
     *
     * @param frames a regular expression: a sample counts if it matches one of its frames, such as {@code Main.main},
     *     with whatever follows
     */
    static void draw(Path recording, String frames, String title, Path page) throws IOException {
        Files.createDirectories(page.toAbsolutePath().getParent());
        JfrToFlame.convert(
                recording.toString(),
                page.toString(),
                new Arguments("--simple", "--dot", "--norm", "--include", frames + ".*", "--title", title));
        System.out.println("drawn into " + page);
    }
}
