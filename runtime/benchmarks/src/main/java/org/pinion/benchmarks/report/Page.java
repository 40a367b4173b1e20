// SPDX-License-Identifier: Apache-2.0
package org.pinion.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page with a section for each version of Java, which is between two comments. */
public final class Page {

    private Page() {}

    /**
     * Write a section anew, and leave the rest of the page as it is.
     *
     * @param file the page
     * @param name of the section
     * @param section its text
     * @throws IllegalStateException if the page has no such section
     */
    public static void write(Path file, String name, String section) throws IOException {
        Files.writeString(file, replaced(Files.readString(file), name, section));
    }

    static String replaced(String page, String name, String section) {
        String begin = "<!-- results: " + name + " -->\n";
        String end = "<!-- end of results: " + name + " -->";
        int from = page.indexOf(begin);
        int to = page.indexOf(end);
        if (from < 0 || to < from) {
            throw new IllegalStateException(
                    "the page has no section for " + name + "; write this into it:\n" + begin + end);
        }
        return page.substring(0, from + begin.length()) + "\n" + section.strip() + "\n\n" + page.substring(to);
    }
}
