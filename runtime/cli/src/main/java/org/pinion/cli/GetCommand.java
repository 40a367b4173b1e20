// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import org.pinion.Variable;
import org.pinion.embed.Pinion;
import org.pinion.shell.command.CommandException;
import org.pinion.shell.command.SymbolChoice;
import org.pinion.shell.command.ValueText;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Opens a plugin and reads a variable of it. */
final class GetCommand extends PluginCommand {

    private final PositionalParamSpec jar = add(Arguments.jar().build());

    private final PositionalParamSpec symbol = add(Arguments.parameter(String.class, "VAR", "1")
            .description("The variable: 'name' or 'Type.name'.")
            .build());

    GetCommand() {
        super("get", "Open a plugin and print a variable of it.", "", "Example:", "  pinion get add.jar ExportedVar");
    }

    @Override
    public Integer call() throws CommandException {
        String name = symbol.getValue();
        try (Pinion pinion = start()) {
            libraries().forEach(pinion::addLibrary);
            Variable variable = SymbolChoice.findOne(
                    pinion.open(jar.getValue()), name, Variable.class, "a function; call it with 'pinion call'");
            out().println(ValueText.of(variable.get(), name));
        }
        return 0;
    }
}
