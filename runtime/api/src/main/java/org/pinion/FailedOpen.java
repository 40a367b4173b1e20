// SPDX-License-Identifier: Apache-2.0
package org.pinion;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A file that could not be opened, as it is remembered (O5).
 *
 * @since 0.1
 */
@ProviderType
public interface FailedOpen {

    /**
     * Tell where the plugin was to be opened from.
     *
     * @return a path, or the location that was given with a stream
     */
    String location();

    /**
     * Tell why it could not be opened.
     *
     * @return the failure
     */
    PluginException failure();
}
