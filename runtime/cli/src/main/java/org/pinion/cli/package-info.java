// SPDX-License-Identifier: Apache-2.0
/**
 * The command line tool: opens plugins or explains why they would not open, lists their symbols, calls them.
 *
 * <p>Stdout carries results and what the plugins print; messages go to stderr. The exit code is 0 when all is done, 1
 * when a plugin or a call failed, 2 when the command line is wrong.
 */
package org.pinion.cli;
