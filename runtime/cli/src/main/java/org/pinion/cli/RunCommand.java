// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.pinion.shell.command.CommandException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Runs a script of shell commands. */
final class RunCommand extends ToolCommand {

    private final ShellOptions options = new ShellOptions();

    private final OptionSpec keepGoing = add(Arguments.flag("--keep-going")
            .description("Go on after a command that failed.")
            .build());

    private final PositionalParamSpec file = add(Arguments.parameter(Path.class, "FILE", "0")
            .description("The script.")
            .build());

    RunCommand() {
        super(
                "run",
                "Run a script of shell commands.",
                "",
                "The first command that fails ends the script. The file is in UTF-8.",
                "",
                "Examples:",
                "  pinion run script.pinion",
                "  pinion run --keep-going script.pinion");
        options.all().forEach(this::add);
    }

    @Override
    public Integer call() throws Exception {
        String script = read(file.getValue());
        return ShellRun.run(
                options, (pinion, shell, in, out, err) -> shell.run(script, in, out, err, Arguments.isSet(keepGoing)));
    }

    private static String read(Path file) throws CommandException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new CommandException(file + ": no such file", e);
        } catch (CharacterCodingException e) {
            throw new CommandException(file + " is not in UTF-8", e);
        } catch (IOException e) {
            throw new CommandException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
