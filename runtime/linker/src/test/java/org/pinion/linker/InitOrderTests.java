// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The order of packages, from their references alone. */
@Tag("I3")
class InitOrderTests {

    /** Each line is a package, an arrow and what it refers to. */
    private static SortedMap<String, Set<String>> graph(String... lines) {
        SortedMap<String, Set<String>> references = new TreeMap<>();
        for (String line : lines) {
            String[] parts = line.split(" -> ?");
            references.put(parts[0], parts.length == 1 ? Set.of() : new TreeSet<>(List.of(parts[1].split(" "))));
        }
        return references;
    }

    private static List<String> order(String... lines) {
        return InitOrder.of(graph(lines));
    }

    @Test
    void packages_withoutReferences_areOrderedByName() {
        assertThat(order("c", "a", "b", "B", "a.z")).containsExactly("B", "a", "a.z", "b", "c");
    }

    @Test
    void packages_none_giveNoOrder() {
        assertThat(order()).isEmpty();
    }

    @Test
    void package_comesAfterThoseItRefersTo() {
        assertThat(order("a -> c", "b", "c -> d", "d")).containsExactly("b", "d", "c", "a");
    }

    @Test
    void package_thatBecomesReady_goesBeforeLaterNames() {
        // Go 1.21 starts again at the front of the list after each package, it does not go on from where it is.
        assertThat(order("a -> c", "b -> y", "c", "x", "y")).containsExactly("c", "a", "x", "y", "b");
    }

    @Test
    void reference_toOwnPackageOrOneOutside_isIgnored() {
        assertThat(order("a -> a java.util org.other", "b -> a")).containsExactly("a", "b");
    }

    @Test
    void circle_isOneUnit_orderedByName() {
        assertThat(order("a -> z", "m -> b", "z -> y", "y -> z", "b")).containsExactly("b", "m", "y", "z", "a");
    }

    @Test
    void circle_takesThePlaceOfItsFirstName() {
        assertThat(order("b -> x", "x -> b", "c", "a -> x")).containsExactly("b", "x", "a", "c");
    }

    @Test
    void circle_waitsForWhatAnyOfItsPackagesRefersTo() {
        assertThat(order("a -> b", "b -> a z", "c -> a", "z")).containsExactly("z", "a", "b", "c");
    }

    @Test
    void circles_thatShareAPackage_areOneUnit() {
        assertThat(order("a -> b", "b -> a c", "c -> d", "d -> b", "aa -> d"))
                .containsExactly("a", "b", "c", "d", "aa");
    }

    @Test
    void chain_of5000Packages_needsNoDeepStack() {
        SortedMap<String, Set<String>> forward = new TreeMap<>();
        SortedMap<String, Set<String>> backward = new TreeMap<>();
        SortedMap<String, Set<String>> circle = new TreeMap<>();
        List<String> names =
                IntStream.range(0, 5_000).mapToObj("p%04d"::formatted).toList();
        for (int i = 0; i < names.size(); i++) {
            forward.put(names.get(i), i == 4_999 ? Set.of() : Set.of(names.get(i + 1)));
            backward.put(names.get(i), i == 0 ? Set.of() : Set.of(names.get(i - 1)));
            circle.put(names.get(i), Set.of(names.get((i + 1) % 5_000)));
        }

        List<String> reversed = new ArrayList<>(names);
        java.util.Collections.reverse(reversed);
        assertThat(InitOrder.of(forward)).isEqualTo(reversed);
        assertThat(InitOrder.of(backward)).isEqualTo(names);
        assertThat(InitOrder.of(circle)).isEqualTo(names);
    }

    @Test
    void order_ofRandomGraphs_isThatOfTheRule() {
        Random random = new Random(20231);
        for (int run = 0; run < 5_000; run++) {
            SortedMap<String, Set<String>> references = random(random);
            assertThat(InitOrder.of(references)).as("%s", references).isEqualTo(byTheRule(references));
        }
    }

    @Test
    void order_ofRandomGraphs_respectsReferencesOutsideCircles() {
        Random random = new Random(4711);
        for (int run = 0; run < 2_000; run++) {
            SortedMap<String, Set<String>> references = random(random);
            List<String> order = InitOrder.of(references);
            assertThat(order).containsExactlyInAnyOrderElementsOf(references.keySet());
            Map<String, Set<String>> reachable = reachable(references);
            references.forEach((from, targets) -> targets.stream()
                    .filter(references::containsKey)
                    .filter(to -> !reachable.get(to).contains(from))
                    .forEach(to -> assertThat(order.indexOf(to))
                            .as("%s before %s in %s", to, from, references)
                            .isLessThan(order.indexOf(from))));
        }
    }

    private static SortedMap<String, Set<String>> random(Random random) {
        int size = 1 + random.nextInt(9);
        double density = random.nextDouble() * random.nextDouble();
        SortedMap<String, Set<String>> references = new TreeMap<>();
        for (int from = 0; from < size; from++) {
            Set<String> targets = new TreeSet<>();
            // One more than there are packages: a reference that leads outside.
            for (int to = 0; to <= size; to++) {
                if (random.nextDouble() < density) {
                    targets.add("p" + to);
                }
            }
            references.put("p" + from, targets);
        }
        return references;
    }

    /** The rule as the package documentation words it, without any cleverness. */
    private static List<String> byTheRule(SortedMap<String, Set<String>> references) {
        Map<String, Set<String>> reachable = reachable(references);
        SortedMap<String, SortedSet<String>> units = new TreeMap<>();
        references.keySet().forEach(name -> {
            SortedSet<String> unit = new TreeSet<>(Set.of(name));
            reachable.get(name).stream()
                    .filter(other -> reachable.get(other).contains(name))
                    .forEach(unit::add);
            units.put(unit.first(), unit);
        });
        Set<String> done = new LinkedHashSet<>();
        while (!units.isEmpty()) {
            String ready = units.keySet().stream()
                    .filter(first -> units.get(first).stream()
                            .map(references::get)
                            .flatMap(Collection::stream)
                            .filter(references::containsKey)
                            .allMatch(
                                    to -> done.contains(to) || units.get(first).contains(to)))
                    .findFirst()
                    .orElseThrow();
            done.addAll(units.remove(ready));
        }
        return List.copyOf(done);
    }

    private static Map<String, Set<String>> reachable(SortedMap<String, Set<String>> references) {
        Map<String, Set<String>> reachable = new TreeMap<>();
        references.forEach((from, targets) -> {
            Set<String> known = new TreeSet<>(targets);
            known.retainAll(references.keySet());
            reachable.put(from, known);
        });
        for (int step = 0; step < references.size(); step++) {
            reachable.values().forEach(known -> List.copyOf(known).forEach(to -> known.addAll(reachable.get(to))));
        }
        return reachable;
    }
}
