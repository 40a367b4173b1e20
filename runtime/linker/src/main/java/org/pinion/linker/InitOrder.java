// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Orders packages so that each comes after those that it refers to (I3). The package documentation has the rule. */
final class InitOrder {

    private final Map<String, ? extends Set<String>> references;

    /** Packages by the first name of their unit, in the order of these names. */
    private final SortedMap<String, SortedSet<String>> units = new TreeMap<>();

    private final Map<String, String> unitOf = new HashMap<>();

    private InitOrder(Map<String, ? extends Set<String>> references) {
        this.references = references;
    }

    /**
     * Order packages.
     *
     * @param references the packages to order, each with those that it refers to; others among the latter are ignored
     */
    static List<String> of(SortedMap<String, ? extends Set<String>> references) {
        InitOrder order = new InitOrder(references);
        order.findUnits();
        return order.schedule();
    }

    private List<String> schedule() {
        Map<String, Integer> missing = new HashMap<>();
        Map<String, Set<String>> waiting = new HashMap<>();
        TreeSet<String> ready = new TreeSet<>();
        units.forEach((unit, packages) -> {
            Set<String> needed = new TreeSet<>();
            packages.forEach(name -> Objects.requireNonNull(references.get(name)).stream()
                    .filter(unitOf::containsKey)
                    .map(unitOf::get)
                    .forEach(needed::add));
            needed.remove(unit);
            needed.forEach(other ->
                    waiting.computeIfAbsent(other, key -> new TreeSet<>()).add(unit));
            missing.put(unit, needed.size());
            if (needed.isEmpty()) {
                ready.add(unit);
            }
        });
        List<String> order = new ArrayList<>();
        while (!ready.isEmpty()) {
            String unit = ready.pollFirst();
            order.addAll(units.get(unit));
            for (String other : waiting.getOrDefault(unit, Set.of())) {
                if (missing.merge(other, -1, Integer::sum) == 0) {
                    ready.add(other);
                }
            }
        }
        return order;
    }

    /** Tarjan's algorithm for strongly connected components, without recursion so that no chain is too long for it. */
    private void findUnits() {
        Map<String, Integer> index = new HashMap<>();
        Map<String, Integer> low = new HashMap<>();
        Deque<String> open = new ArrayDeque<>();
        for (String start : references.keySet()) {
            if (index.containsKey(start)) {
                continue;
            }
            Deque<String> path = new ArrayDeque<>();
            Deque<java.util.Iterator<String>> pending = new ArrayDeque<>();
            enter(start, index, low, open, path, pending);
            while (!path.isEmpty()) {
                String node = path.peek();
                if (pending.peek().hasNext()) {
                    String next = pending.peek().next();
                    if (!references.containsKey(next) || unitOf.containsKey(next)) {
                        continue;
                    }
                    if (index.containsKey(next)) {
                        low.merge(node, index.get(next), Math::min);
                    } else {
                        enter(next, index, low, open, path, pending);
                    }
                } else {
                    path.pop();
                    pending.pop();
                    if (!path.isEmpty()) {
                        low.merge(path.peek(), low.get(node), Math::min);
                    }
                    if (Objects.equals(low.get(node), index.get(node))) {
                        closeUnit(node, open);
                    }
                }
            }
        }
    }

    private void enter(
            String node,
            Map<String, Integer> index,
            Map<String, Integer> low,
            Deque<String> open,
            Deque<String> path,
            Deque<java.util.Iterator<String>> pending) {
        low.put(node, index.size());
        index.put(node, index.size());
        open.push(node);
        path.push(node);
        pending.push(List.<String>copyOf(references.get(node)).iterator());
    }

    private void closeUnit(String root, Deque<String> open) {
        SortedSet<String> unit = new TreeSet<>();
        String member;
        do {
            member = open.pop();
            unit.add(member);
        } while (!member.equals(root));
        units.put(unit.first(), unit);
        unit.forEach(name -> unitOf.put(name, unit.first()));
    }
}
