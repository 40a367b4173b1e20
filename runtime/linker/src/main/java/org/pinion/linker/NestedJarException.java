// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import java.io.IOException;

/**
 * Says that a jar on the class path of a bundle cannot be read.
 *
 * @since 0.1
 */
public final class NestedJarException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String element;

    NestedJarException(String element, Exception cause) {
        super("cannot read " + element + ": " + cause.getMessage(), cause);
        this.element = element;
    }

    /**
     * Tell which jar.
     *
     * @return the name of its entry in the bundle
     */
    public String element() {
        return element;
    }
}
