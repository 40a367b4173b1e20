// SPDX-License-Identifier: Apache-2.0
/**
 * Runs the OSGi framework: its storage, its threads, what the host shares with bundles, and the pins.
 *
 * <p>{@code PinningFramework} starts and ends it. {@link org.apache.felix.framework.PinningFelix} asks the {@code Pins}
 * before a bundle is stopped, updated, uninstalled or re-wired. What the pins hold cannot go: opened plugins and the
 * bundles that the runtime brings, the bundles that they are wired to however indirectly, the fragments of these, and
 * the system bundle.
 */
package org.pinion.embed.internal.framework;
