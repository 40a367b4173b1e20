// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A symbol as its class file declares it.
 *
 * @since 0.1
 */
@ProviderType
public interface Declaration {

    /**
     * Name the declaring type.
     *
     * @return its binary name
     */
    String type();

    /**
     * Name the method or field.
     *
     * @return its name in Java
     */
    String member();

    /**
     * Tell the types of the method or field.
     *
     * @return its descriptor; that of a method starts with a parenthesis
     */
    String descriptor();

    /**
     * Tell the name that {@code @SymbolName} gives.
     *
     * @return the name, or {@code null}
     */
    @Nullable
    String explicitName();

    /**
     * Name a method's parameters.
     *
     * @return the names; empty if the class file does not tell them
     */
    List<String> parameterNames();

    /**
     * List the declared exceptions.
     *
     * @return their binary names
     */
    List<String> exceptions();

    /**
     * Tell whether the field is {@code final}.
     *
     * @return whether it is
     */
    boolean isFinal();

    /**
     * Tell whether the field is a compile-time constant (S4).
     *
     * @return whether it is
     */
    boolean constant();

    /**
     * Tell whether the method is of variable arity.
     *
     * @return whether it is
     */
    boolean varargs();

    /**
     * Tell a function from a variable.
     *
     * @return {@code true} for a function
     */
    boolean isFunction();

    /**
     * Name the symbol without its type (S2, S3).
     *
     * @return the explicit name if there is one, else the member's
     */
    String bareName();

    /**
     * Name the symbol with its type.
     *
     * @return {@code Type.member}
     */
    String qualifiedName();

    /**
     * Tell one overload from another.
     *
     * @return the parameter types as in {@code (int,java.util.List)}, empty for a variable
     */
    String signature();

    /**
     * Show the member as Java declares it, with erased types.
     *
     * @return for instance {@code public static int ExportedFunc(int a, int b)}
     */
    String declaration();

    /**
     * Assume a function beside this symbol.
     *
     * @param method its name
     * @param methodDescriptor its descriptor
     * @return a function of the same type, of which nothing else is known
     */
    Declaration sibling(String method, String methodDescriptor);
}
