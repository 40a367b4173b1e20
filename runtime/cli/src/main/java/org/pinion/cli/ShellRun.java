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

    static int run(Use use) throws Exception {
        // From now on System.out and its like belong to the commands of the shell.
        InputStream in = System.in;
        PrintStream out = System.out;
        PrintStream err = System.err;
        try (Pinion pinion = Pinion.builder()
                        .management(false)
                        .share(Shell.packages())
                        .start();
                Shell shell = Shell.on(pinion, List.of(new PinionCommands(pinion)))) {
            return use.with(pinion, shell, in, out, err);
        }
    }
}
