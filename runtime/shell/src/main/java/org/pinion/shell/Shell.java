// SPDX-License-Identifier: Apache-2.0
package org.pinion.shell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import org.pinion.PluginException;
import org.pinion.Problem;
import org.pinion.embed.Pinion;
import org.pinion.spi.Problems;

/**
 * The Gogo shell of a runtime.
 *
 * <p>Gogo gives every command the streams of its own, so a JVM can have one open shell at a time: {@code System.in},
 * {@code System.out} and {@code System.err} lead to the streams of the command that runs in the current thread, and to
 * the old ones everywhere else, until the shell is closed. All methods can be called by several threads at once: each
 * call has a session of its own, with its own variables and working directory.
 *
 * @since 0.1
 */
public final class Shell implements AutoCloseable {

    private final InputStream in = System.in;
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final Gogo gogo;

    private Shell(Pinion pinion, List<?> commands) {
        gogo = Gogo.start(pinion.framework().getBundleContext(), commands);
    }

    /**
     * Open the shell of a runtime.
     *
     * @param pinion the runtime; the shell must be closed before it
     * @param commands objects whose public methods become commands of the scope {@code pinion}
     * @return the shell, to be closed
     * @throws IllegalStateException if there is an open shell in the JVM already
     * @throws PluginException with {@link PluginException.Reason#RUNTIME} if the JVM has no module
     *     {@code java.logging}, which the terminal logs to
     */
    public static Shell on(Pinion pinion, List<?> commands) {
        if (ModuleLayer.boot().findModule("java.logging").isEmpty()) {
            Problem problem = Problems.of(
                    Problem.Kind.RUNTIME,
                    "java.logging",
                    "the shell needs the module java.logging, which this Java does not have",
                    "add java.logging to the modules of the runtime image, or of --limit-modules");
            throw new PluginException("pinion: cannot open the shell", List.of(problem), null);
        }
        return new Shell(Objects.requireNonNull(pinion, "pinion"), commands);
    }

    /**
     * Name the packages that bundles need to have commands of their own; to be shared by the builder of the runtime.
     *
     * @return the names of the packages
     */
    public static String[] packages() {
        return new String[] {"org.apache.felix.service.command", "org.apache.felix.service.threadio"};
    }

    /**
     * Run a script. What its commands give is printed, and so are failures; the first one ends the script.
     *
     * @param script one command or several; if it has an error of syntax none is run
     * @param input what commands read
     * @param output for results
     * @param errors for failures
     * @param keepGoing to go on after a failure
     * @return 0, or 1 if anything failed, or what the script gave to {@code exit}
     */
    public int run(String script, InputStream input, OutputStream output, OutputStream errors, boolean keepGoing) {
        PrintStream failures = failures(errors);
        try (CommandSession session = session(input, output, failures)) {
            return new Script(session, failures, keepGoing).run(script);
        }
    }

    /**
     * Run commands that come line by line, each as soon as it is complete.
     *
     * @param lines where they come from
     * @param output for results
     * @param errors for failures
     * @param keepGoing to go on after a failure
     * @return 0, or 1 if anything failed, or what was given to {@code exit}
     * @throws IOException if the lines cannot be read
     */
    public int run(BufferedReader lines, OutputStream output, OutputStream errors, boolean keepGoing)
            throws IOException {
        PrintStream failures = failures(errors);
        try (CommandSession session = session(InputStream.nullInputStream(), output, failures)) {
            return new Script(session, failures, keepGoing).run(lines);
        }
    }

    /**
     * Talk with somebody at the terminal of this process: read a line, run it, print what comes of it, until the input
     * ends or the command {@code exit} is given.
     *
     * @param history the file where lines are kept for the next time; its folder is made if it is missing
     * @return 0, or what was given to {@code exit}
     * @throws IOException if there is no terminal, or the folder cannot be made
     */
    public int interact(Path history) throws IOException {
        return withOwnClassLoader(() -> {
            try (Terminal terminal = Console.terminal()) {
                return interact(terminal, history, line -> {});
            }
        });
    }

    /**
     * Talk with somebody at a terminal of any kind, as {@link #interact(Path)} does; lines are kept until this returns.
     * Several threads can do so at the same time.
     *
     * @param terminal the terminal, which stays open
     * @param listener is told each line before it runs
     * @return 0, or what was given to {@code exit}
     * @throws IOException if the terminal cannot be read
     */
    public int interact(Terminal terminal, Consumer<String> listener) throws IOException {
        return withOwnClassLoader(() -> interact(terminal, null, listener));
    }

    private int interact(Terminal terminal, @Nullable Path history, Consumer<String> listener) throws IOException {
        PrintStream failures = new PrintStream(new PipeErrors(Console.errors(terminal)), true);
        try (CommandSession session = gogo.session(terminal.input(), terminal.output(), failures)) {
            return new Console(session, terminal, listener).run(history);
        }
    }

    /** What is done at a terminal. */
    private interface Talk {
        int run() throws IOException;
    }

    /** JLine finds its parts by the context class loader. */
    private static int withOwnClassLoader(Talk talk) throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(Shell.class.getClassLoader());
        try {
            return talk.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    // While the shell is open System.out leads to the output of the command, that is, to itself.

    private CommandSession session(InputStream input, OutputStream output, PrintStream failures) {
        CommandSession session =
                gogo.session(input == System.in ? in : input, output == System.out ? out : output, failures);
        // Gogo's commands believe that they write to a terminal. This one, made when a command asks, has no colours.
        session.put("#.terminal", (Function) (s, arguments) -> NoTerminal.create());
        session.put("LS_COLORS", "no=");
        return session;
    }

    private PrintStream failures(OutputStream errors) {
        return new PrintStream(new PipeErrors(errors == System.err ? err : errors), true);
    }

    /** Close the shell and take its commands away. */
    @Override
    public void close() {
        try {
            gogo.stop();
        } finally {
            System.setIn(in);
            System.setOut(out);
            System.setErr(err);
        }
    }
}
