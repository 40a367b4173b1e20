// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.symbols;

import java.lang.invoke.MethodType;

/** The conversions of the Java language in an invocation: Java Language Specification 17, section 5.3. */
final class LooseConversions {

    /**
     * The primitive types in the order in which they widen; {@code char}, {@code boolean} and {@code void} stand aside.
     */
    private static final String NUMERIC = "BSIJFD";

    private LooseConversions() {}

    /** Tells whether a value of one type can be passed where the other one is expected, in a loose context. */
    static boolean converts(Class<?> from, Class<?> to) {
        if (from == void.class || to == void.class) {
            return from == to;
        }
        if (from.isPrimitive()) {
            return to.isPrimitive() ? widens(from, to) : to.isAssignableFrom(box(from));
        }
        if (to.isPrimitive()) {
            Class<?> unboxed = MethodType.methodType(from).unwrap().returnType();
            return unboxed.isPrimitive() && widens(unboxed, to);
        }
        return to.isAssignableFrom(from);
    }

    /** Tells whether a value, boxed if it is primitive, can be passed where the type is expected. */
    static boolean accepts(Class<?> type, Object value) {
        return value == null ? !type.isPrimitive() : converts(value.getClass(), type);
    }

    static Class<?> box(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }

    private static boolean widens(Class<?> from, Class<?> to) {
        if (from == to) {
            return true;
        }
        int source = NUMERIC.indexOf(from.descriptorString());
        int target = NUMERIC.indexOf(to.descriptorString());
        return from == char.class ? target >= NUMERIC.indexOf('I') : source >= 0 && source < target;
    }
}
