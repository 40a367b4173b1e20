// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.symbols;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Keeps one object for each interface. There are many of these, and few have an object: an empty one is small. */
final class ObjectsByType {

    /** Never changed, but replaced. */
    private volatile Map<Class<?>, Object> objects = Map.of();

    /** Gives the object of a type; two threads may make it at once, and get the same one nevertheless. */
    @SuppressWarnings("unchecked") // The object of a type is an instance of it; the caller checks that once more.
    <T> T get(Class<T> type, Supplier<T> maker) {
        Object known = objects.get(type);
        return (T) (known == null ? keep(type, maker.get()) : known);
    }

    private synchronized Object keep(Class<?> type, Object made) {
        Map<Class<?>, Object> changed = new HashMap<>(objects);
        Object other = changed.putIfAbsent(type, made);
        objects = changed;
        return other == null ? made : other;
    }
}
