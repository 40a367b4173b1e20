// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.symbols;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Keeps one object for each interface. */
final class ObjectsByType {

    /** {@code null} before the first object: most symbols never have one. */
    private volatile ConcurrentHashMap<Class<?>, Object> objects;

    /** Gives the object of a type; two threads may make it at once, and get the same one nevertheless. */
    <T> T get(Class<T> type, Supplier<T> maker) {
        ConcurrentHashMap<Class<?>, Object> present = objects;
        Object known = present == null ? null : present.get(type);
        if (known == null) {
            T made = maker.get();
            Object other = objects().putIfAbsent(type, made);
            known = other == null ? made : other;
        }
        return type.cast(known);
    }

    private synchronized ConcurrentHashMap<Class<?>, Object> objects() {
        if (objects == null) {
            objects = new ConcurrentHashMap<>(2);
        }
        return objects;
    }
}
