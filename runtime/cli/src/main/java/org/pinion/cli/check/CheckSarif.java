// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli.check;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.pinion.cli.check.Check.Report;

/** Writes a report as SARIF 2.1.0, which tools of code review read. */
public final class CheckSarif {

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private static final String UNREADABLE = "Unreadable";

    private final List<Map<String, Object>> results = new ArrayList<>();
    private final Set<String> rules = new TreeSet<>();

    private CheckSarif() {}

    /**
     * Write a report.
     *
     * @param report what came out of a check
     * @return the log, with a line feed at its end
     */
    public static String text(Report report) {
        CheckSarif sarif = new CheckSarif();
        for (PluginCheck.Result result : report.results()) {
            for (int world = 0; world < report.worlds().size(); world++) {
                String context = result.plugin() + " with " + report.worlds().get(world) + ": ";
                for (Finding finding : result.findings().get(world)) {
                    sarif.add(
                            finding.rule(),
                            finding.isBreak() ? "error" : "note",
                            context + finding.text() + " (" + finding.provider() + ")",
                            location(finding, result.plugin().file()));
                }
            }
        }
        report.failures()
                .forEach((file, message) ->
                        sarif.add(UNREADABLE, "error", message, Map.of("physicalLocation", physical(uri(file), 0))));
        return GSON.toJson(sarif.log()) + "\n";
    }

    private void add(String rule, String level, String message, Map<String, Object> location) {
        rules.add(rule);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("ruleId", rule);
        result.put("level", level);
        result.put("message", Map.of("text", message));
        result.put("locations", List.of(location));
        results.add(result);
    }

    private static Map<String, Object> location(Finding finding, Path plugin) {
        Map<String, Object> location = new LinkedHashMap<>();
        if (finding.isOfManifest()) {
            location.put("physicalLocation", physical(uri(plugin), 0));
            return location;
        }
        location.put("physicalLocation", physical(source(finding.type()), finding.line()));
        String name = finding.type() + (finding.member().isEmpty() ? "" : "." + finding.member());
        location.put("logicalLocations", List.of(Map.of("fullyQualifiedName", name)));
        return location;
    }

    private static Map<String, Object> physical(String uri, int line) {
        Map<String, Object> physical = new LinkedHashMap<>();
        physical.put("artifactLocation", Map.of("uri", uri));
        if (line > 0) {
            physical.put("region", Map.of("startLine", line));
        }
        return physical;
    }

    private static String uri(Path file) {
        return file.toUri().toString();
    }

    /** Gives the path of a Java source below its root, which is as much as a class file tells. */
    private static String source(String type) {
        String simpleName = type.substring(type.lastIndexOf('.') + 1);
        int nested = simpleName.indexOf('$', 1);
        String top = nested < 0 ? simpleName : simpleName.substring(0, nested);
        String path = type.substring(0, type.length() - simpleName.length()).replace('.', '/') + top + ".java";
        try {
            return new java.net.URI(null, null, path, null).toASCIIString();
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException(path, e);
        }
    }

    private Map<String, Object> log() {
        Map<String, Object> driver = new LinkedHashMap<>();
        driver.put("name", "pinion check");
        driver.put("rules", rules.stream().map(rule -> Map.of("id", rule)).toList());
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("tool", Map.of("driver", driver));
        run.put("results", results);
        Map<String, Object> log = new LinkedHashMap<>();
        log.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        log.put("version", "2.1.0");
        log.put("runs", List.of(run));
        return log;
    }
}
