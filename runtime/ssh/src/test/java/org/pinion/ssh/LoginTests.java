// SPDX-License-Identifier: Apache-2.0
package org.pinion.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.pubkey.PublicKeyAuthenticationReporter;
import org.apache.sshd.client.channel.ChannelSubsystem;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinion.ssh.Client.Run;

/** Who gets in, and who does not. */
class LoginTests {

    private static final KeyPair KEY = Keys.make("ed25519");

    @TempDir
    Path folder;

    static Stream<Arguments> clientsAndTypes() {
        return Client.all()
                .flatMap(client -> Stream.of("ed25519", "ecdsa-256", "ecdsa-384", "ecdsa-521", "rsa-2048")
                        .map(type -> Arguments.of(client, type)));
    }

    @ParameterizedTest
    @MethodSource("clientsAndTypes")
    void key_ofEachType_letsIn_andIsAHostKey(Client client, String type) throws Exception {
        KeyPair key = Keys.make(type);
        Keys.write(Keys.make(type), folder.resolve("host_key"));
        try (Stage stage = new Stage(folder, key)) {
            assertThat(client.run(stage, key, "", "echo in")).isEqualTo(new Run("in\n", "", 0));
        }
    }

    @Test
    void login_andItsCommands_areLogged() throws Exception {
        KeyPair key = Keys.make("ed25519");
        try (Stage stage = new Stage(folder, key)) {
            new Mina().run(stage, key, "", "echo a\necho b");
            new Mina().run(stage, key, "echo typed\n", null);
        }
        String who = " of alice from 127\\.0\\.0\\.1 port \\d+ with key \\Q" + Keys.fingerprint(key) + "\\E";
        List<String> log = Stage.log(key);
        assertThat(log.get(0)).matches("INFO org.pinion.ssh - login" + who);
        assertThat(log.get(1)).matches("INFO org.pinion.ssh - command" + who + ": echo a\\\\necho b");
        assertThat(log).anySatisfy(line -> assertThat(line).matches(".*command" + who + ": echo typed"));
        assertThat(log).anySatisfy(line -> assertThat(line).matches(".*logout" + who + ".*"));
    }

    @Test
    void key_thatIsNotAuthorized_isRefused_andLogged_andNothingElseIsOffered() throws Exception {
        KeyPair wrong = Keys.make("ed25519");
        List<String> offered = new ArrayList<>();
        try (Stage stage = new Stage(folder, KEY);
                SshClient client = Mina.client();
                ClientSession session = Mina.connect(client, stage)) {
            session.addPublicKeyIdentity(wrong);
            session.setPublicKeyAuthenticationReporter(new PublicKeyAuthenticationReporter() {
                @Override
                public void signalAuthenticationFailure(
                        ClientSession from, String service, KeyPair identity, boolean partial, List<String> methods) {
                    offered.addAll(methods);
                }
            });
            assertThatThrownBy(() -> session.auth().verify(Mina.PATIENCE)).isInstanceOf(SshException.class);
        }
        assertThat(offered).containsExactly("publickey");
        assertThat(Stage.log(wrong))
                .singleElement()
                .asString()
                .startsWith("WARN org.pinion.ssh - key refused of alice from 127.0.0.1 port ")
                .endsWith(" with key " + Keys.fingerprint(wrong) + ": is not authorized");
    }

    @Test
    void password_isRefused() throws Exception {
        try (Stage stage = new Stage(folder, KEY);
                SshClient client = Mina.client();
                ClientSession session = Mina.connect(client, stage)) {
            session.addPasswordIdentity("secret");
            assertThatThrownBy(() -> session.auth().verify(Mina.PATIENCE)).isInstanceOf(SshException.class);
            String port = " port " + portOf(session);
            session.disconnect(11, "enough");
            awaitLog("no login of ", port, ": enough");
        }
    }

    private static int portOf(ClientSession session) {
        return ((java.net.InetSocketAddress) session.getIoSession().getLocalAddress()).getPort();
    }

    private static void awaitLog(String... parts) {
        Awaitility.await()
                .atMost(Mina.PATIENCE)
                .untilAsserted(() -> assertThat(Stage.log(parts[0]))
                        .anyMatch(line -> Stream.of(parts).allMatch(line::contains)));
    }

    @Test
    void tries_tooMany_endTheConnection_evenIfARightKeyFollows() throws Exception {
        try (Stage stage = new Stage(folder, KEY);
                SshClient client = Mina.client();
                ClientSession session = Mina.connect(client, stage)) {
            for (int i = 0; i < 10; i++) {
                session.addPublicKeyIdentity(Keys.make("ed25519"));
            }
            session.addPublicKeyIdentity(KEY);
            assertThatThrownBy(() -> session.auth().verify(Mina.PATIENCE)).isInstanceOf(SshException.class);
            awaitLog("Too many authentication failures", " port " + portOf(session));
        }
    }

    @Test
    void connection_thatIsIdle_isClosed() throws Exception {
        try (Stage stage = new Stage(folder, Duration.ofSeconds(1), KEY);
                SshClient client = Mina.client();
                ClientSession session = Mina.login(client, stage, KEY)) {
            Awaitility.await().atMost(Mina.PATIENCE).until(session::isClosed);
            awaitLog("logout of alice", " port " + portOf(session), ": Detected IdleTimeout after ");
        }
    }

    @Test
    void connections_tooMany_areRefused_untilOneHasGone() throws Exception {
        try (Stage stage = new Stage(folder, KEY);
                SshClient client = Mina.client()) {
            List<ClientSession> sessions = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                sessions.add(Mina.login(client, stage, KEY));
            }
            assertThat(greeting(stage)).isEmpty();
            awaitLog("no login of somebody from 127.0.0.1 port ", ": there are 10 connections already");

            sessions.get(0).close();

            Awaitility.await().atMost(Mina.PATIENCE).until(() -> greeting(stage).startsWith("SSH-2.0-Pinion"));
        }
    }

    /** Connects, and gives what the server says at once; nothing if it hangs up. */
    private static String greeting(Stage stage) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", stage.ssh.port())) {
            socket.setSoTimeout((int) Mina.PATIENCE.toMillis());
            return new String(socket.getInputStream().readNBytes(14), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void forwarding_copyingAndSubsystems_areRefused() throws Exception {
        try (Stage stage = new Stage(folder, KEY);
                SshClient client = Mina.client();
                ClientSession session = Mina.login(client, stage, KEY)) {
            SshdSocketAddress any = new SshdSocketAddress("127.0.0.1", 0);
            assertThatThrownBy(() -> session.startRemotePortForwarding(any, any))
                    .isInstanceOf(SshException.class);
            assertThatThrownBy(() -> session.createDirectTcpipChannel(
                                    any, new SshdSocketAddress("127.0.0.1", stage.ssh.port()))
                            .open()
                            .verify(Mina.PATIENCE))
                    .isInstanceOf(SshException.class);
            try (ChannelSubsystem sftp = session.createSubsystemChannel("sftp")) {
                sftp.open().verify(Mina.PATIENCE);
                assertThat(sftp.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), Mina.PATIENCE))
                        .contains(ClientChannelEvent.CLOSED);
                assertThat(sftp.getExitStatus()).isNull();
            }
            assertThat(Mina.run(session, "", "scp -t /tmp"))
                    .isEqualTo(new Run("", "no command scp; 'help' lists them\n", 1));
        }
    }

    @Test
    void file_changed_countsAtTheNextLogin() throws Exception {
        KeyPair other = Keys.make("ecdsa-256");
        try (Stage stage = new Stage(folder, KEY)) {
            assertThatThrownBy(() -> new Mina().run(stage, other, "", "echo in"))
                    .isInstanceOf(SshException.class);

            stage.authorize(other);

            assertThat(new Mina().run(stage, other, "", "echo in").out()).isEqualTo("in\n");
            assertThatThrownBy(() -> new Mina().run(stage, KEY, "", "echo in")).isInstanceOf(SshException.class);
        }
    }

    @Test
    void file_damaged_letsNobodyIn_andTheLogSaysWhy() throws Exception {
        KeyPair key = Keys.make("ed25519");
        try (Stage stage = new Stage(folder, key)) {
            Files.writeString(stage.authorizedKeys, Keys.line(key) + "\nfrom=\"10.0.0.1\" " + Keys.line(KEY) + "\n");

            assertThatThrownBy(() -> new Mina().run(stage, key, "", "echo in")).isInstanceOf(SshException.class);
        }
        assertThat(Stage.log(key))
                .anyMatch(line -> line.contains("line 2 has the option from, which Pinion cannot keep"));
    }

    @ParameterizedTest
    @MethodSource("org.pinion.ssh.Client#all")
    void key_thatIsRestricted_runsCommands(Client client) throws Exception {
        try (Stage stage = new Stage(folder, KEY)) {
            Files.writeString(stage.authorizedKeys, "restrict " + Keys.line(KEY) + "\n");

            assertThat(client.run(stage, KEY, "", "echo in").out()).isEqualTo("in\n");
        }
    }

    @Test
    void key_thatIsRestricted_getsNoPrompt() throws Exception {
        try (Stage stage = new Stage(folder, KEY)) {
            Files.writeString(stage.authorizedKeys, "restrict " + Keys.line(KEY) + "\n");
            try (Client.Typing typing = new Mina().type(stage, KEY)) {
                assertThat(typing.type("echo in\nexit 3\n").await("in\n")).isEqualTo("in\n");
                assertThat(typing.end()).isEqualTo(3);
            }
        }
    }

    @Test
    void text_fromOutside_staysOnItsLine() {
        assertThat(Logins.visible("a\nINFO login of root\u001b[2J\u202e \u2028ä "))
                .isEqualTo("a\\nINFO login of root\\u001b[2J\\u202e \\u2028ä");
    }
}
