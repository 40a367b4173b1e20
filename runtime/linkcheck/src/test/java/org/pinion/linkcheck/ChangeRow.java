// SPDX-License-Identifier: Apache-2.0
package org.pinion.linkcheck;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A change, as {@code changes.txt} has it.
 *
 * @param number its place in the file, which its packages are named by
 */
record ChangeRow(int number, String name, Map<String, String> lines) {

    /** The class files of several changes, compiled together, which is faster. */
    record Compiled(Map<String, byte[]> between, Map<String, byte[]> after, Map<String, byte[]> plugin) {

        Change run(ChangeRow row) {
            TestBundle library = new TestBundle("library", of("l" + row.number, after));
            return new Change(
                    "c" + row.number + ".M",
                    of("c" + row.number, plugin),
                    new TestBundle("between", of("k" + row.number, between), library),
                    library);
        }

        private static Map<String, byte[]> of(String name, Map<String, byte[]> classes) {
            Map<String, byte[]> some = new HashMap<>(classes);
            some.keySet().removeIf(type -> !Hierarchy.packageOf(type).equals(name));
            return some;
        }
    }

    static List<ChangeRow> all() {
        List<ChangeRow> rows = new ArrayList<>();
        for (String block : text().split("\n\n")) {
            String[] lines = block.strip().split("\n");
            if (lines[0].startsWith("# ")) {
                Map<String, String> row = new HashMap<>();
                for (String line : List.of(lines).subList(1, lines.length)) {
                    row.put(line.substring(0, 8).strip(), line.substring(8).strip());
                }
                rows.add(new ChangeRow(rows.size(), lines[0].substring(2), row));
            }
        }
        return rows;
    }

    private static String text() {
        try (InputStream in = ChangeRow.class.getResourceAsStream("/changes.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Compiled compile(int release, List<ChangeRow> rows) {
        Map<String, byte[]> before = compile(release, Map.of(), rows, "before");
        Map<String, byte[]> after = compile(release, Map.of(), rows, "after");
        Map<String, byte[]> between = compile(release, before, rows, "between");
        Map<String, byte[]> both = new HashMap<>(before);
        both.putAll(between);
        return new Compiled(between, after, compile(release, both, rows, "plugin"));
    }

    private static Map<String, byte[]> compile(
            int release, Map<String, byte[]> classPath, List<ChangeRow> rows, String key) {
        return Compiler.compile(
                release, classPath, rows.stream().map(row -> row.source(key)).toArray(String[]::new));
    }

    private String source(String key) {
        String l = "import l" + number + ".*; ";
        return switch (key) {
            case "before", "after" -> "package l" + number + "; " + line(key);
            case "between" -> line(key).isEmpty() ? "" : "package k" + number + "; " + l + line(key);
            default ->
                "package c" + number + "; import java.util.*; import java.util.function.*; " + l
                        + (line("between").isEmpty() ? "" : "import k" + number + ".*; ") + line(key)
                        + " public class M { public static void use() throws Throwable { " + line("use") + " } }";
        };
    }

    int release() {
        return Integer.parseInt(lines.getOrDefault("release", "17"));
    }

    String line(String key) {
        return lines.getOrDefault(key, "");
    }

    @Override
    public String toString() {
        return name;
    }
}
