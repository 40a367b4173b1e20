// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

/**
 * Something that the linker has to say about a bundle.
 *
 * @param severity whether the bundle can be opened nevertheless
 * @param text one sentence
 * @param sourcePath the source file, relative to its source folder, or {@code null}
 * @param line the line in it, counted from 1, or 0 if it is not known
 */
public record Finding(Severity severity, String text, String sourcePath, int line) {

    /** How bad a finding is. */
    public enum Severity {
        /** The bundle is not a plugin that can be opened. */
        ERROR,
        /** The bundle can be opened, but may not be what its author meant. */
        WARNING
    }
}
