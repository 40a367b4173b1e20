// SPDX-License-Identifier: Apache-2.0
/**
 * Makes values of the API: for runtimes and for what comes with them. Hosts and plugins only get these values.
 *
 * <p>It has a version of its own, so that what callers use can stay as it is when a runtime has more to say.
 *
 * @since 0.1
 */
@NullMarked
@Version("1.0.0")
package org.pinion.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
