// SPDX-License-Identifier: Apache-2.0
package org.pinion.shell;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Consumer;
import org.apache.felix.gogo.jline.Highlighter;
import org.apache.felix.gogo.jline.ParsedLineImpl;
import org.apache.felix.gogo.jline.Parser;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Job;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jspecify.annotations.Nullable;

/** Talks with somebody at a terminal. */
final class Console {

    private static final String PROMPT = "pinion> ";

    private final CommandSession session;
    private final Terminal terminal;
    private final Consumer<String> listener;

    Console(CommandSession session, Terminal terminal, Consumer<String> listener) {
        this.session = session;
        this.terminal = terminal;
        this.listener = listener;
    }

    /** Makes the terminal of the process; only on Windows that takes native code. */
    static Terminal terminal() throws IOException {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        Terminal terminal = TerminalBuilder.builder()
                .name("pinion")
                .system(true)
                .dumb(true)
                .provider(windows ? "jni" : "exec")
                .nativeSignals(true)
                .signalHandler(Terminal.SignalHandler.SIG_IGN)
                .build();
        if (terminal.getWidth() == 0) {
            // Serial lines and some containers do not know; JLine could not show a line.
            terminal.setSize(new Size(80, 24));
        }
        return terminal;
    }

    /** Reads and runs lines until the end of the input, or {@code exit}; {@code null} keeps none for the next time. */
    int run(@Nullable Path history) throws IOException {
        session.put(".terminal", terminal);
        session.put("#COLUMNS", (Function) (s, arguments) -> terminal.getWidth());
        LineReader reader = reader(history);
        terminal.handle(Terminal.Signal.INT, signal -> {
            Job running = session.foregroundJob();
            if (running != null) {
                running.interrupt();
            }
        });
        Script script = new Script(session, errors(terminal), false);
        while (true) {
            try {
                String text = reader.readLine(PROMPT);
                ParsedLine line = reader.getParsedLine();
                if (!text.isBlank()) {
                    listener.accept(text);
                }
                if (line instanceof ParsedLineImpl parsed && script.run(parsed.program()) == Script.Outcome.ENDED) {
                    return script.exit();
                }
            } catch (UserInterruptException e) {
                // The line is dropped.
            } catch (EndOfFileException e) {
                return 0;
            } finally {
                terminal.flush();
            }
        }
    }

    private LineReader reader(@Nullable Path history) throws IOException {
        LineReaderBuilder builder = LineReaderBuilder.builder()
                .terminal(terminal)
                .parser(new Parser())
                .highlighter(new Highlighter(session))
                .completer(new Completion(session))
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true);
        if (history != null) {
            createPrivately(history.toAbsolutePath().getParent());
            builder.variable(LineReader.HISTORY_FILE, history);
        }
        return builder.build();
    }

    private static void createPrivately(@Nullable Path folder) throws IOException {
        if (folder == null || Files.isDirectory(folder)) {
            return;
        }
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(folder);
        }
    }

    /** Gives a stream that writes failures in red. */
    static PrintStream errors(Terminal terminal) {
        return new PrintStream(terminal.output(), true, Charset.defaultCharset()) {
            @Override
            public void println(String text) {
                super.println(new AttributedStringBuilder()
                        .styled(AttributedStyle.DEFAULT.foreground(AttributedStyle.RED), text)
                        .toAnsi(terminal));
            }
        };
    }
}
