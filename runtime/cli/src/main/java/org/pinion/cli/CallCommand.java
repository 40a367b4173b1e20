// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import java.util.List;
import org.pinion.Function;
import org.pinion.Plugin;
import org.pinion.embed.Pinion;
import org.pinion.shell.command.CommandException;
import org.pinion.shell.command.Invocation;
import org.pinion.shell.command.SymbolChoice;
import org.pinion.shell.command.ValueText;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Opens a plugin and calls a function of it. */
final class CallCommand extends PluginCommand {

    private final PositionalParamSpec jar = add(Arguments.jar().build());

    private final PositionalParamSpec symbol = add(Arguments.parameter(String.class, "SYMBOL", "1")
            .description("The function: 'name', 'Type.name', 'name(int,int)' or 'Type.name(int,int)'.")
            .build());

    private final PositionalParamSpec arguments = add(Arguments.parameters(String.class, "ARG", 2, "0..1")
            .description("Its arguments: numbers, true or false, characters, texts, paths or names of enum constants.")
            .build());

    CallCommand() {
        super(
                "call",
                "Open a plugin, call a function of it and print the result.",
                "",
                "Options come before JAR: all that follows it belongs to the call.",
                "",
                "Examples:",
                "  pinion call add.jar ExportedFunc 1 2",
                "  pinion call add.jar Add.ExportedFunc -1 2",
                "  pinion call -L strings.jar words.jar 'Join(String,String...)' , one two");
        // What follows the jar is the function's, even if it begins with a dash.
        spec.parser().stopAtPositional(true);
    }

    @Override
    public Integer call() throws CommandException {
        String name = symbol.getValue();
        try (Pinion pinion = start()) {
            libraries().forEach(pinion::addLibrary);
            Plugin plugin = pinion.open(jar.getValue());
            List<Function> functions =
                    SymbolChoice.find(plugin, name, Function.class, "a variable; read it with 'pinion get'");
            Invocation invocation = Invocation.choose(name, functions, Arguments.list(arguments));
            Object result = invocation.run();
            if (invocation.function().type().returnType() != void.class) {
                out().println(ValueText.of(result, name));
            }
        }
        return 0;
    }
}
