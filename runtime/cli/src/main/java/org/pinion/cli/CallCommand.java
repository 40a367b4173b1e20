// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pinion.Function;
import org.pinion.Plugin;
import org.pinion.embed.Pinion;
import org.pinion.shell.internal.CommandException;
import org.pinion.shell.internal.Invocation;
import org.pinion.shell.internal.SymbolChoice;
import org.pinion.shell.internal.ValueText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Opens a plugin and calls a function of it. */
@Command(
        name = "call",
        description = "Open a plugin, call a function of it and print the result.",
        footer = {
            "",
            "Options come before JAR: all that follows it belongs to the call.",
            "",
            "Examples:",
            "  pinion call add.jar ExportedFunc 1 2",
            "  pinion call add.jar Add.ExportedFunc -1 2",
            "  pinion call -L strings.jar words.jar 'Join(String,String...)' , one two",
        })
final class CallCommand extends PluginCommand {

    @Parameters(index = "0", paramLabel = "JAR", description = "The plugin.")
    private Path jar;

    @Parameters(
            index = "1",
            paramLabel = "SYMBOL",
            description = "The function: 'name', 'Type.name', 'name(int,int)' or 'Type.name(int,int)'.")
    private String symbol;

    @Parameters(
            index = "2..*",
            paramLabel = "ARG",
            description = "Its arguments: numbers, true or false, characters, texts, paths or names of enum constants.")
    private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws CommandException {
        try (Pinion pinion = start()) {
            libraries.forEach(pinion::addLibrary);
            Plugin plugin = pinion.open(jar);
            List<Function> functions =
                    SymbolChoice.find(plugin, symbol, Function.class, "a variable; read it with 'pinion get'");
            Invocation invocation = Invocation.choose(symbol, functions, arguments);
            Object result = invocation.run();
            if (invocation.function().type().returnType() != void.class) {
                out().println(ValueText.of(result, symbol));
            }
        }
        return 0;
    }
}
