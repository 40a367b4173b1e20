// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptTests {

    @TempDir
    Path folder;

    @Test
    void commands_onTheCommandLine_run() {
        assertThat(Cli.run("-c", "x = 5; echo $x; echo two")).isEqualTo(new Cli("5\ntwo\n", "", 0));
    }

    @Test
    void failure_onTheCommandLine_ends() {
        assertThat(Cli.run("-c", "echo one; nosuch; echo two"))
                .isEqualTo(new Cli("one\n", "no command nosuch; 'help' lists them\n", 1));
        assertThat(Cli.run("--keep-going", "-c", "nosuch; echo two"))
                .isEqualTo(new Cli("two\n", "no command nosuch; 'help' lists them\n", 1));
    }

    @Test
    void command_alone_loadsNothingOfJLine() {
        Cli cli = Cli.run(List.of("-Xlog:class+load"), "-c", "lb");

        assertThat(cli.out()).contains("System Bundle", "org.apache.felix.gogo.command.Basic");
        assertThat(cli.out()).doesNotContain("org.jline.", "org.apache.felix.gogo.jline.Posix");
        assertThat(cli.exit()).isZero();
    }

    @Test
    void pluginsFolder_given_isOpenedFirst_andFailuresAreTold() {
        TestPlugins.tools(folder);
        TestPlugins.failing(folder);

        Cli cli = Cli.run("-c", "call acme.tools add 1 2; plugins", "--plugins", folder);

        assertThat(cli.out()).contains("3\n").contains("acme.tools  1.0.0").contains("FAILED");
        assertThat(cli.err()).contains("IllegalStateException: no luck").contains("acme.failing-1.0.0.jar");
        assertThat(cli.exit()).isZero();
        assertThat(Cli.pipe("call acme.tools add 3 4\n", "shell", "--plugins", folder)
                        .out())
                .endsWith("7\n");
        assertThat(Cli.run("-c", "plugins", "--plugins", folder.resolve("none")).err())
                .contains("plugins folder", "none");
    }

    @Test
    void script_inAFile_runs() throws IOException {
        Path script = Files.writeString(folder.resolve("a.pinion"), """
                # a comment
                if { true } {
                    echo yes
                }
                uninstall 0
                echo no
                """);

        Cli cli = Cli.run("run", script);

        assertThat(cli.out()).isEqualTo("yes\n");
        assertThat(cli.err()).startsWith("uninstall of ").contains("refused").hasLineCount(1);
        assertThat(cli.exit()).isEqualTo(1);
        assertThat(Cli.run("run", "--keep-going", script).out()).isEqualTo("yes\nno\n");
    }

    @Test
    void script_thatCannotBeRead_isTold() throws IOException {
        Path latin = Files.write(folder.resolve("latin"), "echo \u00e4".getBytes(StandardCharsets.ISO_8859_1));
        Path missing = folder.resolve("missing");

        assertThat(Cli.run("run", missing)).isEqualTo(new Cli("", "pinion: " + missing + ": no such file\n", 1));
        assertThat(Cli.run("run", latin)).isEqualTo(new Cli("", "pinion: " + latin + " is not in UTF-8\n", 1));
    }

    @Test
    void script_throughAPipe_runs() {
        assertThat(Cli.pipe("echo one\necho two", "shell")).isEqualTo(new Cli("one\ntwo\n", "", 0));
        assertThat(Cli.pipe("echo one\nnosuch\necho two\n", "shell"))
                .isEqualTo(new Cli("one\n", "no command nosuch; 'help' lists them\n", 1));
        assertThat(Cli.pipe("exit 3\necho two\n", "shell")).isEqualTo(new Cli("", "", 3));
    }

    @Test
    void plugins_ofTheShell_areOpenedFirst() {
        Path missing = folder.resolve("missing.jar");

        Cli cli = Cli.pipe("stop acme.tools\n", "shell", missing, TestPlugins.tools(folder));

        assertThat(cli.out()).isEqualTo("tools init\n");
        assertThat(cli.err())
                .startsWith("plugin.Open(\"" + missing + "\"): no such file\n")
                .contains("\nstop of acme.tools 1.0.0 [")
                .endsWith("(remove its file from the plugins folder first)\n");
        assertThat(cli.exit()).isEqualTo(1);
    }
}
