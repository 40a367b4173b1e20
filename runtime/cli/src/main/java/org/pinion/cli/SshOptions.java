// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import java.nio.file.Path;
import java.time.Duration;
import org.pinion.ssh.SshSettings;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Where the shell can be reached over SSH, and by whom. */
final class SshOptions {

    private static final String LOCAL = "127.0.0.1";
    private static final int IDLE_SECONDS = 900;

    private final OptionSpec port = Arguments.option(Integer.class, "PORT", "--ssh")
            .required(true)
            .description("Let the shell be reached over SSH; 0 takes any port that is free.")
            .build();

    private final OptionSpec authorizedKeys = Arguments.option(Path.class, "FILE", "--authorized-keys")
            .required(true)
            .description("The public keys that may log in, one a line, as ssh-keygen makes them.")
            .build();

    private final OptionSpec host = Arguments.option(String.class, "HOST", "--ssh-host")
            .description("The interface to listen on (default: " + LOCAL + ", for this machine only).")
            .build();

    private final OptionSpec hostKey = Arguments.option(Path.class, "FILE", "--host-key")
            .description("The private key by which clients know the runtime; made if there is none"
                    + " (default: ~/.pinion/ssh/host_key).")
            .build();

    private final OptionSpec idleSeconds = Arguments.option(Integer.class, "SECONDS", "--idle-timeout")
            .description("Close a connection over which nothing went for so long (default: " + IDLE_SECONDS + ").")
            .build();

    /** Gives the options for a syntax: all or none of those that are required. */
    ArgGroupSpec group() {
        return ArgGroupSpec.builder()
                .exclusive(false)
                .heading("%nA shell over SSH:%n")
                .addArg(port)
                .addArg(authorizedKeys)
                .addArg(host)
                .addArg(hostKey)
                .addArg(idleSeconds)
                .build();
    }

    /**
     * Gives what was asked for; {@code null} if there is to be no SSH.
     *
     * @throws ParameterException if a number is out of its range
     */
    SshSettings settings(CommandSpec spec) {
        if (port.getValue() == null) {
            return null;
        }
        int number = port.<Integer>getValue();
        if (number < 0 || number > 65535) {
            throw new ParameterException(spec.commandLine(), "Invalid value for option '--ssh': no port: " + number);
        }
        int idle = Arguments.valueOr(idleSeconds, IDLE_SECONDS);
        if (idle <= 0) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--idle-timeout': must be more than 0");
        }
        return SshSettings.builder(
                        authorizedKeys.getValue(),
                        Arguments.valueOr(
                                hostKey, Path.of(System.getProperty("user.home"), ".pinion", "ssh", "host_key")))
                .host(Arguments.valueOr(host, LOCAL))
                .port(number)
                .idleTimeout(Duration.ofSeconds(idle))
                .build();
    }
}
