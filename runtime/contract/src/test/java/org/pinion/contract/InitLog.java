// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import java.util.ArrayList;
import java.util.List;

/** What plugins of tests have done, in order. The host shares it with them. */
public final class InitLog {

    private static final List<String> LINES = new ArrayList<>();

    private InitLog() {}

    /** Adds a line. */
    public static synchronized void add(String line) {
        LINES.add(line);
    }

    static synchronized List<String> lines() {
        return List.copyOf(LINES);
    }

    static synchronized void clear() {
        LINES.clear();
    }
}
