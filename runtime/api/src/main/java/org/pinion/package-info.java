// SPDX-License-Identifier: Apache-2.0
/**
 * The API of Pinion: open a bundle as a plugin, look up a symbol, call it.
 *
 * <p>A <em>plugin</em> is an OSGi bundle with one <em>main package</em>, the package whose {@code package-info.java}
 * carries {@link org.pinion.PluginMain}. Its <em>symbols</em> are the public static methods
 * ({@link org.pinion.Function}) and the public static fields ({@link org.pinion.Variable}) of the public top-level
 * types of that package, and nothing else. A plugin is opened once, initialised once and never unloaded, so a symbol is
 * good for the life of the runtime.
 *
 * <p>Hosts start a runtime with {@code org.pinion.embed.Pinion}, which is a {@link org.pinion.SymbolRegistry}. Bundles
 * get the same registry as an OSGi service, and each opened plugin as a service of type {@link org.pinion.Plugin}.
 *
 * <p>The rules named in this package, such as S2 or O5, are those of the contract in {@code docs/semantics.md}. Unless
 * a method says otherwise, {@code null} arguments are refused with {@link java.lang.NullPointerException}, no method
 * returns {@code null}, collections handed out are immutable, and every method may be called from any thread.
 *
 * @since 0.1
 */
@NullMarked
@Version("1.0.0")
package org.pinion;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
