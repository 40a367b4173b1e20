// SPDX-License-Identifier: Apache-2.0
package org.pinion;

import java.time.Duration;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.osgi.framework.Bundle;

/**
 * A library of a runtime, and what came of its start.
 *
 * <p>Its name, version, location and state are those of the bundle: {@code ACTIVE} if it was started, {@code STARTING}
 * if it is only activated by its first use, {@code RESOLVED} if it is a fragment that is attached, or did not start, or
 * was stopped, {@code INSTALLED} if something that it needs is missing.
 *
 * @since 0.1
 */
@ProviderType
public interface Library {

    /**
     * Give the library itself.
     *
     * @return the bundle
     */
    Bundle bundle();

    /**
     * Tell how long the start took.
     *
     * @return the time, with all that its activator and its init functions did; zero if it was not started
     */
    Duration startTime();

    /**
     * Tell why it did not start, or what it is wired to did not.
     *
     * @return the failure; empty if nothing has failed
     */
    Optional<PluginException> failure();
}
