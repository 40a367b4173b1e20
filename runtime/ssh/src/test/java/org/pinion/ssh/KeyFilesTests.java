// SPDX-License-Identifier: Apache-2.0
package org.pinion.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of keys, and who else could read or change them. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "its files have no modes")
class KeyFilesTests {

    private static final KeyPair KEY = Keys.make("ed25519");
    private static final String LINE = Keys.line(KEY);

    @TempDir
    Path folder;

    private Path file;
    private Path host;

    @BeforeEach
    void name() {
        file = folder.resolve("authorized_keys");
        host = folder.resolve("ssh").resolve("host_key");
    }

    private String refusal(String content) throws IOException {
        Files.writeString(file, content);
        return refusal();
    }

    private String refusal() {
        try {
            new AuthorizedKeys(file).read();
            throw new AssertionError("not refused");
        } catch (IOException e) {
            return e.getMessage();
        }
    }

    @Test
    void keys_read_haveTheirLines() throws IOException {
        Files.writeString(file, "# ours\n\n" + LINE + "\nno-pty,No-Port-Forwarding " + LINE + "\nrestrict,pty " + LINE);

        assertThat(new AuthorizedKeys(file).read())
                .extracting(AuthorizedKeys.Entry::line, AuthorizedKeys.Entry::terminal)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(3, true),
                        org.assertj.core.groups.Tuple.tuple(4, false),
                        org.assertj.core.groups.Tuple.tuple(5, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "command=\"lb; no-pty\"",
                "from=\"10.0.0.*,!10.0.0.5\"",
                "no-pty,expiry-time=\"20300101\"",
                "cert-authority",
                "permitopen=\"a:1\"",
                "agent-forwarding",
                "nonsense"
            })
    void option_thatCannotBeKept_isRefused(String option) throws IOException {
        String name = option.replaceFirst(".*no-pty,", "").replaceFirst("=.*", "");

        assertThat(refusal("# ours\n" + option + " " + LINE))
                .isEqualTo("authorized keys file " + file + ", line 2 has the option " + name
                        + ", which Pinion cannot keep; remove the option, or the line");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "ssh-ed25519", "-----BEGIN OPENSSH PRIVATE KEY-----", "restrict x ssh-rsa"})
    void line_thatIsNoKey_isRefused(String line) throws IOException {
        assertThat(refusal(line))
                .isEqualTo("authorized keys file " + file
                        + ", line 1 is no public key; a line is: [OPTION,...] TYPE BASE64 [COMMENT]");
    }

    @Test
    void key_ofNoUse_isRefused() throws IOException {
        String use = "; use ed25519, ecdsa, or rsa of at least 2048 bits";
        assertThat(refusal("ssh-dss AAAA")).endsWith(", line 1 has a key of type ssh-dss, which is not accepted" + use);
        assertThat(refusal("sk-ssh-ed25519@openssh.com AAAA")).endsWith("which is not accepted" + use);
        assertThat(refusal(Keys.line(Keys.make("rsa-1024"))))
                .endsWith(", line 1 has an rsa key of 1024 bits, which is too short" + use);
        assertThat(refusal(LINE.substring(0, 40))).endsWith(", line 1 has a damaged key of type ssh-ed25519");
    }

    @Test
    void file_withoutKeys_isRefused() throws IOException {
        assertThat(refusal()).isEqualTo("authorized keys file " + file + ": no such file");
        assertThat(refusal("# nobody\n"))
                .isEqualTo("authorized keys file " + file + " has no key, so nobody could log in;"
                        + " add a public key of ssh-keygen, such as ~/.ssh/id_ed25519.pub");
        file = folder;
        assertThat(refusal()).isEqualTo("authorized keys file " + file + " is no file");
    }

    @Test
    void file_thatOthersCanChange_isRefused() throws IOException {
        Files.writeString(file, LINE);
        mode(file, "rw-rw-r--");
        assertThat(refusal())
                .isEqualTo("authorized keys file " + file + " is refused: others can write to " + file + "; chmod go-w "
                        + file);
        mode(file, "rw-r--r--");
        mode(folder, "rwxrwxrwx");
        assertThat(refusal())
                .isEqualTo("authorized keys file " + file + " is refused: others can write to " + folder
                        + "; chmod go-w " + folder);
        mode(folder, "rwxr-xr-x");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        assertThat(new AuthorizedKeys(link).read()).hasSize(1);
    }

    private static void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    @Test
    void hostKey_isMadeOnce_andPrivate() throws IOException {
        KeyPair made = HostKey.at(host);

        assertThat(HostKey.at(host).getPublic()).isEqualTo(made.getPublic());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(host)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(host.getParent())))
                .isEqualTo("rwx------");
        try (var files = Files.list(host.getParent())) {
            assertThat(files).containsExactly(host);
        }
    }

    @Test
    void hostKey_thatOthersCanRead_isRefused() throws IOException {
        HostKey.at(host);
        mode(host, "rw-r-----");

        assertThatThrownBy(() -> HostKey.at(host))
                .isInstanceOf(IOException.class)
                .hasMessage("host key " + host + " is refused: others can read it, so it is no secret any more;"
                        + " chmod 600 it if it is, or remove it for a new one");
    }

    @Test
    void hostKey_thatIsNone_isRefused() throws IOException {
        Keys.write(KEY, file);
        Files.writeString(file, "nonsense");
        assertThatThrownBy(() -> HostKey.at(file))
                .isInstanceOf(IOException.class)
                .hasMessage("host key " + file + " is no private key as ssh-keygen makes one");
        Keys.write(Keys.make("rsa-1024"), file);
        assertThatThrownBy(() -> HostKey.at(file))
                .hasMessage("host key " + file + " has an rsa key of 1024 bits, which is too short;"
                        + " use ed25519, ecdsa, or rsa of at least 2048 bits");
        Path unreachable =
                Files.writeString(folder.resolve("plain"), "").resolve("x").resolve("key");
        assertThatThrownBy(() -> HostKey.at(unreachable))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("cannot make host key " + unreachable + ": ");
    }

    @Test
    void port_thatIsTaken_isRefused() throws IOException {
        Files.writeString(file, LINE);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> start("127.0.0.1", taken.getLocalPort()))
                    .isInstanceOf(IOException.class)
                    .hasMessage("cannot listen on 127.0.0.1 port " + taken.getLocalPort() + ": Address already in use");
        }
        assertThatThrownBy(() -> start("no.such.host.invalid", 0))
                .hasMessage("cannot listen on no.such.host.invalid: no such host");
    }

    private void start(String name, int port) throws IOException {
        SshShell.start(
                        SshSettings.builder(file, host)
                                .host(name)
                                .port(port)
                                .idleTimeout(Duration.ofMinutes(1))
                                .build(),
                        new CompletableFuture<>())
                .close();
    }
}
