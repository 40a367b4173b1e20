// SPDX-License-Identifier: Apache-2.0
package org.pinion.ssh;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.digest.BuiltinDigests;

/** Makes keys, and writes them as ssh-keygen does. */
final class Keys {

    private Keys() {}

    /** Makes a key of a type: {@code ed25519}, {@code ecdsa-256} and its like, {@code rsa-2048} and its like. */
    static KeyPair make(String type) {
        JdkProvider.register();
        try {
            if (type.equals("ed25519")) {
                return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            }
            String size = type.substring(type.indexOf('-') + 1);
            KeyPairGenerator generator = KeyPairGenerator.getInstance(type.startsWith("rsa") ? "RSA" : "EC");
            if (type.startsWith("rsa")) {
                generator.initialize(Integer.parseInt(size));
            } else {
                generator.initialize(new ECGenParameterSpec("secp" + size + "r1"));
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Gives the line of a public key. */
    static String line(KeyPair key) {
        return PublicKeyEntry.toString(key.getPublic()) + " alice@example";
    }

    static String fingerprint(KeyPair key) {
        return KeyUtils.getFingerPrint(BuiltinDigests.sha256, key.getPublic());
    }

    /** Writes a private key that only its owner can read. */
    static Path write(KeyPair key, Path file) {
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (OutputStream out = Files.newOutputStream(file)) {
                OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "alice@example", null, out);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
