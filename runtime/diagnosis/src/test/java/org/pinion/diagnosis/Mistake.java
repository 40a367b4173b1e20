// SPDX-License-Identifier: Apache-2.0
package org.pinion.diagnosis;

import java.util.List;

/**
 * A plugin that does not open, or fails when it is called, and how to set that right.
 *
 * @param id its name in {@code docs/diagnosis.md}
 * @param told what of the message tells the fix: {@code fixed} does what these excerpts say
 */
record Mistake(String id, Scene broken, Scene fixed, List<String> told) {

    /** Sets up what a host has and what it opens. */
    interface Scene {
        /** Adds to a stage, which is empty. */
        void build(Stage stage);
    }

    static Mistake of(String id, Scene broken, Scene fixed, String... told) {
        return new Mistake(id, broken, fixed, List.of(told));
    }

    @Override
    public String toString() {
        return id;
    }
}
