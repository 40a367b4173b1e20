// SPDX-License-Identifier: Apache-2.0
package org.pinion.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinion.testing.Commands;
import org.pinion.testing.Commands.Result;
import org.pinion.testing.Documents;

/** A mistake of an author fails the build of the plugin, and says what it is. */
class MistakesIT {

    @TempDir
    Path folder;

    @Test
    void plugin_withTwoMainPackages_failsToBuild() throws IOException, InterruptedException {
        Documents.writeFiles(Documents.guides(), folder);
        Files.writeString(folder.resolve("greeter/src/main/java/com/example/greeter/text/package-info.java"), """
                @org.pinion.PluginMain
                package com.example.greeter.text;
                """);

        Result result = Commands.maven(folder.resolve("greeter"), "package");

        assertThat(result.exitCode()).isNotZero();
        assertThat(result.output())
                .contains("pinion: more than one main package: com.example.greeter, com.example.greeter.text;"
                        + " keep @PluginMain on one of them");
    }
}
