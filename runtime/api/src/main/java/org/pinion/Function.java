// SPDX-License-Identifier: Apache-2.0
package org.pinion;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A symbol that is a public static method.
 *
 * @since 0.1
 */
@ProviderType
public non-sealed interface Function extends Symbol {

    /**
     * Tell the method's type.
     *
     * @return its erased parameter and return types
     */
    MethodType type();

    /**
     * Give the method as a method handle, for callers that work with handles.
     *
     * <p>A handle is as fast as a direct call only if the JIT compiler sees it as a constant, for instance in a
     * {@code static final} field; {@link #as(Class)} is fast everywhere. What a call of the handle throws is not
     * explained.
     *
     * @return a direct handle of type {@link #type()}, of variable arity if the method is
     */
    MethodHandle handle();

    /**
     * Call the function with arguments that are known only at run time, as a shell does.
     *
     * <p>Arguments are unboxed and widened as in a Java call; those of a varargs method go into one array.
     *
     * @param arguments one value for each parameter; {@code null} values are passed on
     * @return the result, boxed; {@code null} for a {@code void} method
     * @throws SymbolTypeException if number or types of the arguments do not fit; the function is not called then
     * @throws Throwable what the function throws, unwrapped; a {@link NoClassDefFoundError} is explained as
     *     {@link Symbol#as(Class)} says
     */
    @Nullable
    Object call(@Nullable Object... arguments) throws Throwable;
}
