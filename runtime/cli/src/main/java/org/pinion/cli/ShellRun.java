// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import org.pinion.embed.Pinion;
import org.pinion.shell.PinionCommands;
import org.pinion.shell.Shell;

/** Starts a runtime with a shell, for the commands that need one. */
final class ShellRun {

    private ShellRun() {}

    /** What is done with the shell. */
    interface Use {
        int with(Pinion pinion, Shell shell, InputStream in, PrintStream out, PrintStream err) throws Exception;
    }

    static int run(ShellOptions options, Use use) throws Exception {
        // From now on System.out and its like belong to the commands of the shell.
        InputStream in = System.in;
        PrintStream out = System.out;
        PrintStream err = System.err;
        Pinion.Builder builder = Pinion.builder()
                .management(false)
                .commandLine(true)
                .share(Shell.packages())
                .with(options.with());
        if (options.plugins() != null) {
            builder.plugins(options.plugins())
                    .progress(new ProgressBar(err, ShellCommand.isTerminal(), System::nanoTime));
        }
        try (Pinion pinion = builder.start();
                Shell shell = Shell.on(pinion, List.of(new PinionCommands(pinion)))) {
            return use.with(pinion, shell, in, out, err);
        }
    }
}
