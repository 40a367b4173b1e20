// SPDX-License-Identifier: Apache-2.0
package org.pinion.ssh;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.util.EnumSet;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelShell;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;

/** The client of the library. */
final class Mina implements Client {

    static final Duration PATIENCE = Duration.ofSeconds(Screen.PATIENCE_SECONDS);

    /** Makes a client that knows nothing of the user who runs the test. */
    static SshClient client() {
        JdkProvider.register();
        SshClient client = SshClient.setUpDefaultClient();
        client.setServerKeyVerifier((session, address, key) -> true);
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.start();
        return client;
    }

    /** Connects, but does not log in. */
    static ClientSession connect(SshClient client, Stage stage) throws IOException {
        return client.connect("alice", "127.0.0.1", stage.ssh.port())
                .verify(PATIENCE)
                .getSession();
    }

    /** Logs in. */
    static ClientSession login(SshClient client, Stage stage, KeyPair key) throws IOException {
        ClientSession session = connect(client, stage);
        session.addPublicKeyIdentity(key);
        session.auth().verify(PATIENCE);
        return session;
    }

    @Override
    public Run run(Stage stage, KeyPair key, String input, String command) throws IOException {
        try (SshClient client = client();
                ClientSession session = login(client, stage, key)) {
            return run(session, input, command);
        }
    }

    static Run run(ClientSession session, String input, String command) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (ClientChannel channel = command == null ? shell(session) : session.createExecChannel(command)) {
            channel.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
            channel.setOut(out);
            channel.setErr(err);
            channel.open().verify(PATIENCE);
            channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), PATIENCE);
            return new Run(text(out), text(err), channel.getExitStatus());
        }
    }

    private static ClientChannel shell(ClientSession session) throws IOException {
        ChannelShell shell = session.createShellChannel();
        shell.setUsePty(false);
        return shell;
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }

    @Override
    public Typing type(Stage stage, KeyPair key) throws IOException {
        SshClient client = client();
        return type(client, login(client, stage, key));
    }

    private static Typing type(SshClient client, ClientSession session) throws IOException {
        Screen screen = new Screen();
        ChannelShell channel = session.createShellChannel();
        channel.setPtyType("xterm");
        channel.setPtyColumns(80);
        channel.setPtyLines(24);
        channel.setOut(screen);
        channel.open().verify(PATIENCE);
        return new Typing() {
            @Override
            public Typing type(String keys) throws IOException {
                channel.getInvertedIn().write(keys.getBytes(StandardCharsets.UTF_8));
                channel.getInvertedIn().flush();
                return this;
            }

            @Override
            public String await(String text) throws InterruptedException {
                return screen.await(text);
            }

            @Override
            public void resize(int columns, int rows) throws IOException {
                channel.sendWindowChange(columns, rows);
            }

            @Override
            public int end() {
                channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), PATIENCE);
                return channel.getExitStatus();
            }

            @Override
            public void close() throws IOException {
                session.close();
                client.close();
            }
        };
    }

    @Override
    public String toString() {
        return "library";
    }
}
