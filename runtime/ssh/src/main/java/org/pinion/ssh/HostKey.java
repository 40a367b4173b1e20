// SPDX-License-Identifier: Apache-2.0
package org.pinion.ssh;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.util.io.resource.PathResource;
import org.apache.sshd.common.util.security.SecurityUtils;

/** The key by which clients know the runtime again. */
final class HostKey {

    private static final String WHAT = "host key";

    private HostKey() {}

    /**
     * Read the key, or make one if there is no file.
     *
     * @throws IOException if the file cannot be read or made, or is no private key without a passphrase, or others can
     *     read it; the message is for users
     */
    static KeyPair at(Path file) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            create(file);
        }
        Path real = KeyFiles.require(WHAT, file);
        KeyFiles.requirePrivate(WHAT, real);
        KeyPair key = read(file, real);
        Optional<String> unfit = KeyTypes.unfit(key.getPublic());
        if (unfit.isPresent()) {
            throw new IOException(WHAT + " " + file + " " + unfit.get());
        }
        return key;
    }

    private static KeyPair read(Path file, Path real) throws IOException {
        try {
            Iterable<KeyPair> keys = SecurityUtils.loadKeyPairIdentities(
                    null, new PathResource(real), Files.newInputStream(real), (session, resource, retry) -> null);
            Iterator<KeyPair> found = keys == null ? null : keys.iterator();
            if (found == null || !found.hasNext()) {
                throw new IOException(WHAT + " " + file + " is no private key as ssh-keygen makes one");
            }
            return found.next();
        } catch (GeneralSecurityException e) {
            throw new IOException(
                    WHAT + " " + file + " cannot be used; it must be a private key of type ed25519, ecdsa"
                            + " or rsa, without a passphrase: " + e.getMessage(),
                    e);
        }
    }

    private static void create(Path file) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            KeyFiles.createFolder(folder);
            Path made = Files.createTempFile(folder, ".host-key", null);
            try {
                try (OutputStream out = Files.newOutputStream(made)) {
                    OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "pinion", null, out);
                }
                // A half-written key is never seen.
                Files.move(made, file);
            } finally {
                Files.deleteIfExists(made);
            }
        } catch (IOException e) {
            throw new IOException("cannot make " + WHAT + " " + file + ": " + KeyFiles.reason(e), e);
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot make " + WHAT + " " + file + ": " + e.getMessage(), e);
        }
    }
}
