// SPDX-License-Identifier: Apache-2.0
package org.pinion.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sessions in {@code docs/commands.md} are real: they are replayed, one after the other, in one runtime.
 *
 * <p>{@code -DargLine=-Dcommands.write=true} writes what the commands print into the page.
 */
class CommandsPageTests {

    private static final Path PAGE = Path.of("").toAbsolutePath().resolve("../../docs/commands.md");

    private static final Pattern SESSION =
            Pattern.compile("(?<=^<!-- session -->\n```\n).*?(?=^```$)", Pattern.MULTILINE | Pattern.DOTALL);

    private static final Pattern HEADING = Pattern.compile("^## `(\\w+)", Pattern.MULTILINE);

    @TempDir
    Path folder;

    @Test
    void sessions_ofThePage_areWhatIsSeen() throws IOException {
        String page = Files.readString(PAGE);
        String replayed;
        Path text = TestPlugins.text(folder);
        Path words = TestPlugins.words(folder, text);
        TestPlugins.wc(folder, text, words);
        TestPlugins.calc(folder, "1.0.0");
        TestPlugins.calc(folder, "2.0.0");
        TestPlugins.failing(folder);
        try (GogoSession gogo = new GogoSession(folder)) {
            gogo.pinion.addLibrary(text);
            gogo.pinion.addLibrary(words);
            replayed =
                    SESSION.matcher(page).replaceAll(session -> Matcher.quoteReplacement(play(gogo, session.group())));
        }
        if (Boolean.getBoolean("commands.write")) {
            Files.writeString(PAGE, replayed);
        }
        assertThat(SESSION.matcher(page).results()).hasSizeGreaterThan(10);
        assertThat(withoutNumbers(replayed)).isEqualTo(withoutNumbers(page));
    }

    /**
     * Replaces the numbers of bundles, too: the framework gives them, and counts from elsewhere if it installs itself.
     */
    private static String withoutNumbers(String text) {
        return GogoSession.withoutChance(text).replaceAll("(\\d+\\.\\d+\\.\\d+) \\[\\d+]", "$1 [0]");
    }

    private static String play(GogoSession gogo, String session) {
        StringBuilder played = new StringBuilder();
        session.lines()
                .filter(line -> line.startsWith("> "))
                .forEach(line -> played.append(line).append("\n").append(gogo.transcript(line.substring(2))));
        return played.toString();
    }

    @Test
    void page_describesEveryCommand() throws IOException {
        try (GogoSession gogo = new GogoSession(folder)) {
            assertThat(HEADING.matcher(Files.readString(PAGE)).results().map(heading -> heading.group(1)))
                    .containsExactlyElementsOf(gogo.commands.names());
        }
    }
}
