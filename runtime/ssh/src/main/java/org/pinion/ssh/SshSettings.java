// SPDX-License-Identifier: Apache-2.0
package org.pinion.ssh;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where the shell listens, and for whom.
 *
 * @param host the name or number of the interface; {@code 127.0.0.1} for this machine only
 * @param port the port, or 0 for any that is free
 * @param authorizedKeys the keys that may log in, in the form of OpenSSH's {@code authorized_keys}; read at each login
 * @param hostKey the private key of the host, without a passphrase; one is made if the file is missing
 * @param idleTimeout after how long a connection is closed over which nothing goes; zero for never
 */
public record SshSettings(String host, int port, Path authorizedKeys, Path hostKey, Duration idleTimeout) {}
