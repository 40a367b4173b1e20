// SPDX-License-Identifier: Apache-2.0
package org.pinion.ssh;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * Where the shell listens, and for whom.
 *
 * @since 0.1
 */
public final class SshSettings {

    private final String host;
    private final int port;
    private final Path authorizedKeys;
    private final Path hostKey;
    private final Duration idleTimeout;

    private SshSettings(Builder builder) {
        host = builder.host;
        port = builder.port;
        authorizedKeys = builder.authorizedKeys;
        hostKey = builder.hostKey;
        idleTimeout = builder.idleTimeout;
    }

    /**
     * Begin settings with what they cannot do without.
     *
     * @param authorizedKeys the keys that may log in, in the form of OpenSSH's {@code authorized_keys}; read at each
     *     login
     * @param hostKey the private key of the host, without a passphrase; one is made if the file is missing
     * @return a builder
     */
    public static Builder builder(Path authorizedKeys, Path hostKey) {
        return new Builder(authorizedKeys, hostKey);
    }

    /**
     * Tell where to listen.
     *
     * @return the name or number of the interface
     */
    public String host() {
        return host;
    }

    /**
     * Tell on which port to listen.
     *
     * @return the port, or 0 for any that is free
     */
    public int port() {
        return port;
    }

    /**
     * Tell who may log in.
     *
     * @return the file with their public keys
     */
    public Path authorizedKeys() {
        return authorizedKeys;
    }

    /**
     * Tell by what clients know the host.
     *
     * @return the file with its private key
     */
    public Path hostKey() {
        return hostKey;
    }

    /**
     * Tell after how long a connection is closed over which nothing goes.
     *
     * @return the time; zero for never
     */
    public Duration idleTimeout() {
        return idleTimeout;
    }

    /**
     * Makes settings.
     *
     * @since 0.1
     */
    public static final class Builder {

        private final Path authorizedKeys;
        private final Path hostKey;
        private String host = "127.0.0.1";
        private int port;
        private Duration idleTimeout = Duration.ZERO;

        private Builder(Path authorizedKeys, Path hostKey) {
            this.authorizedKeys = Objects.requireNonNull(authorizedKeys, "authorizedKeys");
            this.hostKey = Objects.requireNonNull(hostKey, "hostKey");
        }

        /**
         * Choose the interface; without it {@code 127.0.0.1}, for this machine only.
         *
         * @param name its name or number
         * @return this builder
         */
        public Builder host(String name) {
            host = Objects.requireNonNull(name, "name");
            return this;
        }

        /**
         * Choose the port; without it any that is free.
         *
         * @param number the port, or 0 for any that is free
         * @return this builder
         */
        public Builder port(int number) {
            port = number;
            return this;
        }

        /**
         * Have connections closed over which nothing goes; without it they stay.
         *
         * @param time after how long; zero for never
         * @return this builder
         */
        public Builder idleTimeout(Duration time) {
            idleTimeout = Objects.requireNonNull(time, "time");
            return this;
        }

        /**
         * Make the settings.
         *
         * @return the settings
         */
        public SshSettings build() {
            return new SshSettings(this);
        }
    }
}
