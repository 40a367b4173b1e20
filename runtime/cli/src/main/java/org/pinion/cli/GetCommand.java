// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import java.nio.file.Path;
import java.util.List;
import org.pinion.Variable;
import org.pinion.embed.Pinion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Opens a plugin and reads a variable of it. */
@Command(
        name = "get",
        description = "Open a plugin and print a variable of it.",
        footer = {"", "Example:", "  pinion get add.jar ExportedVar"})
final class GetCommand extends PluginCommand {

    @Parameters(index = "0", paramLabel = "JAR", description = "The plugin.")
    private Path jar;

    @Parameters(index = "1", paramLabel = "VAR", description = "The variable: 'name' or 'Type.name'.")
    private String symbol;

    @Override
    public Integer call() throws CommandException {
        try (Pinion pinion = start()) {
            libraries.forEach(pinion::addLibrary);
            List<Variable> variables =
                    find(pinion.open(jar), symbol, Variable.class, "a function; call it with 'pinion call'");
            if (variables.size() > 1) {
                throw ambiguous(symbol + " is ambiguous, it is one of", variables);
            }
            out().println(ValueText.of(variables.get(0).get(), symbol));
        }
        return 0;
    }
}
