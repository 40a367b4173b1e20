// SPDX-License-Identifier: Apache-2.0
/**
 * Opens plugins and keeps them: the transaction of an open, the init of bundles, and what is published.
 *
 * <h2>Open (O1-O10)</h2>
 *
 * Stages, each of which knows only those before it:
 *
 * <ol>
 *   <li>{@code Copies}: the file is copied into the runtime's storage and read there, so that nothing changes between two
 *       looks at it.
 *   <li>{@code Attempts}: the attempt is entered under the file's location. Who finds an attempt there waits for its end and
 *       shares it. What came of it is kept for the next who tries the same bytes.
 *   <li>{@code Claims}: the attempt claims the bundle's name and version. Who finds them claimed waits, too.
 *   <li>{@code Installer}: the bundle is installed, pinned and resolved, also if something is wrong with the jar, so that all
 *       problems are told at once.
 *   <li>{@code Initializer}: the bundle is started. Init follows from its start.
 *   <li>{@code OpenPlugins}: the plugin is published.
 * </ol>
 *
 * If any of this fails, the bundle is uninstalled. {@code Opener} puts the stages together, once to open a file, and once to
 * look at it, which ends before the start; meanwhile nobody else can start the bundle or be wired to it. {@code Arrival} does
 * so for many files. Whether the runtime is closed is known to {@code RuntimeState} only.
 *
 * <h2>Init (I1-I8)</h2>
 *
 * Init follows from the activation of a bundle, whoever activates it: first that of the bundles it is wired to, then its
 * own, then its symbols are published.
 *
 * <h2>Waiting</h2>
 *
 * A thread waits only for a {@link org.pinion.embed.internal.registry.Work} of another thread, and tells the
 * {@link org.pinion.embed.internal.registry.WaitGraph} so, which refuses to let a circle of threads wait for each other.
 * No foreign code runs under a lock.
 */
package org.pinion.embed.internal.registry;
