// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sessions in {@code docs/administration.md} are real: they are replayed, with a runtime that serves a plugin.
 *
 * <p>{@code -DargLine=-Dadministration.write=true} writes what the commands print into the page.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "its files have no modes")
class AdministrationPageTests {

    private static final Path PAGE = Path.of("").toAbsolutePath().resolve("../../docs/administration.md");

    private static final Pattern SESSION =
            Pattern.compile("(?<=^<!-- session -->\n```\n).*?(?=^```$)", Pattern.MULTILINE | Pattern.DOTALL);

    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    private static final String SSH = "$ ssh -p 2222 admin@127.0.0.1 ";
    private static final String PINION = "$ ./pinion ";

    @TempDir
    Path folder;

    private Ssh ssh;
    private int port;
    private int exit;

    @Test
    void sessions_ofThePage_areWhatIsSeen() throws Exception {
        String page = Files.readString(PAGE);
        Path plugins = Files.createDirectory(folder.resolve("plugins"));
        Path ready = folder.resolve("ready");
        TestPlugins.tools(plugins);
        TestPlugins.failing(plugins);
        ssh = new Ssh(folder);
        StringBuilder replayed = new StringBuilder();
        try (Server server = new Server(
                folder,
                "--plugins",
                plugins,
                "--ssh",
                0,
                "--authorized-keys",
                ssh.authorizedKeys,
                "--host-key",
                ssh.hostKey,
                "--ready-file",
                ready)) {
            server.await("ready: ");
            port = Integer.parseInt(Files.readAllLines(ready).get(1).substring("ssh=".length()));
            Matcher sessions = SESSION.matcher(page);
            while (sessions.find()) {
                sessions.appendReplacement(replayed, Matcher.quoteReplacement(play(sessions.group())));
            }
            sessions.appendTail(replayed);
        }
        if (Boolean.getBoolean("administration.write")) {
            Files.writeString(PAGE, replayed);
        }
        assertThat(SESSION.matcher(page).results()).hasSize(3);
        assertThat(withoutChance(replayed.toString())).isEqualTo(withoutChance(page));
    }

    /** Replaces times, and the gaps of columns that are as wide as times happen to be. */
    private static String withoutChance(String text) {
        return text.replaceAll("\\d+\\.\\d{3} ms", "0.000 ms").replaceAll("(?<=[^\\s|]) {2,}", "  ");
    }

    private String play(String session) throws IOException {
        StringBuilder played = new StringBuilder();
        for (String line : session.lines().filter(text -> text.startsWith("$ ")).toList()) {
            played.append(line).append("\n").append(run(line));
        }
        return played.toString();
    }

    private String run(String line) throws IOException {
        if (line.equals("$ echo $?")) {
            return exit + "\n";
        }
        Cli cli = line.startsWith(SSH)
                ? ssh.run(port, String.join(" ", words(line.substring(SSH.length()))))
                : Cli.run(words(line.substring(PINION.length())).toArray());
        exit = cli.exit();
        return (cli.out() + cli.err()).replace(folder.toString(), "/srv");
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        WORD.matcher(line).results().forEach(word -> words.add(word.group(1) == null ? word.group(2) : word.group(1)));
        return words;
    }
}
