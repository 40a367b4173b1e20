// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;

/** What a runtime with a shell may start with. */
final class ShellOptions {

    private final OptionSpec plugins = Arguments.option(Path.class, "DIR", "--plugins")
            .description("Open the plugins of a folder first, and each that is dropped in later.")
            .build();

    private final OptionSpec with = Arguments.options(String.class, "NAME", "--with")
            .description("Start with bundles of Pinion's own: 'ds' for Declarative Services, 'services' for"
                    + " ServiceLoader; may be repeated.")
            .build();

    /** Lists the options for a syntax. */
    List<OptionSpec> all() {
        return List.of(plugins, with);
    }

    /** Gives the folder; {@code null} for none. */
    Path plugins() {
        return plugins.getValue();
    }

    String[] with() {
        return Arguments.<String>list(with).toArray(String[]::new);
    }
}
