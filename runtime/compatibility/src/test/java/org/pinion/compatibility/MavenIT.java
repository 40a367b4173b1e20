// SPDX-License-Identifier: Apache-2.0
package org.pinion.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinion.testing.Commands;
import org.pinion.testing.Commands.Result;
import org.pinion.testing.Documents;

/**
 * The projects of the guides build with Maven 3.8, too, which takes other plugins by itself than the wrapper's Maven
 * does.
 */
class MavenIT {

    private static final String MAVEN = "3.8.7";

    @TempDir
    Path folder;

    @Test
    void guides_buildWithMaven38() throws IOException, InterruptedException {
        Documents.writeFiles(Documents.guides(), folder);
        Path home = Path.of(System.getProperty("older.maven"), "apache-maven-" + MAVEN);

        Result version = Commands.run(folder, List.of(home.resolve("bin/mvn").toString(), "--version"));
        assertThat(version.output()).contains("Apache Maven " + MAVEN);

        // It knows no second repository to read from, and downloads its plugins into that of these tests.
        Result result = Commands.run(
                folder,
                List.of(
                        home.resolve("bin/mvn").toString(),
                        "-B",
                        "-ntp",
                        "-Dmaven.repo.local=" + System.getProperty("local.repository"),
                        "verify"));

        assertThat(result.exitCode()).as(result.output() + result.errors()).isZero();
        assertThat(result.output()).contains("Tests run: 1, Failures: 0");
    }
}
