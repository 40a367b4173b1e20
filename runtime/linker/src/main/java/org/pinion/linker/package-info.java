// SPDX-License-Identifier: Apache-2.0
/**
 * Links a bundle: reads its class files and finds its main package, its symbols and the order of its init functions.
 *
 * <p>The same code runs in two places. While a bundle is built, {@code org.pinion.linker.bnd} writes the result into
 * the manifest, as {@link org.pinion.linker.LinkHeaders} describes; when a bundle without these headers is opened, the
 * runtime links it then. Nothing is loaded and no code of the bundle runs.
 *
 * <h2>Symbols (S1-S4, S9)</h2>
 *
 * The public static methods and fields of the public top-level types of the main package, except
 * {@code main(String[])}, {@code init()} and what the compiler made up, an enum's {@code values()} and
 * {@code valueOf(String)} too, and what the compilers of some other languages add.
 * {@link org.pinion.linker.SymbolTable} knows by which names each of them is found. A member with a name that Java does
 * not allow, such as one with a blank, is left out with a warning unless it has an explicit name.
 *
 * <h2>Order of init (I3, I4)</h2>
 *
 * <ol>
 *   <li>A package refers to another one if a class of it names a class of the other one in its code, fields or methods.
 *   <li>Packages that refer to each other in a circle form one unit, ordered by name inside and named by its first.
 *   <li>All units wait in a list sorted by name. The first unit whose references are all done is taken, until none is
 *       left. This is the rule of Go 1.21 for packages.
 *   <li>In a package, types are ordered by binary name. Types count that have an init function or a symbol.
 * </ol>
 *
 * @since 0.1
 */
@NullMarked
@Version("1.0.0")
package org.pinion.linker;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
