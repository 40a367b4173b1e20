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
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Explains why a plugin would not open without running any of its code. */
@Command(
        name = "why",
        description = "Explain why a plugin would not open, without running its code.",
        footer = {
            "",
            "What only shows when code runs, in init functions and the activator, is not",
            "checked. Packages that a host shares are there only if -L adds them.",
            "",
            "Examples:",
            "  pinion why add.jar",
            "  pinion why -L strings.jar words.jar",
            "  pinion why --json add.jar"
        })
final class WhyCommand extends PluginCommand {

    @Option(names = "--json", description = "Print one JSON object, in UTF-8, for other programs.")
    private boolean json;

    @Parameters(paramLabel = "JAR", description = "The plugin.")
    private Path jar;

    @Override
    public Integer call() {
        Map<Path, List<Problem>> failed = new LinkedHashMap<>();
        List<Problem> problems;
        try (Pinion pinion = start()) {
            for (Path library : libraries) {
                try {
                    pinion.addLibrary(library);
                } catch (PluginException e) {
                    main.report(e);
                    failed.put(library, e.problems());
                }
            }
            problems = pinion.why(jar);
        }
        if (json) {
            // Not through the writer, whose encoding is that of the terminal.
            System.out.writeBytes(WhyJson.text(jar, problems, failed).getBytes(StandardCharsets.UTF_8));
            System.out.flush();
        } else {
            out().print(new WhyText(Ansi.AUTO).text(jar, problems));
            out().flush();
        }
        return problems.isEmpty() && failed.isEmpty() ? 0 : 1;
    }
}
