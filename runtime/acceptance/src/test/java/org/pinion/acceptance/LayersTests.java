// SPDX-License-Identifier: Apache-2.0
package org.pinion.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.pinion.testing.Documents;

/** Which module knows which, and which package. An arrow that is not here is not in the code. */
class LayersTests {

    private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
    private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:static )?((?:[a-z]\\w*\\.)+)[A-Z]");

    /** The modules that each module of the runtime knows; those without sources know none. */
    private static final Map<String, Set<String>> KNOWN = Map.ofEntries(
            Map.entry("api", Set.of()),
            Map.entry("linkcheck", Set.of()),
            Map.entry("linker", Set.of("linkcheck")),
            Map.entry("embed", Set.of("api", "linkcheck", "linker")),
            Map.entry("wrap", Set.of("embed")),
            Map.entry("shell", Set.of("api", "embed", "linker")),
            Map.entry("ssh", Set.of("shell")),
            Map.entry("cli", Set.of("api", "embed", "linkcheck", "linker", "shell", "ssh")),
            Map.entry("mrsequential", Set.of("api", "embed", "mapreduce-api")),
            Map.entry("testing", Set.of()),
            Map.entry("benchmarks", Set.of("api", "embed", "linker", "testing")));

    /** {@code PinningFelix} has to be in Felix's package, and asks what is not. */
    private static final Set<String> CIRCLE =
            Set.of("org.apache.felix.framework", "org.pinion.embed.internal.framework");

    /** A source file of the product. */
    private record Source(String module, String packageName, Set<String> imports) {

        static Source read(Path file) {
            Path place = Documents.ROOT.relativize(file);
            String text = Documents.read(file);
            Matcher name = PACKAGE.matcher(text);
            assertThat(name.find()).as("%s has a package", place).isTrue();
            Set<String> imports = new TreeSet<>();
            IMPORT.matcher(text)
                    .results()
                    .forEach(found -> imports.add(found.group(1).replaceFirst("\\.$", "")));
            imports.remove(name.group(1));
            return new Source(place.getName(1).toString(), name.group(1), imports);
        }
    }

    private static List<Source> sources() throws IOException {
        return JavaSources.main().stream()
                .filter(file -> !file.endsWith("module-info.java"))
                .map(Source::read)
                .toList();
    }

    @Test
    void modules_knowOnlyThoseBelowThem() throws IOException {
        List<Source> sources = sources();
        Map<String, String> homes = new TreeMap<>();
        sources.forEach(source -> homes.put(source.packageName(), source.module()));
        Map<String, Set<String>> known = new TreeMap<>();
        for (Source source : sources) {
            Set<String> others = known.computeIfAbsent(source.module(), module -> new TreeSet<>());
            source.imports().stream()
                    .map(homes::get)
                    .filter(home -> home != null && !home.equals(source.module()))
                    .forEach(others::add);
        }
        known.keySet()
                .removeIf(module ->
                        !Files.isDirectory(Documents.ROOT.resolve("runtime").resolve(module)));
        assertThat(known).isEqualTo(KNOWN);
    }

    @Test
    void packages_ofAllModules_haveNoCycleButOne() throws IOException {
        Map<String, Set<String>> known = new TreeMap<>();
        sources()
                .forEach(source -> known.computeIfAbsent(source.packageName(), name -> new TreeSet<>())
                        .addAll(source.imports()));
        assertThat(known).hasSizeGreaterThan(40);
        Set<String> inCycles = new TreeSet<>();
        known.keySet().stream()
                .filter(name -> reached(name, known).contains(name))
                .forEach(inCycles::add);
        assertThat(inCycles).isEqualTo(CIRCLE);
    }

    private static Set<String> reached(String from, Map<String, Set<String>> known) {
        Set<String> reached = new TreeSet<>();
        Deque<String> next = new ArrayDeque<>(known.getOrDefault(from, Set.of()));
        while (!next.isEmpty()) {
            String name = next.pop();
            if (reached.add(name)) {
                next.addAll(known.getOrDefault(name, Set.of()));
            }
        }
        return reached;
    }
}
