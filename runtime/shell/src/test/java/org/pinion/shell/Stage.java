// SPDX-License-Identifier: Apache-2.0
package org.pinion.shell;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import org.pinion.embed.Pinion;
import org.pinion.testing.BundleBuilder;

/** A runtime with a shell, and what came out of it. */
final class Stage implements AutoCloseable {

    final Pinion pinion =
            Pinion.builder().management(false).share(Shell.packages()).start();
    final Shell shell = Shell.on(pinion, List.of(new TestCommands(pinion)));

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private int exit;

    /** What a script printed, what it complained of, and how it ended. */
    record Run(String out, String err, int exit) {

        static Run of(String out) {
            return new Run(out, "", 0);
        }

        static Run failed(String err) {
            return new Run("", err, 1);
        }
    }

    Run run(String script) {
        return run(script, false);
    }

    Run run(String script, boolean keepGoing) {
        exit = shell.run(script, new ByteArrayInputStream(new byte[0]), out, err, keepGoing);
        return run();
    }

    /** Runs lines as if they came through a pipe. */
    Run pipe(String lines) throws IOException {
        exit = shell.run(new BufferedReader(new StringReader(lines)), out, err, false);
        return run();
    }

    private Run run() {
        Run run = new Run(text(out), text(err), exit);
        out.reset();
        err.reset();
        return run;
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(Charset.defaultCharset()).replace(System.lineSeparator(), "\n");
    }

    /** Builds a plugin. */
    static Path plugin(Path folder) {
        return BundleBuilder.plugin("acme.tools", "acme.tools")
                .source("acme.tools.Tools", "public final class Tools { public static int count = 42; }")
                .buildTo(folder);
    }

    @Override
    public void close() {
        shell.close();
        pinion.close();
    }
}
