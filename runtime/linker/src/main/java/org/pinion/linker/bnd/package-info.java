// SPDX-License-Identifier: Apache-2.0
/**
 * The bnd plugin that runs the linker while a bundle is built.
 *
 * <p>It is switched on by {@code -plugin.pinion: org.pinion.linker.bnd.LinkerPlugin} and the linker's jar on the class
 * path of bnd. A bundle is a plugin, with one main package, unless its {@code bnd.bnd} says {@code -pinion: library}.
 */
package org.pinion.linker.bnd;
