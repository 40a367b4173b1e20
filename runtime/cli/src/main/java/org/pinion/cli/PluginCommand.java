// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.pinion.embed.Pinion;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What the commands that open plugins have in common. */
abstract class PluginCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @ParentCommand
    Main main;

    @Option(
            names = {"-L", "--library"},
            paramLabel = "JAR",
            description = "Add a library that the plugin may import from; may be repeated.")
    List<Path> libraries = new ArrayList<>();

    @Option(
            names = "--with",
            paramLabel = "NAME",
            description =
                    "Start with bundles of Pinion's own: 'ds' for Declarative Services and Configuration Admin; may be repeated.")
    private List<String> with = new ArrayList<>();

    /** Start a runtime for one command. */
    final Pinion start() {
        return Pinion.builder()
                .management(false)
                .with(with.toArray(String[]::new))
                .start();
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
