// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Something that the linker has to say about a bundle.
 *
 * @since 0.1
 */
@ProviderType
public interface Finding {

    /**
     * How bad a finding is.
     *
     * <p>Constants may come in any version: a {@code switch} needs a {@code default}.
     *
     * @since 0.1
     */
    enum Severity {
        /** The bundle is not a plugin that can be opened. */
        ERROR,
        /** The bundle can be opened, but may not be what its author meant. */
        WARNING
    }

    /**
     * Tell whether the bundle can be opened nevertheless.
     *
     * @return the severity
     */
    Severity severity();

    /**
     * Say what was found.
     *
     * @return one sentence
     */
    String text();

    /**
     * Tell what to do.
     *
     * @return the fix; empty if the text says it
     */
    String fix();

    /**
     * Tell where it was found.
     *
     * @return the source file, relative to its source folder, or {@code null}
     */
    @Nullable
    String sourcePath();

    /**
     * Tell where in the source file it was found.
     *
     * @return the line, counted from 1, or 0 if it is not known
     */
    int line();

    /**
     * Say it all in one line.
     *
     * @return the text and the fix
     */
    default String sentence() {
        return fix().isEmpty() ? text() : text() + "; " + fix();
    }
}
