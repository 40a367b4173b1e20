// SPDX-License-Identifier: Apache-2.0
package org.pinion.diagnosis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page {@code docs/diagnosis.md}: a comment such as {@code <!-- pinion some-id -->} marks each block of a message.
 */
final class Page {

    private static final Path FILE = Path.of("../../docs/diagnosis.md");

    private static final String BLOCK = "<!-- %s ([a-z0-9-]+) -->\n```text\n(.*?)```\n";

    private final String speaker;

    /** Shows what one speaks: {@code pinion}, {@code felix} or {@code equinox}. */
    Page(String speaker) {
        this.speaker = speaker;
    }

    /** Lists the cases of which the speaker has a block, in the order of the page. */
    List<String> ids() throws IOException {
        List<String> ids = new ArrayList<>();
        Matcher matcher = block(BLOCK);
        while (matcher.find()) {
            ids.add(matcher.group(1));
        }
        return ids;
    }

    /** Gives the message of a case. */
    String shown(String id) throws IOException {
        return find(id).group(2).stripTrailing();
    }

    /** Writes the message of a case anew. */
    void write(String id, String message) throws IOException {
        Matcher block = find(id);
        String text = Files.readString(FILE);
        Files.writeString(FILE, text.substring(0, block.start(2)) + message + "\n" + text.substring(block.end(2)));
    }

    private Matcher find(String id) throws IOException {
        Matcher matcher = block(BLOCK.replace("[a-z0-9-]+", id));
        if (!matcher.find()) {
            throw new AssertionError("docs/diagnosis.md has no block <!-- " + speaker + " " + id + " -->");
        }
        return matcher;
    }

    private Matcher block(String pattern) throws IOException {
        return Pattern.compile(pattern.formatted(speaker), Pattern.DOTALL).matcher(Files.readString(FILE));
    }
}
