// SPDX-License-Identifier: Apache-2.0
package org.pinion.ssh;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Future;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.pinion.shell.Shell;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A shell that can be reached over SSH.
 *
 * <p>Several can be connected at once; each has a session of its own in the one {@link Shell}. A session ends by
 * itself, and the shell goes on. Logins and commands are logged with the name of the user, the address and the
 * fingerprint of the key. Any name of a user is taken: the key is what counts.
 *
 * @since 0.1
 */
public final class SshShell implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("org.pinion.ssh");

    private static final int MAX_AUTH_REQUESTS = 10;
    private static final int MAX_SESSIONS_OF_A_CONNECTION = 10;
    private static final Duration LOGIN_TIMEOUT = Duration.ofSeconds(30);

    private final SshServer server;

    private SshShell(SshServer server) {
        this.server = server;
    }

    /**
     * Check the keys and listen.
     *
     * @param settings where, and for whom
     * @param shell gives the shell; whoever logs in before it is there waits. It must be closed after this.
     * @return the listening shell, to be closed
     * @throws IOException if the keys are not fit or not safe from others, or the port cannot be had, or the JVM has no
     *     keys of elliptic curves; the message says what to correct, and nothing has been started
     * @throws IllegalArgumentException if the port is none
     */
    public static SshShell start(SshSettings settings, Future<Shell> shell) throws IOException {
        Objects.requireNonNull(shell, "shell");
        if (settings.port() < 0 || settings.port() > 65535) {
            throw new IllegalArgumentException("no port: " + settings.port());
        }
        requireKeys();
        JdkProvider.register();
        AuthorizedKeys keys = new AuthorizedKeys(settings.authorizedKeys());
        keys.read();
        KeyPair hostKey = HostKey.at(settings.hostKey());
        InetAddress address;
        try {
            address = InetAddress.getByName(settings.host());
        } catch (UnknownHostException e) {
            throw new IOException("cannot listen on " + settings.host() + ": no such host", e);
        }
        SshServer server = create(new Logins(keys), hostKey, shell);
        server.setHost(address.getHostAddress());
        server.setPort(settings.port());
        CoreModuleProperties.IDLE_TIMEOUT.set(server, settings.idleTimeout());
        try {
            server.start();
        } catch (IOException e) {
            server.stop(true);
            throw new IOException(
                    "cannot listen on " + settings.host() + " port " + settings.port() + ": " + e.getMessage(), e);
        }
        return new SshShell(server);
    }

    /** Before Java 22, an image of the JDK may leave these keys out. */
    private static void requireKeys() throws IOException {
        try {
            KeyFactory.getInstance("Ed25519");
        } catch (NoSuchAlgorithmException e) {
            throw new IOException(
                    "SSH needs the module jdk.crypto.ec, which this Java does not have; add it to the modules of the"
                            + " runtime image, or of --limit-modules",
                    e);
        }
    }

    private static SshServer create(Logins logins, KeyPair hostKey, Future<Shell> shell) {
        SshServer server = SshServer.setUpDefaultServer();
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        server.setSignatureFactories(List.of(
                BuiltinSignatures.ed25519,
                BuiltinSignatures.nistp256,
                BuiltinSignatures.nistp384,
                BuiltinSignatures.nistp521,
                BuiltinSignatures.rsaSHA512,
                BuiltinSignatures.rsaSHA256));
        server.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
        server.setPublickeyAuthenticator(logins);
        server.addSessionListener(logins);
        server.setShellFactory(channel -> new RemoteCommand(shell, logins, null));
        server.setCommandFactory((channel, text) -> new RemoteCommand(shell, logins, text));
        server.setSubsystemFactories(List.of());
        server.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
        // Without the channels of forwarding.
        server.setChannelFactories(List.of(new ShellChannels()));
        CoreModuleProperties.SERVER_IDENTIFICATION.set(server, "Pinion");
        CoreModuleProperties.AUTH_TIMEOUT.set(server, LOGIN_TIMEOUT);
        CoreModuleProperties.MAX_AUTH_REQUESTS.set(server, MAX_AUTH_REQUESTS);
        CoreModuleProperties.MAX_CONCURRENT_CHANNELS.set(server, MAX_SESSIONS_OF_A_CONNECTION);
        return server;
    }

    /**
     * Tell where it listens.
     *
     * @return the port
     */
    public int port() {
        return server.getPort();
    }

    /** End all sessions, interrupt their commands, and listen no more. */
    @Override
    public void close() {
        try {
            server.stop(true);
        } catch (IOException e) {
            LOG.warn("SSH does not stop", e);
        }
    }
}
