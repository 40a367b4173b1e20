// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pinion.PluginException;
import org.pinion.Problem;
import org.pinion.embed.Pinion;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Explains why a plugin would not open without running any of its code. */
final class WhyCommand extends PluginCommand {

    private final OptionSpec json = add(Arguments.flag("--json")
            .description("Print one JSON object, in UTF-8, for other programs.")
            .build());

    private final PositionalParamSpec plugin = add(Arguments.jar().build());

    private final Main main;

    WhyCommand(Main main) {
        super(
                "why",
                "Explain why a plugin would not open, without running its code.",
                "",
                "What only shows when code runs, in init functions and the activator, is not",
                "checked. Packages that a host shares are there only if -L adds them.",
                "",
                "Examples:",
                "  pinion why add.jar",
                "  pinion why -L strings.jar words.jar",
                "  pinion why --json add.jar");
        this.main = main;
    }

    @Override
    public Integer call() {
        Path jar = plugin.getValue();
        Map<Path, List<Problem>> failed = new LinkedHashMap<>();
        List<Problem> problems;
        List<Problem> remarks;
        try (Pinion pinion = start()) {
            for (Path library : libraries()) {
                try {
                    pinion.addLibrary(library);
                } catch (PluginException e) {
                    main.report(e);
                    failed.put(library, e.problems());
                }
            }
            problems = pinion.why(jar);
            remarks = problems.isEmpty() ? pinion.remarks(jar) : List.of();
        }
        if (Arguments.isSet(json)) {
            // Not through the writer, whose encoding is that of the terminal.
            System.out.writeBytes(WhyJson.text(jar, problems, failed, remarks).getBytes(StandardCharsets.UTF_8));
            System.out.flush();
        } else {
            out().print(new WhyText(Ansi.AUTO).text(jar, problems, remarks));
            out().flush();
        }
        return problems.isEmpty() && failed.isEmpty() ? 0 : 1;
    }
}
