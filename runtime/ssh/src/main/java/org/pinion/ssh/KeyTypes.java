// SPDX-License-Identifier: Apache-2.0
package org.pinion.ssh;

import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.common.config.keys.KeyUtils;

/** The types of keys that are good enough, for hosts and for users. */
final class KeyTypes {

    static final List<String> NAMES =
            List.of("ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", "ssh-rsa");

    private static final int RSA_BITS = 2048;

    private static final String USE = "; use ed25519, ecdsa, or rsa of at least " + RSA_BITS + " bits";

    private KeyTypes() {}

    /** Says why a type is not accepted. */
    static String unfit(String type) {
        return "has a key of type " + type + ", which is not accepted" + USE;
    }

    /** Says why a key is not accepted; nothing if it is. */
    static Optional<String> unfit(PublicKey key) {
        String type = KeyUtils.getKeyType(key);
        if (!NAMES.contains(type)) {
            return Optional.of(unfit(type));
        }
        return key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() < RSA_BITS
                ? Optional.of("has an rsa key of " + rsa.getModulus().bitLength() + " bits, which is too short" + USE)
                : Optional.empty();
    }
}
