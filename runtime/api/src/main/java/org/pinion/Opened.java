// SPDX-License-Identifier: Apache-2.0
package org.pinion;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What came of plugins that were opened together.
 *
 * @since 0.1
 */
@ProviderType
public interface Opened {

    /**
     * List the plugins that are open.
     *
     * @return the plugins in the order of opening; each once
     */
    List<Plugin> plugins();

    /**
     * List those that are not open.
     *
     * @return what failed, in the order in which the plugins were tried
     */
    List<FailedOpen> failures();
}
