// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sessions in {@code docs/compatibility.md} are real: they are replayed.
 *
 * <p>{@code -DargLine=-Dcompatibility.write=true} writes what the commands print into the page.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "its paths have backslashes")
class CompatibilityPageTests {

    private static final Path PAGE = Path.of("").toAbsolutePath().resolve("../../docs/compatibility.md");

    private static final Pattern SESSION =
            Pattern.compile("(?<=^<!-- session -->\n```\n).*?(?=^```$)", Pattern.MULTILINE | Pattern.DOTALL);

    private static final String PINION = "$ ./pinion ";

    @TempDir
    Path folder;

    private int exit;

    @Test
    void sessions_ofThePage_areWhatIsSeen() throws Exception {
        CheckJars jars = new CheckJars(folder);
        jars.shout();
        jars.square();
        String page = Files.readString(PAGE);
        StringBuilder replayed = new StringBuilder();
        Matcher sessions = SESSION.matcher(page);
        while (sessions.find()) {
            sessions.appendReplacement(replayed, Matcher.quoteReplacement(play(sessions.group())));
        }
        sessions.appendTail(replayed);
        if (Boolean.getBoolean("compatibility.write")) {
            Files.writeString(PAGE, replayed);
        }
        assertThat(SESSION.matcher(page).results()).hasSize(2);
        assertThat(replayed.toString()).isEqualTo(page);
    }

    private String play(String session) {
        StringBuilder played = new StringBuilder();
        for (String line : session.lines().filter(text -> text.startsWith("$ ")).toList()) {
            played.append(line).append("\n").append(run(line));
        }
        return played.toString();
    }

    private String run(String line) {
        if (line.equals("$ echo $?")) {
            return exit + "\n";
        }
        String words = line.substring(PINION.length()).replace("/srv", folder.toString());
        Cli cli = Cli.run((Object[]) words.split(" "));
        exit = cli.exit();
        return (cli.out() + cli.err()).replace(folder.toString(), "/srv");
    }
}
