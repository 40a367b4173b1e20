// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import java.nio.file.Path;
import java.util.Locale;
import org.pinion.Init;
import org.pinion.Opened;
import org.pinion.Plugin;
import org.pinion.PluginException;
import org.pinion.embed.Pinion;
import org.pinion.shell.command.Listing;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Opens plugins and shows what is in them. */
final class OpenCommand extends PluginCommand {

    private final PositionalParamSpec jars = add(Arguments.parameters(Path.class, "JAR", 0, "1..*")
            .description("The plugins; each is opened after those that it needs.")
            .build());

    private final Main main;
    private boolean failed;

    OpenCommand(Main main) {
        super(
                "open",
                "Open plugins and show what is in them.",
                "",
                "Examples:",
                "  pinion open add.jar",
                "  pinion open -L strings.jar add.jar words.jar",
                "  pinion open --with ds add.jar");
        this.main = main;
    }

    @Override
    public Integer call() {
        try (Pinion pinion = start()) {
            for (Path jar : libraries()) {
                try {
                    pinion.addLibrary(jar);
                } catch (PluginException e) {
                    report(e);
                }
            }
            Opened opened = pinion.openAll(
                    Arguments.<Path>list(jars),
                    new ProgressBar(System.err, ShellCommand.isTerminal(), System::nanoTime));
            opened.plugins().forEach(this::print);
            opened.failures().forEach(failure -> report(failure.failure()));
        }
        return failed ? 1 : 0;
    }

    /** Reports a failure; the others go on, so that all failures are told at once. */
    private void report(PluginException failure) {
        main.report(failure);
        failed = true;
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
