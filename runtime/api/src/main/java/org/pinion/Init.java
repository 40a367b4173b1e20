// SPDX-License-Identifier: Apache-2.0
package org.pinion;

import java.time.Duration;
import org.osgi.annotation.versioning.ProviderType;

/**
 * One init function that ran (I7).
 *
 * @since 0.1
 */
@ProviderType
public interface Init {

    /**
     * Name the package of the type.
     *
     * @return the package
     */
    String packageName();

    /**
     * Name the type that has the function.
     *
     * @return its simple name
     */
    String typeName();

    /**
     * Tell how long {@code init()} ran.
     *
     * @return the time without the initialisation of the class
     */
    Duration duration();
}
