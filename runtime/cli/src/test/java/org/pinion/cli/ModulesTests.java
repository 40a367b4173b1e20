// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An image of the JDK has the modules that an application asked for. What is an extra is left out then. */
class ModulesTests {

    @TempDir
    Path folder;

    private static Cli run(String modules, Object... words) {
        return Cli.run(List.of("--limit-modules", modules), words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.base",
                "java.base,java.management",
                "java.base,jdk.jfr",
                "java.base,java.management,jdk.jfr",
                "java.base,java.management,jdk.unsupported",
                "java.base,jdk.jfr,jdk.unsupported"
            })
    void plugin_opens_withFewModules(String modules) {
        Path tools = TestPlugins.tools(folder);

        Cli cli = run(modules, "call", tools, "add", 40, 2);

        assertThat(cli.err()).isEmpty();
        assertThat(cli.out()).endsWith("42\n");
        assertThat(run(modules, "why", tools).out()).contains("nothing keeps it from opening");
    }

    @Test
    void shell_works_withTheModuleForLogs() {
        Cli cli = run("java.base,java.logging", "-c", "lb");

        assertThat(cli.err()).isEmpty();
        assertThat(cli.out()).contains("System Bundle");
    }

    @Test
    void shell_withoutTheModuleForLogs_saysWhatItNeeds() {
        assertThat(run("java.base", "-c", "lb").err()).isEqualTo("""
                pinion: cannot open the shell: the shell needs the module java.logging, which this Java does not have
                  fix:    add java.logging to the modules of the runtime image, or of --limit-modules
                """);
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_21, disabledReason = "its keys are in java.base since Java 22")
    void ssh_withoutTheModuleOfItsKeys_saysWhatItNeeds() throws IOException {
        Path keys = Files.createFile(folder.resolve("keys"));

        Cli cli = run("java.base,java.logging", "serve", "--ssh", 0, "--authorized-keys", keys, "--plugins", folder);

        assertThat(cli.err())
                .contains("SSH needs the module jdk.crypto.ec, which this Java does not have; add it to the modules of"
                        + " the runtime image, or of --limit-modules")
                .doesNotContain("internal error");
        assertThat(cli.exit()).isEqualTo(1);
    }
}
