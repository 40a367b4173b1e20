// SPDX-License-Identifier: Apache-2.0
/**
 * What the commands of the shell and those of the command line tool have in common.
 *
 * @since 0.1
 */
@NullMarked
@Version("1.0.0")
package org.pinion.shell.command;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
