// SPDX-License-Identifier: Apache-2.0
/**
 * The Gogo shell for a runtime.
 *
 * <p>Gogo's own classes are on the class path of the host, next to Felix, and work on the context of the system bundle.
 * So nothing has to be installed, and bundles can still add commands, as services.
 *
 * @since 0.1
 */
@NullMarked
@Version("1.0.0")
package org.pinion.shell;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
