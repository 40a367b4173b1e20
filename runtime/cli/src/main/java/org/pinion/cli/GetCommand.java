// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import java.nio.file.Path;
import org.pinion.Variable;
import org.pinion.embed.Pinion;
import org.pinion.shell.internal.CommandException;
import org.pinion.shell.internal.SymbolChoice;
import org.pinion.shell.internal.ValueText;
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
            Variable variable = SymbolChoice.findOne(
                    pinion.open(jar), symbol, Variable.class, "a function; call it with 'pinion call'");
            out().println(ValueText.of(variable.get(), symbol));
        }
        return 0;
    }
}
