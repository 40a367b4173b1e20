// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli.check;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pinion.cli.check.Uses.Report;
import org.pinion.cli.check.Uses.Use;

/** Writes what plugins use for people: a table for each package. */
public final class UsesText {

    /** How many plugins are named for a member. */
    private static final int MOST = 3;

    private UsesText() {}

    /**
     * Write what plugins use.
     *
     * @param report what was found
     * @param by whether to list the classes that use each member
     * @return the lines
     */
    public static List<String> lines(Report report, boolean by) {
        SortedSet<Member> unused = report.unused();
        return unused == null ? used(report, by) : unused(report, unused);
    }

    private static List<String> used(Report report, boolean by) {
        SortedMap<String, List<Member>> packages = new TreeMap<>();
        report.members()
                .keySet()
                .forEach(member -> packages.computeIfAbsent(member.packageName(), name -> new ArrayList<>())
                        .add(member));
        List<String> lines = new ArrayList<>();
        packages.forEach((name, members) -> {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.add(name);
            lines.addAll(by ? withClasses(report, members) : table(report, members));
        });
        if (lines.isEmpty() && !report.plugins().isEmpty()) {
            lines.add("nothing is used");
        }
        return lines;
    }

    private static List<String> table(Report report, List<Member> members) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("  TIMES", "MEMBER", "PLUGINS"));
        for (Member member : members) {
            List<Use> uses = uses(report, member);
            String plugins = uses.stream()
                    .limit(MOST)
                    .map(use -> use.plugin().toString())
                    .collect(Collectors.joining(", "));
            String more = uses.size() > MOST ? " and " + (uses.size() - MOST) + " more" : "";
            rows.add(List.of(times(uses), member.text(), plugins + more));
        }
        return Table.lines(rows);
    }

    private static List<String> withClasses(Report report, List<Member> members) {
        List<String> lines = new ArrayList<>(List.of("  TIMES  MEMBER"));
        for (Member member : members) {
            List<Use> uses = uses(report, member);
            lines.add(times(uses) + "  " + member.text());
            for (Use use : uses) {
                String classes = use.classes().entrySet().stream()
                        .map(each -> each.getKey() + (each.getValue() > 1 ? " (" + each.getValue() + ")" : ""))
                        .collect(Collectors.joining(", "));
                lines.add("           " + use.plugin() + ": " + classes);
            }
        }
        return lines;
    }

    private static List<Use> uses(Report report, Member member) {
        List<Use> uses = report.members().get(member);
        return uses == null ? List.of() : uses;
    }

    /** Gives the number at the right of its column. */
    private static String times(List<Use> uses) {
        String number = String.valueOf(uses.stream().mapToInt(Use::times).sum());
        return " ".repeat(Math.max(0, "  TIMES".length() - number.length())) + number;
    }

    private static List<String> unused(Report report, SortedSet<Member> unused) {
        int plugins = report.plugins().size();
        List<String> lines = new ArrayList<>();
        lines.add("members that none of " + plugins + (plugins == 1 ? " plugin uses: " : " plugins uses: ")
                + unused.size() + " of " + report.size());
        unused.forEach(member -> lines.add("  " + member.text()));
        return lines;
    }
}
