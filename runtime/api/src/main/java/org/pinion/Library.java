// SPDX-License-Identifier: Apache-2.0
package org.pinion;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.osgi.framework.Bundle;

/**
 * A library of a runtime, and what came of its start.
 *
 * <p>Its name, version, location and state are those of the bundle: {@code ACTIVE} if it was started, {@code STARTING}
 * if it is only activated by its first use, {@code RESOLVED} if it is a fragment that is attached, or did not start, or
 * was stopped, {@code INSTALLED} if something that it needs is missing.
 *
 * @param bundle the library
 * @param startTime how long the start took, with all that its activator and its init functions did; zero if it was not
 *     started
 * @param failure why it did not start, or what it is wired to did not; empty if nothing has failed
 */
public record Library(Bundle bundle, Duration startTime, Optional<PluginException> failure) {

    /**
     * Create a record.
     *
     * @param bundle the library
     * @param startTime how long the start took
     * @param failure why it did not start
     */
    public Library {
        Objects.requireNonNull(bundle, "bundle");
        Objects.requireNonNull(startTime, "startTime");
        Objects.requireNonNull(failure, "failure");
    }
}
