// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.symbols;

/**
 * A type in the method of an interface.
 *
 * @param type the class, where type variables are replaced as far as the interface says by what
 * @param free whether it is a type variable of the interface, so that the caller may mean any subtype of {@code type}
 */
record ApiType(Class<?> type, boolean free) {

    /** Tells whether an argument of this type can be passed to a parameter. */
    boolean passesTo(Class<?> parameter) {
        if (!free) {
            return LooseConversions.converts(type, parameter);
        }
        Class<?> boxed = LooseConversions.box(parameter);
        return type.isAssignableFrom(boxed) || castable(type, boxed);
    }

    /** Tells whether a result can be returned as this type. */
    boolean takes(Class<?> result) {
        if (type == void.class) {
            return true;
        }
        return free
                ? result != void.class && type.isAssignableFrom(LooseConversions.box(result))
                : LooseConversions.converts(result, type);
    }

    private static boolean castable(Class<?> from, Class<?> to) {
        return to.isAssignableFrom(from)
                || from.isInterface() && !java.lang.reflect.Modifier.isFinal(to.getModifiers())
                || to.isInterface() && !java.lang.reflect.Modifier.isFinal(from.getModifiers());
    }
}
