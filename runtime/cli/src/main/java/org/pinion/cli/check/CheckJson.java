// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli.check;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.ArrayList;
import java.util.List;
import org.pinion.cli.check.Check.Report;

/** Writes a report as JSON, in a form of its own: the keys are the names of the components here, in their order. */
public final class CheckJson {

    /**
     * The number of the form. It stays when a key is added, which is done at the end of an object; a key that goes, or
     * gets another name, type or meaning, makes it another form.
     */
    private static final int SCHEMA = 1;

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private record Root(
            int schema,
            boolean works,
            List<String> against,
            List<Plugin> plugins,
            List<Failure> failures,
            List<String> notLookedAt) {}

    private record Plugin(String file, String name, String version, List<Result> results, List<String> notLookedAt) {}

    private record Result(String against, boolean works, List<Entry> breaks, List<Entry> notes) {}

    private record Entry(
            String kind,
            String error,
            String needed,
            String found,
            String provider,
            String className,
            String method,
            int line) {}

    private record Failure(String file, String message) {}

    private CheckJson() {}

    /**
     * Write one object.
     *
     * @param report what came out of a check
     * @return the text, with a line feed at its end
     */
    public static String text(Report report) {
        List<Failure> failures = report.failures().entrySet().stream()
                .map(failure -> new Failure(failure.getKey().toString(), failure.getValue()))
                .toList();
        List<Plugin> plugins = report.results().stream()
                .map(result -> plugin(result, report.worlds()))
                .toList();
        return GSON.toJson(new Root(
                        SCHEMA, report.isGood(), report.worlds(), plugins, failures, List.copyOf(report.notGiven())))
                + "\n";
    }

    private static Plugin plugin(PluginCheck.Result result, List<String> worlds) {
        List<Result> results = new ArrayList<>();
        for (int world = 0; world < worlds.size(); world++) {
            results.add(new Result(
                    worlds.get(world),
                    result.works(world),
                    entries(result.breaks(world)),
                    entries(result.notes(world))));
        }
        Identity plugin = result.plugin();
        return new Plugin(
                plugin.file().toString(), plugin.name(), plugin.version(), results, List.copyOf(result.notGiven()));
    }

    private static List<Entry> entries(List<Finding> findings) {
        return findings.stream()
                .map(finding -> new Entry(
                        finding.kind().name(),
                        finding.error(),
                        finding.needed(),
                        finding.found(),
                        finding.provider(),
                        finding.type(),
                        finding.member(),
                        finding.line()))
                .toList();
    }
}
