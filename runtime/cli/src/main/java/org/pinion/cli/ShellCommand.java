// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import org.pinion.PluginException;
import org.pinion.embed.Pinion;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Starts the shell. */
final class ShellCommand extends ToolCommand {

    private final ShellOptions options = new ShellOptions();

    private final OptionSpec keepGoing = add(Arguments.flag("--keep-going")
            .description("Through a pipe, go on after a command that failed.")
            .build());

    private final PositionalParamSpec jars = add(Arguments.parameters(Path.class, "JAR", 0, "0..*")
            .description("Plugins to open first.")
            .build());

    private final Main main;

    ShellCommand(Main main) {
        super(
                "shell",
                "Run commands that are typed, or come through a pipe.",
                "",
                "Through a pipe it is a script: the first command that fails ends it.",
                "",
                "Examples:",
                "  pinion shell",
                "  pinion shell add.jar",
                "  pinion shell --plugins /srv/plugins",
                "  echo lb | pinion shell");
        options.all().forEach(this::add);
        this.main = main;
    }

    @Override
    public Integer call() throws Exception {
        return ShellRun.run(options, (pinion, shell, in, out, err) -> {
            open(pinion);
            if (isTerminal()) {
                return shell.interact(Path.of(System.getProperty("user.home"), ".pinion", "history"));
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, Charset.defaultCharset()));
            return shell.run(lines, out, err, Arguments.isSet(keepGoing));
        });
    }

    /** Tells whether both ends are with a person. */
    @SuppressWarnings("SystemConsoleNull")
    static boolean isTerminal() {
        Console console = System.console();
        if (console == null || Runtime.version().feature() < 22) {
            return console != null;
        }
        try {
            // Since Java 22 there is a console in any case, and this method.
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Tells what does not open, and goes on: the shell is where to find out why. */
    private void open(Pinion pinion) {
        for (Path jar : Arguments.<Path>list(jars)) {
            try {
                pinion.open(jar);
            } catch (PluginException e) {
                main.report(e);
            }
        }
    }
}
