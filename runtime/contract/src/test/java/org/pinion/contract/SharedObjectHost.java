// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

/** A class of the host that a plugin is the first to use. */
public final class SharedObjectHost {

    /** Counts the uses. */
    public static int count = 41;

    private SharedObjectHost() {}
}
