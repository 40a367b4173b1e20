// SPDX-License-Identifier: Apache-2.0
package org.pinion;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A name that a plugin publishes: a {@link Function} or a {@link Variable}.
 *
 * <p>A symbol is good for the life of the runtime: its plugin cannot be unloaded.
 *
 * @since 0.1
 */
@ProviderType
public sealed interface Symbol permits Function, Variable {

    /**
     * Name the symbol.
     *
     * @return the shortest name under which {@link Plugin#lookup(String)} finds it: the bare name if it is unique in
     *     the plugin, else {@code Type.member}, {@code member(int,int)} or {@code Type.member(int,int)}
     */
    String name();

    /**
     * Give the plugin that publishes the symbol.
     *
     * @return the plugin
     */
    Plugin plugin();

    /**
     * Show the member as Java declares it, with erased types.
     *
     * @return for instance {@code public static int ExportedFunc(int a, int b)}
     */
    String declaration();

    /**
     * Assert the symbol's type: return it as an object of a functional interface (S7).
     *
     * <p>A function fits every functional interface for whose method it could be a method reference
     * ({@code Add::ExportedFunc}). A variable fits an interface whose method has no parameters and returns a value, and
     * reads the variable; or has one parameter and returns nothing, and writes it. The plugin need not be able to see
     * the interface. A call through the object costs what a direct call costs once it is compiled, and exceptions of
     * the function, checked ones too, pass through unwrapped. The object is made at the first call and the same at
     * later calls with the same interface.
     *
     * <p>A {@link NoClassDefFoundError} of the function passes through as well, and has the explanation added to it: a
     * {@link PluginException} among its suppressed exceptions says where the class was looked for, and what to do.
     *
     * <p>A type variable of a generic interface, such as that of {@code UnaryOperator}, may stand for whatever the
     * function takes and returns; who assigns the object to {@code UnaryOperator<String>} says so unchecked, and gets a
     * {@link ClassCastException} from a call if it is not true. A type variable that is the result of the function, as
     * in {@code <T> T same(T t)}, stands for what it would stand for in a method reference; the result is cast to that,
     * with a {@link ClassCastException} from a call if it is something else.
     *
     * @param <T> the interface
     * @param functionalInterface the interface
     * @return an object that calls, reads or writes the symbol
     * @throws SymbolTypeException if the interface is not functional, or the symbol does not fit its method, or it
     *     would write a read-only variable
     */
    <T> T as(Class<T> functionalInterface);
}
