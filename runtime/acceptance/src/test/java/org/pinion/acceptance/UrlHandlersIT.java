// SPDX-License-Identifier: Apache-2.0
package org.pinion.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pinion.acceptance.hosts.UrlHost;
import org.pinion.testing.BundleBuilder;
import org.pinion.testing.Commands;
import org.pinion.testing.Commands.Result;

/** Felix has a factory for handlers of URLs, as hosts may have. A JVM can only have one. */
class UrlHandlersIT {

    @TempDir
    Path folder;

    private Result run(String when) throws IOException, InterruptedException {
        Path jar = BundleBuilder.plugin("acme.text", "acme")
                .source("acme.Text", "public class Text { public static int text; }")
                .resource("text.txt", "text")
                .buildTo(folder);
        return Commands.run(folder, Commands.java(Jars.host(), List.of(), UrlHost.class, jar, when));
    }

    @ParameterizedTest
    @CsvSource({"before, text", "after, Unknown protocol: host"})
    void factoryOfTheHost_setWhileNoRuntimeRuns_works(String when, String running)
            throws IOException, InterruptedException {
        Result result = run(when);

        assertThat(result.output()).as(result.errors()).isEqualToNormalizingNewlines("""
                        bundle: text
                        again: text
                        running: %s
                        closed: text
                        file: true
                        """.formatted(running));
        assertThat(result.errors()).isEmpty();
    }

    @Test
    void factoryOfTheHost_setWhileARuntimeRuns_isRefusedByTheJvm() throws IOException, InterruptedException {
        Result result = run("while");

        assertThat(result.output()).as(result.errors()).isEqualToNormalizingNewlines("""
                        factory already defined
                        bundle: text
                        again: text
                        running: Unknown protocol: host
                        closed: unknown protocol: host
                        file: true
                        """);
    }
}
