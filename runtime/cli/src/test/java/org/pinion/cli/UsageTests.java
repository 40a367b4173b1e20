// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTests {

    @Test
    void version_asked_isPrinted() {
        Cli cli = Cli.run("--version");

        assertThat(cli.out())
                .matches("pinion \\d+\\.\\d+\\.\\d+\\S* \\(Java \\Q" + System.getProperty("java.version") + "\\E\\)\n");
        assertThat(cli.err()).isEmpty();
        assertThat(cli.exit()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "open ", "why ", "symbols ", "call ", "get ", "run ", "shell ", "check ", "uses "})
    void help_asked_showsExamples(String command) {
        Cli cli = Cli.run((Object[]) (command + "--help").split(" "));

        assertThat(cli.out())
                .startsWith("Usage: pinion " + command)
                .contains("Example", command.equals("run ") ? "script" : "add.jar");
        assertThat(cli.out().lines()).allMatch(line -> line.length() <= 80);
        assertThat(cli.err()).isEmpty();
        assertThat(cli.exit()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''              | pinion         | Missing command",
                "opne            | pinion         | Unmatched argument at index 0: 'opne'",
                "open            | pinion open    | Missing required parameter: 'JAR'",
                "open -L         | pinion open    | Missing required parameter for option '--library' (JAR)",
                "open --foo a    | pinion open    | Unknown option: '--foo'",
                "why             | pinion why     | Missing required parameter: 'JAR'",
                "why a b         | pinion why     | Unmatched argument at index 2: 'b'",
                "symbols         | pinion symbols | Missing required parameter: 'JAR'",
                "symbols a b     | pinion symbols | Unmatched argument at index 2: 'b'",
                "check a         | pinion check   | Missing required option: '--against=LIBRARY'",
                "check --against | pinion check   | Missing required parameter for option '--against' at index 0 (LIBRARY)",
                "uses            | pinion uses    | Missing required parameter: 'PLUGIN'",
                "uses a --unused | pinion uses    | --unused needs --api",
                "call a          | pinion call    | Missing required parameter: 'SYMBOL'",
                "call --foo a f  | pinion call    | Unknown option: '--foo'",
                "-c              | pinion         | Missing required parameter for option '--command' (SCRIPT)",
                "run             | pinion run     | Missing required parameter: 'FILE'",
                "get a           | pinion get     | Missing required parameter: 'VAR'"
            })
    void commandLine_thatIsWrong_isExplained(String words, String command, String message) {
        Cli cli = Cli.run(words.isEmpty() ? new Object[0] : (Object[]) words.split(" "));

        assertThat(cli.err()).startsWith("pinion: " + message).endsWith("Try '" + command + " --help'.\n");
        assertThat(cli.err().lines().count()).isLessThanOrEqualTo(3);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.exit()).isEqualTo(2);
    }
}
