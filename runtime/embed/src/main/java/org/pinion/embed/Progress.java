// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed;

import org.osgi.annotation.versioning.ProviderType;

/**
 * How far the opening of a plugins folder, or of many plugins, has come.
 *
 * @since 0.1
 */
@ProviderType
public interface Progress {

    /**
     * Count the files that have been dealt with.
     *
     * @return how many have been opened, added as libraries, or failed
     */
    int done();

    /**
     * Count all files.
     *
     * @return how many there are
     */
    int total();

    /**
     * Count the failures.
     *
     * @return how many of those that are done have failed
     */
    int failed();

    /**
     * Name the file that comes next.
     *
     * @return its name without the folder; empty at the end
     */
    String current();
}
