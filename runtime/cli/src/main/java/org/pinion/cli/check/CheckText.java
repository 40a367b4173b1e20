// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pinion.cli.check.Check.Report;

/** Writes a report for people: a table of plugins by versions, and below it what breaks. */
public final class CheckText {

    /** How many breaks, notes and packages are shown. */
    private static final int MOST = 40;

    private final Report report;
    private final List<String> lines = new ArrayList<>();

    private CheckText(Report report) {
        this.report = report;
    }

    /**
     * Write a report.
     *
     * @param report what came out of a check
     * @return the lines
     */
    public static List<String> lines(Report report) {
        CheckText text = new CheckText(report);
        text.table();
        text.findings(true);
        text.findings(false);
        Set<String> notGiven = report.notGiven();
        if (!notGiven.isEmpty()) {
            text.lines.add("");
            text.lines.add("not looked at, as no library has them: "
                    + String.join(", ", notGiven.stream().limit(MOST).toList())
                    + (notGiven.size() > MOST ? " and " + (notGiven.size() - MOST) + " more" : ""));
        }
        return text.lines;
    }

    private void table() {
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("PLUGIN"));
        head.addAll(report.worlds());
        rows.add(head);
        for (PluginCheck.Result result : report.results()) {
            List<String> row = new ArrayList<>(List.of(result.plugin().toString()));
            for (int world = 0; world < report.worlds().size(); world++) {
                int breaks = result.breaks(world).size();
                row.add(breaks == 0 ? "works" : "breaks (" + breaks + ")");
            }
            rows.add(row);
        }
        if (rows.size() > 1) {
            lines.addAll(Table.lines(rows));
        }
    }

    private void findings(boolean breaks) {
        int shown = 0;
        int left = 0;
        for (PluginCheck.Result result : report.results()) {
            for (int world = 0; world < report.worlds().size(); world++) {
                List<Finding> all = breaks ? result.breaks(world) : result.notes(world);
                List<Finding> some = all.subList(0, Math.min(all.size(), MOST - shown));
                if (!some.isEmpty()) {
                    lines.add("");
                    lines.add((breaks ? "" : "notes on ") + result.plugin()
                            + (breaks ? " (" + result.plugin().file() + ") breaks" : "") + " with "
                            + report.worlds().get(world));
                    byProvider(some);
                }
                shown += some.size();
                left += all.size() - some.size();
            }
        }
        if (left > 0) {
            lines.add("");
            lines.add("... and " + left + " more " + (breaks ? "breaks" : "notes") + "; --json shows all");
        }
    }

    private void byProvider(List<Finding> findings) {
        Map<String, List<Finding>> groups = new LinkedHashMap<>();
        findings.forEach(finding -> groups.computeIfAbsent(finding.provider(), provider -> new ArrayList<>())
                .add(finding));
        groups.forEach((provider, group) -> {
            lines.add("  " + provider);
            for (Finding finding : group) {
                lines.add("    " + finding.title());
                if (!finding.isOfManifest()) {
                    lines.add("      needed: " + finding.needed());
                    lines.add("      found:  " + finding.found());
                }
            }
        });
    }
}
