// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.pinion.embed.PluginJar;
import org.pinion.shell.internal.Listing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the symbols of a plugin without running any of its code. */
@Command(
        name = "symbols",
        description = "List the symbols of a plugin without running its code.",
        footer = {"", "Example:", "  pinion symbols add.jar"})
final class SymbolsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "JAR", description = "The plugin.")
    private Path jar;

    @Override
    public Integer call() {
        Listing.of(PluginJar.read(jar).symbols()).forEach(spec.commandLine().getOut()::println);
        return 0;
    }
}
