// SPDX-License-Identifier: Apache-2.0
package org.pinion.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinion.testing.BundleBuilder;
import org.pinion.testing.Commands;
import org.pinion.testing.Commands.Result;
import org.pinion.testing.Documents;

/** The build of a host in {@code docs/compatibility.md} fails if what it makes breaks a plugin, and not otherwise. */
class CompatibilityIT {

    private static final String GREETING = """
            package com.example.greeting;

            public final class Greeting {
                private Greeting() {}

                public static String greet(String name%s) {
                    return "hello " + name;
                }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void build_ofAnApiThatBreaksAPlugin_failsUntilItDoesNot() throws IOException, InterruptedException {
        Documents.writeFiles(Documents.blocks("compatibility.md"), folder);
        plugin(Files.createDirectory(folder.resolve("plugins")));
        Path source = folder.resolve("src/main/java/com/example/greeting/Greeting.java");
        Files.createDirectories(source.getParent());

        Files.writeString(source, GREETING.replace("%s", ", String title"));
        Result broken = Commands.maven(folder, "verify");

        assertThat(broken.output())
                .contains("example.polite 1.0.0  breaks (1)")
                .contains("needed: String com.example.greeting.Greeting.greet(String)")
                .contains("BUILD FAILURE");
        assertThat(broken.exitCode()).isEqualTo(1);
        assertThat(folder.resolve("target/compatibility.xml")).content().contains("failures=\"1\"");

        Files.writeString(source, GREETING.replace("%s", ""));
        Result good = Commands.maven(folder, "verify");

        assertThat(good.output()).contains("example.polite 1.0.0  works");
        assertThat(good.exitCode()).as(good.output()).isZero();
        assertThat(folder.resolve("target/compatibility.xml")).content().contains("failures=\"0\"");
    }

    /** Builds a plugin against the API as it was. */
    private void plugin(Path plugins) throws IOException {
        Path api = BundleBuilder.bundle("greeting-api")
                .with("Export-Package", "com.example.greeting;version=1.0.0")
                .source(
                        "com.example.greeting.Greeting",
                        GREETING.replace("%s", "").substring(GREETING.indexOf(';') + 1))
                .buildTo(folder);
        BundleBuilder.plugin("example.polite", "example.polite")
                .classPath(api)
                .source("example.polite.Polite", """
                        public final class Polite {
                            public static String greet() {
                                return com.example.greeting.Greeting.greet("Ada");
                            }
                        }
                        """)
                .buildTo(plugins);
        Files.delete(api);
    }
}
