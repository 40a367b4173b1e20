// SPDX-License-Identifier: Apache-2.0
package org.pinion.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What no compiler checks in the sources of the product. */
class SourcesTests {

    /** Calls that take the digits, or the case of letters, from the default locale. */
    private static final Pattern LOCALISED = Pattern.compile("\\.to(Lower|Upper)Case\\(\\)|\\.formatted\\("
            + "|(String\\.format|\\.printf|new Formatter|new Scanner)\\((?!\\s*Locale\\.)");

    private static List<Path> sources() throws IOException {
        try (Stream<Path> runtime = Files.walk(Documents.ROOT.resolve("runtime"));
                Stream<Path> examples = Files.walk(Documents.ROOT.resolve("example-plugins"))) {
            return Stream.concat(runtime, examples)
                    .filter(file -> file.toString().endsWith(".java")
                            && file.toString().replace('\\', '/').contains("/src/main/java/")
                            && !file.startsWith(Documents.ROOT.resolve("runtime/benchmarks")))
                    .toList();
        }
    }

    @Test
    void sources_doNotDependOnTheDefaultLocale() throws IOException {
        assertThat(sources()).hasSizeGreaterThan(150);
        List<String> calls = new ArrayList<>();
        for (Path source : sources()) {
            LOCALISED
                    .matcher(Documents.read(source))
                    .results()
                    .forEach(call -> calls.add(Documents.ROOT.relativize(source) + ": " + call.group()));
        }
        assertThat(calls).isEmpty();
    }
}
