// SPDX-License-Identifier: Apache-2.0
/**
 * What optional modules do for a runtime.
 *
 * @since 0.1
 */
@NullMarked
@Version("1.0.0")
package org.pinion.embed.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
