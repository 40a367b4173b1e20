// SPDX-License-Identifier: Apache-2.0
package org.pinion.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;

/**
 * The keys that may log in: a file of the form that OpenSSH has for {@code authorized_keys}.
 *
 * <p>A line is either kept in all it says, or the whole file is refused.
 */
final class AuthorizedKeys {

    /** These forbid what nobody can do anyway. */
    private static final Set<String> ALWAYS_KEPT =
            Set.of("no-agent-forwarding", "no-port-forwarding", "no-x11-forwarding", "no-user-rc");

    private static final Set<String> WITHOUT_TERMINAL = Set.of("no-pty", "restrict");

    private static final String FORM = "is no public key; a line is: [OPTION,...] TYPE BASE64 [COMMENT]";

    /** A key, the number of its line, and whether it may have a terminal. */
    record Entry(PublicKey key, int line, boolean terminal) {}

    private final Path file;

    AuthorizedKeys(Path file) {
        this.file = file;
    }

    /** Finds the line of a key in the file as it is now. */
    Optional<Entry> find(PublicKey key) throws IOException {
        return read().stream()
                .filter(entry -> KeyUtils.compareKeys(entry.key(), key))
                .findFirst();
    }

    /**
     * Read the file.
     *
     * @return all keys, at least one
     * @throws IOException if it cannot be read, has no key, a line cannot be kept, or others could change it; the
     *     message is for users
     */
    List<Entry> read() throws IOException {
        Path real = KeyFiles.require("authorized keys file", file);
        List<String> lines;
        try {
            // Comments come in any encoding.
            lines = Files.readAllLines(real, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new IOException("cannot read authorized keys file " + file + ": " + KeyFiles.reason(e), e);
        }
        List<Entry> entries = new ArrayList<>();
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                entries.add(parse(line, number));
            }
        }
        if (entries.isEmpty()) {
            throw new IOException(
                    "authorized keys file " + file
                            + " has no key, so nobody could log in; add a public key of ssh-keygen, such as ~/.ssh/id_ed25519.pub");
        }
        return entries;
    }

    private Entry parse(String line, int number) throws IOException {
        List<String> words = List.of(line.split("\\s+"));
        if (words.stream().noneMatch(AuthorizedKeys::isType)) {
            throw refused(number, FORM);
        }
        if (isType(words.get(0))) {
            return new Entry(key(words, number), number, true);
        }
        boolean terminal = terminal(words.get(0), number);
        return new Entry(key(words.subList(1, words.size()), number), number, terminal);
    }

    /** Tells whether a word is the type of a key, be it one that is not accepted. */
    private static boolean isType(String word) {
        return word.matches("(ssh|ecdsa|sk)-[\\w.@-]+");
    }

    /** Reads options; one with a value is never among those that are kept, so blanks in it do not matter. */
    private boolean terminal(String options, int number) throws IOException {
        boolean terminal = true;
        for (String option : options.toLowerCase(Locale.ROOT).split(",")) {
            if (WITHOUT_TERMINAL.contains(option)) {
                terminal = false;
            } else if (option.equals("pty")) {
                terminal = true;
            } else if (!ALWAYS_KEPT.contains(option)) {
                throw refused(
                        number,
                        "has the option " + option.replaceFirst("=.*", "")
                                + ", which Pinion cannot keep; remove the option, or the line");
            }
        }
        return terminal;
    }

    private PublicKey key(List<String> words, int number) throws IOException {
        if (words.size() < 2 || !isType(words.get(0))) {
            throw refused(number, FORM);
        }
        String type = words.get(0);
        if (!KeyTypes.NAMES.contains(type)) {
            throw refused(number, KeyTypes.unfit(type));
        }
        PublicKey key;
        try {
            key = PublicKeyEntry.parsePublicKeyEntry(type + " " + words.get(1)).resolvePublicKey(null, null, null);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw refused(number, "has a damaged key of type " + type);
        }
        Optional<String> unfit = KeyTypes.unfit(key);
        if (unfit.isPresent()) {
            throw refused(number, unfit.get());
        }
        return key;
    }

    private IOException refused(int number, String text) {
        return new IOException("authorized keys file " + file + ", line " + number + " " + text);
    }
}
