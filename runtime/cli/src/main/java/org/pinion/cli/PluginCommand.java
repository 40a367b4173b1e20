// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import java.nio.file.Path;
import java.util.List;
import org.pinion.embed.Pinion;
import picocli.CommandLine.Model.OptionSpec;

/** What the commands that open plugins have in common. */
abstract class PluginCommand extends ToolCommand {

    private final OptionSpec libraries = add(Arguments.options(Path.class, "JAR", "-L", "--library")
            .description("Add a library that the plugin may import from; may be repeated.")
            .build());

    private final OptionSpec with = add(Arguments.options(String.class, "NAME", "--with")
            .description("Start with bundles of Pinion's own: 'ds' for Declarative Services and Configuration Admin,"
                    + " 'services' for ServiceLoader; may be repeated.")
            .build());

    PluginCommand(String name, String description, String... footer) {
        super(name, description, footer);
    }

    /** Start a runtime for one command. */
    final Pinion start() {
        return Pinion.builder()
                .management(false)
                .commandLine(true)
                .with(Arguments.<String>list(with).toArray(String[]::new))
                .start();
    }

    final List<Path> libraries() {
        return Arguments.list(libraries);
    }
}
