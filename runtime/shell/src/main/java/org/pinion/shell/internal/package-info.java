// SPDX-License-Identifier: Apache-2.0
/** What the commands of the shell and those of the command line tool have in common. */
package org.pinion.shell.internal;
