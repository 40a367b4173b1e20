// SPDX-License-Identifier: Apache-2.0
package org.pinion;

import java.util.List;

/**
 * What came of plugins that were opened together.
 *
 * @param plugins those that are open, in the order of opening; each once
 * @param failures those that are not, in the order in which they were tried
 */
public record Opened(List<Plugin> plugins, List<FailedOpen> failures) {

    /**
     * Create a record.
     *
     * @param plugins what is open
     * @param failures what is not
     */
    public Opened {
        plugins = List.copyOf(plugins);
        failures = List.copyOf(failures);
    }
}
