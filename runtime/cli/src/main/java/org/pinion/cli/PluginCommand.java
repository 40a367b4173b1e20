// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
