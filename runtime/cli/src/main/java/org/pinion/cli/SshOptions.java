// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the shell can be reached over SSH, and by whom. */
final class SshOptions {

    @Option(
            names = "--ssh",
            required = true,
            paramLabel = "PORT",
            description = "Let the shell be reached over SSH; 0 takes any port that is free.")
    int port;

    @Option(
            names = "--authorized-keys",
            required = true,
            paramLabel = "FILE",
            description = "The public keys that may log in, one a line, as ssh-keygen makes them.")
    Path authorizedKeys;

    @Option(
            names = "--ssh-host",
            paramLabel = "HOST",
            description = "The interface to listen on (default: ${DEFAULT-VALUE}, for this machine only).",
            defaultValue = "127.0.0.1")
    String host;

    @Option(
            names = "--host-key",
            paramLabel = "FILE",
            description =
                    "The private key by which clients know the runtime; made if there is none (default: ~/.pinion/ssh/host_key).",
            defaultValue = "${sys:user.home}/.pinion/ssh/host_key",
            showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER)
    Path hostKey;

    @Option(
            names = "--idle-timeout",
            paramLabel = "SECONDS",
            description = "Close a connection over which nothing went for so long (default: ${DEFAULT-VALUE}).",
            defaultValue = "900")
    int idleSeconds;
}
