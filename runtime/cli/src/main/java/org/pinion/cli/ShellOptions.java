// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What a runtime with a shell may start with. */
final class ShellOptions {

    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            description = "Open the plugins of a folder first, and each that is dropped in later.")
    Path plugins;

    @Option(
            names = "--with",
            paramLabel = "NAME",
            description = "Start with bundles of Pinion's own: 'ds' for Declarative Services; may be repeated.")
    List<String> with = new ArrayList<>();
}
