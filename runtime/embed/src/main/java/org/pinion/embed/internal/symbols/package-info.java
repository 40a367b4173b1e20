// SPDX-License-Identifier: Apache-2.0
/**
 * Turns static members of a plugin into symbols, and symbols into objects of any interface (S1-S9).
 *
 * <p>A symbol is bound by generating a hidden class that implements the interface and calls a method handle, which the
 * class holds as a constant; the JIT compiler sees through both, so that a call costs what a direct call costs. The
 * class is defined next to the interface, not next to the plugin, so the plugin need not see the interface.
 *
 * <p>Which member fits which method is decided here, by the rules of Java for method references, and not by
 * {@link java.lang.invoke.MethodHandle#asType}, which allows far more.
 */
package org.pinion.embed.internal.symbols;
