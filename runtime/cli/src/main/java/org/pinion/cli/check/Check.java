// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pinion.shell.command.CommandException;

/** Holds plugins against libraries, in all versions of these that are given. */
public final class Check {

    private static final int MOST_WORLDS = 64;

    private Check() {}

    /**
     * What came out of a check.
     *
     * @param worlds a label for each combination of versions
     * @param results those of the plugins that could be read, in their order
     * @param notGiven the packages that nothing is known of
     * @param failures why others could not be read, by file
     */
    public record Report(
            List<String> worlds,
            List<PluginCheck.Result> results,
            SortedSet<String> notGiven,
            Map<Path, String> failures) {

        /**
         * Tell whether all is well.
         *
         * @return whether each plugin could be read and works with everything
         */
        public boolean isGood() {
            return failures.isEmpty()
                    && results.stream()
                            .allMatch(result -> result.findings().stream()
                                    .flatMap(List::stream)
                                    .noneMatch(Finding::isBreak));
        }
    }

    /** Either a result, or why there is none. */
    private record Outcome(
            Path file,
            PluginCheck.@Nullable Result result,
            @Nullable String failure) {}

    /**
     * Check plugins. Nothing is started or loaded.
     *
     * @param plugins jars
     * @param libraries jars; several of one name are versions of one library
     * @return what came out
     * @throws CommandException if a library cannot be read, or there are too many combinations of versions
     */
    public static Report run(List<Path> plugins, List<Path> libraries) throws CommandException {
        List<Library> read = new ArrayList<>();
        for (Path library : libraries) {
            read.add(Library.read(library));
        }
        List<World> worlds = worlds(read);
        List<Outcome> outcomes;
        try {
            outcomes = plugins.parallelStream().map(file -> check(file, worlds)).toList();
        } catch (Library.UnreadableException e) {
            throw new CommandException(Objects.toString(e.getMessage()), e);
        }
        List<PluginCheck.Result> results = new ArrayList<>();
        SortedSet<String> notGiven = new TreeSet<>();
        Map<Path, String> failures = new LinkedHashMap<>();
        for (Outcome outcome : outcomes) {
            if (outcome.result != null) {
                results.add(outcome.result);
                notGiven.addAll(outcome.result.notGiven());
            } else {
                failures.put(outcome.file, Objects.toString(outcome.failure));
            }
        }
        worlds.forEach(world -> notGiven.addAll(world.notGiven()));
        return new Report(worlds.stream().map(World::label).toList(), results, notGiven, failures);
    }

    private static Outcome check(Path file, List<World> worlds) {
        try {
            return new Outcome(file, PluginCheck.check(file, worlds), null);
        } catch (CommandException e) {
            return new Outcome(file, null, e.getMessage());
        }
    }

    /** Combines each version of each library with each of the others. */
    private static List<World> worlds(List<Library> libraries) throws CommandException {
        Map<String, List<Library>> byName = new TreeMap<>();
        Set<String> given = new TreeSet<>();
        libraries.stream()
                .sorted((one, other) -> Identity.ORDER.compare(one.identity(), other.identity()))
                .forEach(library -> {
                    byName.computeIfAbsent(library.identity().name(), name -> new ArrayList<>())
                            .add(library);
                    given.addAll(library.packages());
                });
        List<List<Library>> combinations = List.of(List.of());
        for (List<Library> versions : byName.values()) {
            List<List<Library>> longer = new ArrayList<>();
            for (List<Library> combination : combinations) {
                for (Library version : versions) {
                    List<Library> each = new ArrayList<>(combination);
                    each.add(version);
                    longer.add(each);
                }
            }
            combinations = longer;
            if (combinations.size() > MOST_WORLDS) {
                throw new CommandException(
                        "the versions of the libraries make more than " + MOST_WORLDS + " combinations",
                        List.of("fix:    check against fewer libraries at a time"));
            }
        }
        List<World> worlds = new ArrayList<>();
        for (List<Library> combination : combinations) {
            worlds.add(new World(label(combination, byName), combination, given));
        }
        return worlds;
    }

    private static String label(List<Library> combination, Map<String, List<Library>> byName) {
        List<Library> varying = combination.stream()
                .filter(library ->
                        combination.size() == 1 || versions(library, byName).size() > 1)
                .toList();
        return varying.isEmpty()
                ? combination.size() + " libraries"
                : varying.stream()
                        .map(library -> label(library, versions(library, byName)))
                        .collect(Collectors.joining(", "));
    }

    private static List<Library> versions(Library library, Map<String, List<Library>> byName) {
        return byName.getOrDefault(library.identity().name(), List.of());
    }

    private static String label(Library library, List<Library> versions) {
        Identity identity = library.identity();
        boolean ambiguous = versions.stream()
                .anyMatch(
                        other -> other != library && other.identity().toString().equals(identity.toString()));
        return ambiguous ? identity + " (" + identity.file() + ")" : identity.toString();
    }
}
