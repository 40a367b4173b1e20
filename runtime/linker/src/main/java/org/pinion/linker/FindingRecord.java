// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A finding, and how it is put into words. */
record FindingRecord(
        Severity severity,
        String text,
        String fix,
        @Nullable String sourcePath,
        int line) implements Finding {

    /** How many names a text lists. */
    private static final int LISTED = 10;

    /** Creates a finding whose text says what to do. */
    FindingRecord(Severity severity, String text, @Nullable String sourcePath, int line) {
        this(severity, text, "", sourcePath, line);
    }

    /** Creates an error about the bundle as a whole. */
    static Finding error(String text, String fix) {
        return new FindingRecord(Severity.ERROR, text, fix, null, 0);
    }

    /** Creates a warning about several places. */
    static Finding warning(String text) {
        return new FindingRecord(Severity.WARNING, text, null, 0);
    }

    /** Lists the first few of some names, and tells how many more there are. */
    static String list(List<String> names) {
        int more = names.size() - LISTED;
        return String.join(", ", names.subList(0, Math.min(LISTED, names.size())))
                + (more > 0 ? " and " + more + " more" : "");
    }
}
