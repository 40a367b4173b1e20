// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pinion.shell.command.CommandException;

/** Lists what plugins use of the packages of others. */
public final class Uses {

    private Uses() {}

    /**
     * How one plugin uses a member.
     *
     * @param plugin the plugin
     * @param classes how often each of its classes does so, by binary name
     */
    record Use(Identity plugin, Map<String, Integer> classes) {

        int times() {
            return classes.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    /**
     * What was found.
     *
     * @param plugins those that could be read
     * @param members what they use, in the order of packages
     * @param unused what nobody uses; {@code null} if nobody has asked
     * @param size how much of the API could be used
     * @param failures why others could not be read, by file
     */
    public record Report(
            List<Identity> plugins,
            SortedMap<Member, List<Use>> members,
            @Nullable SortedSet<Member> unused,
            long size,
            Map<Path, String> failures) {}

    /** Either a result, or why there is none. */
    private record Outcome(
            Path file,
            PluginUses.@Nullable Result result,
            @Nullable String failure) {}

    /**
     * Look at plugins. Nothing is started or loaded.
     *
     * @param plugins jars
     * @param of the package that is asked about, with those below it; {@code null} for all
     * @param apis jars of the API; maybe none
     * @param unused whether to list what nobody uses of them
     * @return what was found
     * @throws CommandException if a jar of the API cannot be read
     */
    public static Report run(List<Path> plugins, @Nullable String of, List<Path> apis, boolean unused)
            throws CommandException {
        Api api = api(apis);
        PackageChoice packages = new PackageChoice(of, api.packages());
        List<Outcome> outcomes =
                plugins.parallelStream().map(file -> read(file, api, packages)).toList();
        List<Identity> read = new ArrayList<>();
        SortedMap<Member, List<Use>> members = new TreeMap<>(Member.ORDER);
        Map<Path, String> failures = new LinkedHashMap<>();
        for (Outcome outcome : outcomes) {
            PluginUses.Result result = outcome.result;
            if (result == null) {
                failures.put(outcome.file, Objects.toString(outcome.failure));
                continue;
            }
            read.add(result.plugin());
            result.uses()
                    .forEach((member, classes) -> members.computeIfAbsent(member, each -> new ArrayList<>())
                            .add(new Use(result.plugin(), classes)));
        }
        return new Report(
                read,
                members,
                unused ? api.unused(members.keySet(), packages) : null,
                unused ? api.size(packages) : 0,
                failures);
    }

    private static Api api(List<Path> jars) throws CommandException {
        List<Library> libraries = new ArrayList<>();
        for (Path jar : jars) {
            libraries.add(Library.read(jar));
        }
        try {
            return new Api(libraries);
        } catch (Library.UnreadableException e) {
            throw new CommandException(Objects.toString(e.getMessage()), e);
        }
    }

    private static Outcome read(Path file, Api api, PackageChoice packages) {
        try {
            return new Outcome(file, PluginUses.read(file, api, packages), null);
        } catch (CommandException e) {
            return new Outcome(file, null, e.getMessage());
        }
    }
}
