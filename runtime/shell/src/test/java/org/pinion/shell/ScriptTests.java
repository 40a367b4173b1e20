// SPDX-License-Identifier: Apache-2.0
package org.pinion.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pinion.shell.Stage.Run;

class ScriptTests {

    private final Stage stage = new Stage();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void results_ofAllCommands_arePrinted() {
        assertThat(stage.run("value number; echo hello\nvalue number; value nothing"))
                .isEqualTo(Run.of("42\nhello\n42\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "number | 42",
                "list   | 'one\n2\n[3, 4]'",
                "map    | key                 1",
                "ints   | '[1, 2]\n[3]'",
                "bean   | a bean"
            })
    void value_ofAKind_isReadable(String kind, String text) {
        assertThat(stage.run("value " + kind)).isEqualTo(Run.of(text + "\n"));
    }

    @Test
    void bundles_listed_areATable() {
        // Gogo writes the numbers with the digits of the locale.
        assertThat(stage.run("lb").out())
                .contains("ID|State", "System Bundle")
                .containsPattern("(?U)\\s\\d\\|Active")
                .doesNotEndWith("\n\n");
    }

    @Test
    void command_thatIsAKeyword_isFound() {
        assertThat(stage.run("switch; pinion:switch")).isEqualTo(Run.of("switched\nswitched\n"));
    }

    @Test
    void variables_pipesAndClosures_work() {
        assertThat(stage.run("x = 5; echo $x")).isEqualTo(Run.of("5\n"));
        assertThat(stage.run("x = (value number)\necho \"is ${x}\"")).isEqualTo(Run.of("is 42\n"));
        assertThat(stage.run("echo one | cat; value list | grep one")).isEqualTo(Run.of("one\none\n"));
        assertThat(stage.run("each [a b] { echo \"<$it>\" } | cat").out()).startsWith("<a>\n<b>\n");
        assertThat(stage.run("twice = { echo $1 $1 }; twice ha")).isEqualTo(Run.of("ha ha\n"));
        assertThat(stage.run("if { true } { echo yes } else { echo no }").out()).startsWith("yes\n");
        assertThat(stage.run("# nothing\n\n")).isEqualTo(Run.of(""));
    }

    @Test
    void output_redirected_isInTheFile() throws IOException {
        Path file = folder.resolve("out.txt");

        assertThat(stage.run("value number | cat > '" + file + "'")).isEqualTo(Run.of(""));

        assertThat(file).hasContent("42");
    }

    @Test
    void failure_first_endsTheScript() {
        assertThat(stage.run("value number; refuse 'no more'; value number"))
                .isEqualTo(new Run("42\n", "no more\n", 1));
    }

    @Test
    void failure_kept_goesOn() {
        assertThat(stage.run("refuse one; value number; refuse two", true)).isEqualTo(new Run("42\n", "one\ntwo\n", 1));
    }

    @Test
    void failure_inAPipe_isOne() {
        assertThat(stage.run("refuse 'no more' | cat; value number")).isEqualTo(Run.failed("no more\n"));
        assertThat(stage.run("nosuch | cat")).isEqualTo(Run.failed("no command nosuch; 'help' lists them\n"));
    }

    @Test
    void status_ofACommand_isAFailure_unlessItIsAskedFor() {
        assertThat(stage.run("echo a | grep b; echo more")).isEqualTo(Run.failed(""));
        assertThat(stage.run("echo a | grep b || echo none")).isEqualTo(Run.of("none\n"));
        assertThat(stage.run("echo a && echo b")).isEqualTo(Run.of("a\nb\n"));
        assertThat(stage.run("cat nosuch.txt").exit()).isEqualTo(1);
    }

    @Test
    void failure_ofAPlugin_isToldAsItIs() {
        Path missing = folder.resolve("missing.jar");

        assertThat(stage.run("open " + missing).err())
                .startsWith("plugin.Open(\"" + missing + "\"): no such file\n  found: ")
                .contains("\n  fix: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "nosuch          | no command nosuch; 'help' lists them",
                "x:y z           | no command x:y; 'help' lists them",
                "value           | wrong arguments for value; see 'help value'",
                "crash           | java.lang.NullPointerException: no value",
                "overflow        | java.lang.StackOverflowError",
                "echo x }        | syntax error in line 1, column 8: unexpected token '}'",
                "echo (value     | syntax error in line 1, column 12: unexpected end looking for ')'",
                "help nosuch     | no command nosuch; 'help' lists them"
            })
    void failure_ofAnyKind_isOneLine(String command, String text) {
        assertThat(stage.run(command)).isEqualTo(Run.failed(text + "\n"));
    }

    @Test
    void error_ofSyntax_isFoundBeforeAnythingRuns() {
        assertThat(stage.run("value number\necho {\n"))
                .isEqualTo(Run.failed("syntax error in line 3, column 1: unexpected end looking for '}'\n"));
    }

    @Test
    void exit_asked_endsAtOnce() {
        assertThat(stage.run("echo a; exit; echo b")).isEqualTo(Run.of("a\n"));
        assertThat(stage.run("if { true } { exit 3 }; echo b")).isEqualTo(new Run("", "", 3));
    }

    @Test
    void help_asked_listsAndDescribes() {
        assertThat(stage.run("help").out())
                .contains("felix\n", "gogo\n", "pinion\n", " lb ", " grep ", " open ")
                .doesNotContain("removecommand");
        assertThat(stage.run("help uninstall").out()).contains("uninstall - uninstall bundles", "numbers or names");
        assertThat(stage.run("help grep").out()).contains("grep --help");
    }

    @Test
    void lines_piped_runAsTheyAreComplete() throws IOException {
        assertThat(stage.pipe("value number\nif { true } {\n  echo yes\n}\nrefuse no\nvalue number\n"))
                .isEqualTo(new Run("42\nyes\n", "no\n", 1));
        assertThat(stage.pipe("echo a\n\necho b }\n"))
                .isEqualTo(new Run("a\n", "syntax error in line 3, column 8: unexpected token '}'\n", 1));
        assertThat(stage.pipe("echo a\necho {").err()).contains("syntax error in line 2");
        assertThat(stage.pipe("echo a\nexit 2\necho b")).isEqualTo(new Run("a\n", "", 2));
    }

    @Test
    void commands_ofGogo_writeNoColours() throws IOException {
        Files.createDirectory(folder.resolve("sub"));

        assertThat(stage.run("cd '" + folder + "'; ls; if { true } { ls | grep sub; ls }")
                        .out())
                .containsPattern("(?s)sub.*sub.*sub")
                .doesNotContain("\033");
    }

    @Test
    void command_readsItsInput() throws IOException {
        Path file = Files.writeString(folder.resolve("in.txt"), "b\na\n");

        assertThat(stage.run("sort < '" + file + "'")).isEqualTo(Run.of("a\nb\n"));
    }
}
