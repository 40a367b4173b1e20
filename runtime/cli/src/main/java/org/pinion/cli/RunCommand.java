// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.pinion.shell.internal.CommandException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a script of shell commands. */
@Command(
        name = "run",
        description = "Run a script of shell commands.",
        footer = {
            "",
            "The first command that fails ends the script. The file is in UTF-8.",
            "",
            "Examples:",
            "  pinion run script.pinion",
            "  pinion run --keep-going script.pinion"
        })
final class RunCommand implements Callable<Integer> {

    @Mixin
    private ShellOptions options;

    @Option(names = "--keep-going", description = "Go on after a command that failed.")
    private boolean keepGoing;

    @Parameters(paramLabel = "FILE", description = "The script.")
    private Path file;

    @Override
    public Integer call() throws Exception {
        String script = read();
        return ShellRun.run(options, (pinion, shell, in, out, err) -> shell.run(script, in, out, err, keepGoing));
    }

    private String read() throws CommandException {
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
