// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import java.util.List;

/**
 * What the init of one package does (I4).
 *
 * @param name the package
 * @param types the types that are initialised, by binary name; then the {@code init()} of those that have one runs, in
 *     the same order
 */
public record InitPackage(String name, List<InitType> types) {

    // Keeps its own copy of the types.
    public InitPackage {
        types = List.copyOf(types);
    }

    /**
     * A type that has an init function or a symbol.
     *
     * @param simpleName the binary name without the package
     * @param hasInit whether the type has an init function
     */
    public record InitType(String simpleName, boolean hasInit) {}
}
