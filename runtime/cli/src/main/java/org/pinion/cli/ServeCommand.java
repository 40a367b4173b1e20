// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs plugins without a terminal. */
@Command(
        name = "serve",
        description = "Run plugins without a terminal, until the process is told to end.",
        footer = {
            "",
            "Nothing is read from stdin. The log goes to stderr; its line 'ready: ...' says",
            "that all plugins have been tried. A plugin that fails does not end the runtime.",
            "SIGTERM and SIGINT close the runtime; the exit code is 143 or 130 then.",
            "",
            "Examples:",
            "  pinion serve --plugins /srv/plugins",
            "  pinion serve --plugins /srv/plugins --ssh 2222 --authorized-keys keys"
        })
final class ServeCommand implements Callable<Integer> {

    private static final Map<String, String> LOG_FORMAT = Map.of(
            "defaultLogLevel", "info",
            "showDateTime", "true",
            "dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
            "showLogName", "true",
            // Else what is logged in a session of the shell would go to that session.
            "cacheOutputStream", "true");

    @Spec
    private CommandSpec spec;

    @Mixin
    private ShellOptions options;

    @Option(
            names = "--ready-file",
            paramLabel = "FILE",
            description = "Write the process id and the SSH port into a file when all is ready; removed at the end.")
    private Path readyFile;

    @ArgGroup(exclusive = false, heading = "%nA shell over SSH:%n")
    private SshOptions ssh;

    @Parameters(paramLabel = "JAR", arity = "0..*", description = "Plugins to open after those of the folder.")
    private List<Path> jars = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        if (options.plugins == null && jars.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Missing plugins: give --plugins DIR, or JARs");
        }
        if (ssh != null && (ssh.port < 0 || ssh.port > 65535)) {
            throw new ParameterException(spec.commandLine(), "Invalid value for option '--ssh': no port: " + ssh.port);
        }
        if (ssh != null && ssh.idleSeconds <= 0) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--idle-timeout': must be more than 0");
        }
        // Before the first logger is made.
        LOG_FORMAT.forEach((key, value) -> {
            String name = "org.slf4j.simpleLogger." + key;
            System.setProperty(name, System.getProperty(name, value));
        });
        return new Daemon(options, jars, ssh, readyFile).run();
    }
}
