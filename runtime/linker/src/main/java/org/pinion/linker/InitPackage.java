// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What the init of one package does (I4).
 *
 * @since 0.1
 */
@ProviderType
public interface InitPackage {

    /**
     * Name the package.
     *
     * @return the package
     */
    String name();

    /**
     * List the types that are initialised.
     *
     * @return the types, by binary name; then the {@code init()} of those that have one runs, in the same order
     */
    List<InitType> types();

    /**
     * A type that has an init function or a symbol.
     *
     * @since 0.1
     */
    @ProviderType
    interface InitType {

        /**
         * Name the type.
         *
         * @return the binary name without the package
         */
        String simpleName();

        /**
         * Tell whether the type has an init function.
         *
         * @return whether {@code init()} runs
         */
        boolean hasInit();
    }
}
