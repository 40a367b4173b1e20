// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.pinion.ssh.SshSettings;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/** Runs plugins without a terminal. */
final class ServeCommand extends ToolCommand {

    private static final Map<String, String> LOG_FORMAT = Map.of(
            "defaultLogLevel", "info",
            "showDateTime", "true",
            "dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
            "showLogName", "true",
            // Else what is logged in a session of the shell would go to that session.
            "cacheOutputStream", "true");

    private final ShellOptions options = new ShellOptions();

    private final OptionSpec readyFile = add(Arguments.option(Path.class, "FILE", "--ready-file")
            .description("Write the process id and the SSH port into a file when all is ready; removed at the end.")
            .build());

    private final SshOptions ssh = new SshOptions();

    private final PositionalParamSpec jars = add(Arguments.parameters(Path.class, "JAR", 0, "0..*")
            .description("Plugins to open after those of the folder.")
            .build());

    ServeCommand() {
        super(
                "serve",
                "Run plugins without a terminal, until the process is told to end.",
                "",
                "Nothing is read from stdin. The log goes to stderr; its line 'ready: ...' says",
                "that all plugins have been tried. A plugin that fails does not end the runtime.",
                "SIGTERM and SIGINT close the runtime; the exit code is 143 or 130 then.",
                "",
                "Examples:",
                "  pinion serve --plugins /srv/plugins",
                "  pinion serve --plugins /srv/plugins --ssh 2222 --authorized-keys keys");
        options.all().forEach(this::add);
        spec.addArgGroup(ssh.group());
    }

    @Override
    public Integer call() throws Exception {
        List<Path> plugins = Arguments.list(jars);
        if (options.plugins() == null && plugins.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Missing plugins: give --plugins DIR, or JARs");
        }
        SshSettings settings = ssh.settings(spec);
        // Before the first logger is made.
        LOG_FORMAT.forEach((key, value) -> {
            String name = "org.slf4j.simpleLogger." + key;
            System.setProperty(name, System.getProperty(name, value));
        });
        return new Daemon(options, plugins, settings, readyFile.getValue()).run();
    }
}
