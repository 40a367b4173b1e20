// SPDX-License-Identifier: Apache-2.0
package org.pinion.ssh;

import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.Optional;
import org.apache.sshd.common.util.security.AbstractSecurityProviderRegistrar;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.common.util.security.eddsa.generic.EdDSASupport;

/** Tells the SSH library of the JDK's ed25519, for the whole JVM; everything else it finds by itself. */
final class JdkProvider extends AbstractSecurityProviderRegistrar {

    private JdkProvider() {
        super("pinion-jdk");
    }

    /** Registers it, unless another provider of ed25519 is there. */
    static synchronized void register() {
        if (SecurityUtils.getEdDSASupport().isEmpty()) {
            SecurityUtils.registerSecurityProvider(new JdkProvider());
        }
    }

    @Override
    public boolean isSupported() {
        return true;
    }

    @Override
    public boolean isSecurityEntitySupported(Class<?> type, String name) {
        return false;
    }

    @Override
    public Provider getSecurityProvider() {
        try {
            return KeyFactory.getInstance("Ed25519").getProvider();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has ed25519", e);
        }
    }

    @Override
    public Optional<EdDSASupport<?, ?>> getEdDSASupport() {
        return Optional.of(new JdkEdDsa());
    }
}
