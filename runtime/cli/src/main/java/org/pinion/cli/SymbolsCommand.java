// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import org.pinion.embed.PluginJar;
import org.pinion.shell.command.Listing;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Lists the symbols of a plugin without running any of its code. */
final class SymbolsCommand extends ToolCommand {

    private final PositionalParamSpec jar = add(Arguments.jar().build());

    SymbolsCommand() {
        super(
                "symbols",
                "List the symbols of a plugin without running its code.",
                "",
                "Example:",
                "  pinion symbols add.jar");
    }

    @Override
    public Integer call() {
        Listing.of(PluginJar.read(jar.getValue()).symbols()).forEach(out()::println);
        return 0;
    }
}
