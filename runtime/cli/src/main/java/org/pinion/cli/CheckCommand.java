// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.pinion.cli.check.Check;
import org.pinion.cli.check.Check.Report;
import org.pinion.cli.check.CheckJson;
import org.pinion.cli.check.CheckJunit;
import org.pinion.cli.check.CheckSarif;
import org.pinion.cli.check.CheckText;
import org.pinion.cli.check.Jars;
import org.pinion.shell.command.CommandException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Tells which plugins work with which versions of what they use, without a runtime. */
final class CheckCommand extends ToolCommand {

    private final OptionSpec against = add(Arguments.options(Path.class, "LIBRARY", "--against")
            .arity("1..*")
            .required(true)
            .description("Jars, or folders of jars, that the plugins use. Several versions of one become columns.")
            .build());

    private final OptionSpec json = add(Arguments.flag("--json")
            .description("Print one JSON object, in UTF-8, for other programs.")
            .build());

    private final OptionSpec junit = add(Arguments.option(Path.class, "FILE", "--junit")
            .description("Write a test report, with a test for each plugin and version.")
            .build());

    private final OptionSpec sarif = add(Arguments.option(Path.class, "FILE", "--sarif")
            .description("Write what was found as SARIF 2.1.0.")
            .build());

    private final PositionalParamSpec plugins = add(Arguments.parameters(Path.class, "PLUGIN", 0, "1..*")
            .description("Plugins, or folders of them.")
            .build());

    private final Main main;

    CheckCommand(Main main) {
        super(
                "check",
                "Tell which plugins work with which versions of a library.",
                "",
                "Nothing is started or loaded. Classes that no library and not the JDK has are",
                "not looked at. docs/compatibility.md says what is not seen.",
                "",
                "Examples:",
                "  pinion check add.jar --against api-1.0.jar api-2.0.jar",
                "  pinion check plugins/ --against libraries/ --junit report.xml",
                "",
                "Exit codes: 0 all work, 1 one breaks or cannot be read, 2 wrong usage.");
        this.main = main;
    }

    @Override
    public Integer call() throws CommandException {
        Report report = Check.run(Jars.list(Arguments.list(plugins)), Jars.list(Arguments.list(against)));
        report.failures().values().forEach(failure -> main.report(new CommandException(failure, List.of())));
        if (junit.getValue() != null) {
            write(junit.getValue(), CheckJunit.text(report));
        }
        if (sarif.getValue() != null) {
            write(sarif.getValue(), CheckSarif.text(report));
        }
        if (Arguments.isSet(json)) {
            // Not through the writer, whose encoding is that of the terminal.
            System.out.writeBytes(CheckJson.text(report).getBytes(StandardCharsets.UTF_8));
            System.out.flush();
        } else {
            CheckText.lines(report).forEach(out()::println);
        }
        return report.isGood() ? 0 : 1;
    }

    private static void write(Path file, String text) throws CommandException {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new CommandException("cannot write " + file + ": " + e, e);
        }
    }
}
