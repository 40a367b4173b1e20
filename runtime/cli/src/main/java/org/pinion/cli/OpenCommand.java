// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.pinion.Init;
import org.pinion.Plugin;
import org.pinion.PluginException;
import org.pinion.embed.Pinion;
import org.pinion.shell.internal.Listing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Opens plugins and shows what is in them. */
@Command(
        name = "open",
        description = "Open plugins and show what is in them.",
        footer = {
            "",
            "Examples:",
            "  pinion open add.jar",
            "  pinion open -L strings.jar add.jar words.jar",
            "  pinion open --with ds add.jar"
        })
final class OpenCommand extends PluginCommand {

    @Parameters(paramLabel = "JAR", arity = "1..*", description = "The plugins, in the order of opening.")
    private List<Path> jars;

    private boolean failed;

    @Override
    public Integer call() {
        try (Pinion pinion = start()) {
            libraries.forEach(jar -> attempt(pinion::addLibrary, jar));
            jars.forEach(jar -> attempt(file -> print(pinion.open(file)), jar));
        }
        return failed ? 1 : 0;
    }

    /** Reports a failure and goes on, so that all of them are told at once. */
    private void attempt(Consumer<Path> action, Path jar) {
        try {
            action.accept(jar);
        } catch (PluginException e) {
            main.report(e);
            failed = true;
        }
    }

    private void print(Plugin plugin) {
        out().println(plugin.name() + " " + plugin.version());
        plugin.inits().forEach(init -> out().println("  init " + text(init)));
        Listing.of(plugin.symbols()).forEach(line -> out().println("  " + line));
    }

    private static String text(Init init) {
        return String.format(
                Locale.ROOT,
                "%s.%s %.3f ms",
                init.packageName(),
                init.typeName(),
                init.duration().toNanos() / 1e6);
    }
}
