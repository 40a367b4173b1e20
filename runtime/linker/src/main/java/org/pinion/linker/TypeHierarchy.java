// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which types the types of a bundle extend and implement, by binary name. */
final class TypeHierarchy {

    private final Map<String, List<String>> supertypes = new HashMap<>();

    TypeHierarchy(List<ClassFacts> classes) {
        classes.forEach(type -> supertypes.put(type.name(), type.supertypes()));
    }

    /** Adds to some types all their supertypes, as far as the bundle has the classes on the way. */
    Set<String> withSupertypes(Collection<String> types) {
        Set<String> all = new TreeSet<>();
        Deque<String> pending = new ArrayDeque<>(types);
        while (!pending.isEmpty()) {
            String type = pending.pop();
            if (all.add(type)) {
                pending.addAll(supertypes.getOrDefault(type, List.of()));
            }
        }
        return all;
    }
}
