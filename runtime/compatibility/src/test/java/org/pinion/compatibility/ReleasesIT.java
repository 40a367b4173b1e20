// SPDX-License-Identifier: Apache-2.0
package org.pinion.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinion.Function;
import org.pinion.PluginException;
import org.pinion.embed.Pinion;
import org.pinion.testing.Commands;
import org.pinion.testing.Commands.Result;
import org.pinion.testing.Documents;

/** The plugin of the guide, compiled for each release of Java from 17 to the newest one of this machine. */
class ReleasesIT {

    private static final int RUNNING = Runtime.version().feature();

    @TempDir
    static Path folder;

    @BeforeAll
    static void writeGuides() throws IOException {
        Documents.writeFiles(Documents.guides(), folder);
    }

    static IntStream releases() throws IOException {
        return IntStream.rangeClosed(17, Jdks.newest().version());
    }

    private static Path build(int release, String... more) throws IOException, InterruptedException {
        String[] arguments = new String[more.length + 3];
        System.arraycopy(more, 0, arguments, 0, more.length);
        arguments[more.length] = "-Dmaven.compiler.release=" + release;
        arguments[more.length + 1] = "clean";
        arguments[more.length + 2] = "package";
        Result result = Commands.maven(folder.resolve("greeter"), Jdks.newest().home(), arguments);
        assertThat(result.exitCode()).as(result.output() + result.errors()).isZero();
        assertThat(result.output()).doesNotContain(" pinion: ");
        return folder.resolve("greeter/target/greeter-1.0.0.jar");
    }

    @ParameterizedTest
    @MethodSource("releases")
    void plugin_opens_orSaysWhichJavaItNeeds(int release) throws Throwable {
        Path jar = build(release);

        try (Pinion pinion = Pinion.start()) {
            if (release > RUNNING) {
                assertThatThrownBy(() -> pinion.open(jar))
                        .isInstanceOf(PluginException.class)
                        .hasMessageContaining("needs Java " + release + ", runs on Java " + RUNNING)
                        .hasMessageContaining("start the host with Java " + release);
            } else {
                assertThat(((Function) pinion.open(jar).lookup("greet")).call("Ada"))
                        .isEqualTo("Hello, Ada!");
            }
        }
    }

    @Test
    void plugin_ofAModule_opens() throws Throwable {
        Path module = Files.writeString(
                folder.resolve("greeter/src/main/java/module-info.java"),
                "module com.example.greeter { requires org.pinion; exports com.example.greeter; }");
        try {
            Path jar = build(17, "-Dmaven.test.skip");

            try (Pinion pinion = Pinion.start()) {
                assertThat(((Function) pinion.open(jar).lookup("greet")).call("Ada"))
                        .isEqualTo("Hello, Ada!");
            }
        } finally {
            Files.delete(module);
        }
    }
}
