// SPDX-License-Identifier: Apache-2.0
/**
 * The plugins that are open, as hosts see them: their symbols, and what happens in calls.
 *
 * <p>{@code LinkedBundles} knows what the linker says of each bundle. An {@code OpenedPlugin} is made of that, and
 * {@code OpenPlugins} publishes it. {@code CallErrors} explains what its functions throw.
 */
package org.pinion.embed.internal.plugins;
