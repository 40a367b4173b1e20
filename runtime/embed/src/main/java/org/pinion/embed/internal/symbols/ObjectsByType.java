// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.symbols;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Keeps one object for each interface. */
final class ObjectsByType {

    private final ConcurrentHashMap<Class<?>, Object> objects = new ConcurrentHashMap<>(0);

    /** Gives the object of a type; two threads may make it at once, and get the same one nevertheless. */
    <T> T get(Class<T> type, Supplier<T> maker) {
        Object known = objects.get(type);
        if (known == null) {
            T made = maker.get();
            Object other = objects.putIfAbsent(type, made);
            known = other == null ? made : other;
        }
        return type.cast(known);
    }
}
