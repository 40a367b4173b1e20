// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.pinion.Plugin;
import org.pinion.Symbol;
import org.pinion.SymbolNotFoundException;
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

    /**
     * Find the symbols of one kind that a name stands for.
     *
     * @return one, or several if the name does not choose among them
     * @throws SymbolNotFoundException if there is no symbol of the name
     * @throws CommandException if there are only symbols of the other kind
     */
    static <T extends Symbol> List<T> find(Plugin plugin, String name, Class<T> kind, String otherwise)
            throws CommandException {
        List<Symbol> found;
        try {
            found = List.of(plugin.lookup(name));
        } catch (SymbolNotFoundException e) {
            if (e.candidates().isEmpty()) {
                // The hint is found in the plugin's classes, which are gone when the failure is printed.
                e.hint();
                throw e;
            }
            found = e.candidates();
        }
        List<T> wanted = found.stream().filter(kind::isInstance).map(kind::cast).toList();
        if (wanted.isEmpty()) {
            throw new CommandException(
                    name + " is " + otherwise,
                    found.stream().map(Symbol::declaration).toList());
        }
        return wanted;
    }

    /** Say that a name does not choose, and show what would. */
    static CommandException ambiguous(String message, List<? extends Symbol> candidates) {
        return new CommandException(message, Listing.of(candidates));
    }
}
