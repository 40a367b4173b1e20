// SPDX-License-Identifier: Apache-2.0
/**
 * Opens plugins: the transaction of an open (O1-O10). Its stages, in their order:
 *
 * <ol>
 *   <li>{@code Staging} of package {@code jar}: the file is copied into the runtime's storage and read there, so that
 *       nothing changes between two looks at it.
 *   <li>{@code Attempts}: the attempt is entered under the file's location. Who finds an attempt there waits for its
 *       end and shares it. What came of it is kept for the next who tries the same bytes.
 *   <li>{@code Claims}: the attempt claims the bundle's name and version. Who finds them claimed waits, too.
 *   <li>{@code Installer}: the bundle is installed, pinned and resolved, also if something is wrong with the jar, so
 *       that all problems are told at once.
 *   <li>{@code Initializer} of package {@code activation}: the bundle is started. Init follows from its start.
 *   <li>{@code OpenPlugins} of package {@code plugins}: the plugin is published.
 * </ol>
 *
 * If any of this fails, the bundle is uninstalled. {@code Opener} puts the stages together, once to open a file, and
 * once to look at it, which ends before the start; meanwhile an {@code IsolationHook} keeps everybody else from
 * starting the bundle or being wired to it. {@code Batch} does so for many files. {@code Libraries} knows what was
 * added to be used by plugins, and is started before each open. {@code Registry} is what hosts see of all this.
 */
package org.pinion.embed.internal.registry;
