// SPDX-License-Identifier: Apache-2.0
package org.pinion;

import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A symbol that is a public static field. It is live: all holders see the same field (S5).
 *
 * @since 0.1
 */
@ProviderType
public non-sealed interface Variable extends Symbol {

    /**
     * Tell the field's type.
     *
     * @return the erased type
     */
    Class<?> type();

    /**
     * Tell whether the variable can only be read, because the field is {@code final} (S4).
     *
     * @return {@code true} if writing it fails
     */
    boolean readOnly();

    /**
     * Tell whether the variable is a compile-time constant, whose value javac has copied into the code that uses it
     * (S4).
     *
     * @return {@code true} if it is; it is {@link #readOnly()} then
     */
    boolean constant();

    /**
     * Give the field as a variable handle, for volatile and atomic access.
     *
     * @return the handle; its write access modes are unsupported if the variable is {@link #readOnly()}
     */
    VarHandle handle();

    /**
     * Read the variable.
     *
     * @return the value, boxed; {@code null} if that is the value
     */
    @Nullable
    Object get();

    /**
     * Write the variable.
     *
     * @param value the value, unboxed and widened as in a Java assignment; {@code null} is written to a variable of a
     *     reference type
     * @throws SymbolTypeException if the variable is {@link #readOnly()} or the value does not fit its type
     */
    void set(@Nullable Object value);
}
