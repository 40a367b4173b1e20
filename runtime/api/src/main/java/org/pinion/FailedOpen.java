// SPDX-License-Identifier: Apache-2.0
package org.pinion;

import java.util.Objects;

/**
 * A file that could not be opened, as it is remembered (O5).
 *
 * @param location where the plugin was to be opened from: a path, or the location that was given with a stream
 * @param failure why it could not be opened
 */
public record FailedOpen(String location, PluginException failure) {

    /**
     * Create a record.
     *
     * @param location where from
     * @param failure why not
     */
    public FailedOpen {
        Objects.requireNonNull(location, "location");
        Objects.requireNonNull(failure, "failure");
    }
}
