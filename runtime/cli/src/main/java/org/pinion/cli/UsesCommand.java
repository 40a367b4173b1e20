// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.pinion.cli.check.Jars;
import org.pinion.cli.check.Uses;
import org.pinion.cli.check.Uses.Report;
import org.pinion.cli.check.UsesJson;
import org.pinion.cli.check.UsesText;
import org.pinion.shell.command.CommandException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/** Lists what plugins use of the packages of others, without a runtime. */
final class UsesCommand extends ToolCommand {

    private final OptionSpec of = add(Arguments.option(String.class, "PACKAGE", "--of")
            .description("Only this package and those below it; java.* is left out unless it is asked for.")
            .build());

    private final OptionSpec api = add(Arguments.options(Path.class, "API", "--api")
            .arity("1..*")
            .description("Jars of the API: inherited members are told as those of the type that declares them, and"
                    + " methods that plugins implement are used, too. Without --of only their packages count.")
            .build());

    private final OptionSpec by = add(Arguments.flag("--by")
            .description("List the classes that use each member.")
            .build());

    private final OptionSpec unused = add(Arguments.flag("--unused")
            .description("List what nobody uses of the API instead.")
            .build());

    private final OptionSpec json = add(Arguments.flag("--json")
            .description("Print one JSON object, in UTF-8, for other programs.")
            .build());

    private final PositionalParamSpec plugins = add(Arguments.parameters(Path.class, "PLUGIN", 0, "1..*")
            .description("Plugins, or folders of them.")
            .build());

    private final Main main;

    UsesCommand(Main main) {
        super(
                "uses",
                "List which members of which packages plugins use.",
                "",
                "Nothing is started or loaded. docs/compatibility.md says what is not seen.",
                "",
                "Examples:",
                "  pinion uses add.jar",
                "  pinion uses plugins/ --of com.example.api --by",
                "  pinion uses plugins/ --api api.jar --unused");
        this.main = main;
    }

    @Override
    public Integer call() throws CommandException {
        List<Path> apis = Jars.list(Arguments.list(api));
        if (Arguments.isSet(unused) && apis.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--unused needs --api");
        }
        Report report = Uses.run(Jars.list(Arguments.list(plugins)), of.getValue(), apis, Arguments.isSet(unused));
        report.failures().values().forEach(failure -> main.report(new CommandException(failure, List.of())));
        if (Arguments.isSet(json)) {
            // Not through the writer, whose encoding is that of the terminal.
            System.out.writeBytes(UsesJson.text(report).getBytes(StandardCharsets.UTF_8));
            System.out.flush();
        } else {
            UsesText.lines(report, Arguments.isSet(by)).forEach(out()::println);
        }
        return report.failures().isEmpty() ? 0 : 1;
    }
}
