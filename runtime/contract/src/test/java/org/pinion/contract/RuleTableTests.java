// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * Keeps the contract and its tests together: every rule of {@code docs/semantics.md} has a test here, and the table at
 * the end of that document lists them. Run with {@code -Dcontract.write=true} to write the table anew.
 */
class RuleTableTests {

    private static final Path CONTRACT = Path.of("../../docs/semantics.md");
    private static final String HEADING = "## Tests of the rules\n";
    private static final Pattern RULE = Pattern.compile("(?m)^- \\*\\*([SOICLRP]\\d+)\\*\\* ");
    private static final JavaClasses CLASSES = new ClassFileImporter().importPath(Path.of("target/test-classes"));

    @Test
    void everyRule_hasATest_andEveryTagIsARule() throws IOException {
        Set<String> rules = rules();
        assertThat(rules).hasSizeGreaterThan(30);
        assertThat(tests().keySet()).containsExactlyInAnyOrderElementsOf(rules);
    }

    @Test
    void table_inTheContract_isUpToDate() throws IOException {
        String text = Files.readString(CONTRACT);
        int start = text.indexOf(HEADING);
        assertThat(start).isPositive();
        String expected = text.substring(0, start) + HEADING + "\n" + table();
        if (Boolean.getBoolean("contract.write")) {
            Files.writeString(CONTRACT, expected);
        }
        assertThat(Files.readString(CONTRACT)).isEqualTo(expected);
    }

    private static String table() throws IOException {
        StringBuilder table =
                new StringBuilder("Every rule has tests in `runtime/contract`, which name it by `@Tag`. A rule"
                        + " without one fails the build,\nas does a table that is out of date.\n\n"
                        + "| rule | tests | in |\n|---|---|---|\n");
        Map<String, Map<String, Integer>> tests = tests();
        for (String rule : rules()) {
            Map<String, Integer> classes = tests.getOrDefault(rule, Map.of());
            table.append("| ")
                    .append(rule)
                    .append(" | ")
                    .append(classes.values().stream()
                            .mapToInt(Integer::intValue)
                            .sum())
                    .append(" | ")
                    .append(classes.keySet().stream()
                            .map(name -> "`" + name + "`")
                            .collect(Collectors.joining(", ")))
                    .append(" |\n");
        }
        return table.toString();
    }

    /** The rules in the order of the document. */
    private static Set<String> rules() throws IOException {
        Set<String> rules = new java.util.LinkedHashSet<>();
        Matcher matcher = RULE.matcher(Files.readString(CONTRACT));
        while (matcher.find()) {
            rules.add(matcher.group(1));
        }
        return rules;
    }

    /** By rule and class, the number of test methods. */
    private static Map<String, Map<String, Integer>> tests() {
        Map<String, Map<String, Integer>> tests = new TreeMap<>();
        for (JavaClass type : CLASSES) {
            for (JavaMethod method : type.getMethods()) {
                if (method.isAnnotatedWith(Test.class) || method.isAnnotatedWith(ParameterizedTest.class)) {
                    Set<String> tags = new TreeSet<>(tags(method.reflect().getAnnotationsByType(Tag.class)));
                    tags.addAll(tags(type.reflect().getAnnotationsByType(Tag.class)));
                    for (String tag : tags) {
                        tests.computeIfAbsent(tag, key -> new TreeMap<>()).merge(type.getSimpleName(), 1, Integer::sum);
                    }
                }
            }
        }
        return tests;
    }

    private static List<String> tags(Tag[] tags) {
        return java.util.Arrays.stream(tags).map(Tag::value).toList();
    }
}
