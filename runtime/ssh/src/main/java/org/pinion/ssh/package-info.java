// SPDX-License-Identifier: Apache-2.0
/**
 * The shell of a runtime over SSH.
 *
 * <p>Who has a key may run any code in the process of the runtime, and whoever has none gets nothing: keys are the only
 * way to log in, and the shell is the only thing there is. Every login and every command is logged.
 *
 * @since 0.1
 */
@NullMarked
@Version("1.0.0")
package org.pinion.ssh;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
