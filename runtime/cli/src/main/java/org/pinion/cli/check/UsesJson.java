// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli.check;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.pinion.cli.check.Uses.Report;
import org.pinion.cli.check.Uses.Use;

/** Writes what plugins use as JSON, in a form of its own: the keys are the names of the components here. */
public final class UsesJson {

    /**
     * The number of the form. It stays when a key is added, which is done at the end of an object; a key that goes, or
     * gets another name, type or meaning, makes it another form.
     */
    private static final int SCHEMA = 1;

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private record Root(
            int schema, List<Plugin> plugins, List<ApiPackage> packages, List<String> unused, List<Failure> failures) {}

    private record Plugin(String file, String name, String version) {}

    private record ApiPackage(String name, List<Used> members) {}

    private record Used(String member, int times, List<By> uses) {}

    private record By(String file, int times, List<User> classes) {}

    private record User(String name, int times) {}

    private record Failure(String file, String message) {}

    private UsesJson() {}

    /**
     * Write one object.
     *
     * @param report what was found
     * @return the text, with a line feed at its end
     */
    public static String text(Report report) {
        SortedMap<String, List<Used>> packages = new TreeMap<>();
        report.members()
                .forEach((member, uses) -> packages.computeIfAbsent(member.packageName(), name -> new ArrayList<>())
                        .add(used(member, uses)));
        SortedSet<Member> unused = report.unused();
        return GSON.toJson(new Root(
                        SCHEMA,
                        report.plugins().stream()
                                .map(plugin -> new Plugin(plugin.file().toString(), plugin.name(), plugin.version()))
                                .toList(),
                        packages.entrySet().stream()
                                .map(each -> new ApiPackage(each.getKey(), each.getValue()))
                                .toList(),
                        unused == null
                                ? List.of()
                                : unused.stream().map(Member::text).toList(),
                        report.failures().entrySet().stream()
                                .map(failure -> new Failure(failure.getKey().toString(), failure.getValue()))
                                .toList()))
                + "\n";
    }

    private static Used used(Member member, List<Use> uses) {
        return new Used(
                member.text(),
                uses.stream().mapToInt(Use::times).sum(),
                uses.stream()
                        .map(use -> new By(
                                use.plugin().file().toString(),
                                use.times(),
                                use.classes().entrySet().stream()
                                        .map(each -> new User(each.getKey(), each.getValue()))
                                        .toList()))
                        .toList());
    }
}
