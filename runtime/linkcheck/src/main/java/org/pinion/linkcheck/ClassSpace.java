// SPDX-License-Identifier: Apache-2.0
package org.pinion.linkcheck;

import org.jspecify.annotations.Nullable;

/**
 * The classes as one class loader sees them: its own, and those that it has others find. Nothing is loaded. Names are
 * internal ones, such as {@code java/util/Map$Entry}.
 *
 * <p>Two spaces of one class loader are equal: two classes are the same if their names and their spaces are equal. An
 * implementation keeps what it has found, as each class is asked for again and again, and is safe for use by several
 * threads.
 *
 * @since 0.1
 */
public interface ClassSpace {

    /**
     * Find a class.
     *
     * @param name the internal name, which is none of an array
     * @return the class, as read by the space of the loader that would define it; {@code null} if there is none
     */
    @Nullable
    ClassInfo find(String name);

    /**
     * Tell whether a class that is not found may be there all the same, such as one that a dynamic import may bring:
     * nothing is said about it then.
     *
     * @param name the internal name
     * @return whether nobody knows
     */
    boolean isUncertain(String name);

    /**
     * Read the file of a class that the loader itself would define, for the words of a message.
     *
     * @param name the internal name
     * @return its bytes; {@code null} if there are none
     */
    byte @Nullable [] read(String name);

    /**
     * Name where the classes come from that the loader itself defines.
     *
     * @return such as {@code acme.lib 1.2.0 (/opt/lib/acme.lib-1.2.jar)}
     */
    String origin();
}
