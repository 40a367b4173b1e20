// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.EnumSet;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;

/** Somebody with a key. The client knows only ecdsa, without help. */
final class Ssh {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    final Path authorizedKeys;
    final Path hostKey;

    private final KeyPair key;

    Ssh(Path folder) throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        key = generator.generateKeyPair();
        authorizedKeys = folder.resolve("authorized_keys");
        Files.writeString(authorizedKeys, PublicKeyEntry.toString(key.getPublic()) + "\n");
        hostKey = Files.createFile(
                folder.resolve("host_key"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (OutputStream out = Files.newOutputStream(hostKey)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(generator.generateKeyPair(), "host", null, out);
        }
    }

    String fingerprint() {
        return KeyUtils.getFingerPrint(key.getPublic());
    }

    /** Runs a command in a shell of this machine. */
    Cli run(int port, String command) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (SshClient client = SshClient.setUpDefaultClient()) {
            client.setServerKeyVerifier((session, address, offered) -> true);
            client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
            client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
            client.start();
            try (ClientSession session =
                    client.connect("alice", "127.0.0.1", port).verify(PATIENCE).getSession()) {
                session.addPublicKeyIdentity(key);
                session.auth().verify(PATIENCE);
                try (ClientChannel channel = session.createExecChannel(command)) {
                    channel.setIn(new ByteArrayInputStream(new byte[0]));
                    channel.setOut(out);
                    channel.setErr(err);
                    channel.open().verify(PATIENCE);
                    channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), PATIENCE);
                    return new Cli(text(out), text(err), channel.getExitStatus());
                }
            }
        }
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
