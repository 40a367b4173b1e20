// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import java.util.List;

/**
 * Something that the linker has to say about a bundle.
 *
 * @param severity whether the bundle can be opened nevertheless
 * @param text one sentence
 * @param fix what to do; empty if the text says it
 * @param sourcePath the source file, relative to its source folder, or {@code null}
 * @param line the line in it, counted from 1, or 0 if it is not known
 */
public record Finding(Severity severity, String text, String fix, String sourcePath, int line) {

    /** How bad a finding is. */
    public enum Severity {
        /** The bundle is not a plugin that can be opened. */
        ERROR,
        /** The bundle can be opened, but may not be what its author meant. */
        WARNING
    }

    /** How many names a text lists. */
    private static final int LISTED = 10;

    /** Creates a finding whose text says what to do. */
    Finding(Severity severity, String text, String sourcePath, int line) {
        this(severity, text, "", sourcePath, line);
    }

    /** Creates an error about the bundle as a whole. */
    static Finding error(String text, String fix) {
        return new Finding(Severity.ERROR, text, fix, null, 0);
    }

    /** Creates a warning about several places. */
    static Finding warning(String text) {
        return new Finding(Severity.WARNING, text, null, 0);
    }

    /** Lists the first few of some names, and tells how many more there are. */
    static String list(List<String> names) {
        int more = names.size() - LISTED;
        return String.join(", ", names.subList(0, Math.min(LISTED, names.size())))
                + (more > 0 ? " and " + more + " more" : "");
    }

    /**
     * Say it all in one line.
     *
     * @return the text and the fix
     */
    public String sentence() {
        return fix.isEmpty() ? text : text + "; " + fix;
    }
}
