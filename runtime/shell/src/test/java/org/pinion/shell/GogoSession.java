// SPDX-License-Identifier: Apache-2.0
package org.pinion.shell;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Scanner;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.apache.felix.service.command.Process;
import org.pinion.embed.Pinion;

/** A runtime with a session of Gogo in a folder. */
final class GogoSession implements AutoCloseable {

    final Pinion pinion;
    final PinionCommands commands;
    final CommandSession session;

    private final ThreadIOImpl threadIo = new ThreadIOImpl();
    private final CommandProcessorImpl processor = new CommandProcessorImpl(threadIo);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Path folder;

    /** Starts a runtime that shares packages. */
    GogoSession(Path folder, String... shared) {
        pinion = Pinion.builder().management(false).share(shared).start();
        commands = new PinionCommands(pinion);
        try {
            this.folder = folder.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threadIo.start();
        commands.names().forEach(name -> processor.addCommand(PinionCommands.SCOPE, commands, name));
        processor.addCommand("test", new Filter(), "grep");
        session = processor.createSession(new ByteArrayInputStream(new byte[0]), out, out);
        session.currentDir(this.folder);
        session.put("SCOPE", "pinion:test:*");
    }

    /** A command that reads what is piped into it. */
    public static final class Filter {
        /** Prints the lines that contain a text. */
        public void grep(String text) {
            Process process = Process.Utils.current();
            try (Scanner in = new Scanner(process.in(), StandardCharsets.UTF_8)) {
                while (in.hasNextLine()) {
                    String line = in.nextLine();
                    if (line.contains(text)) {
                        process.out().println(line);
                    }
                }
            }
        }
    }

    /** Runs a line, and returns what is seen, what it prints and its result; without what differs from run to run. */
    String run(String line) throws Exception {
        return stable(seen(line));
    }

    /** Runs a line, and returns what is seen. */
    String seen(String line) throws Exception {
        out.reset();
        Object result = session.execute(line);
        return printed() + (result == null ? "" : session.format(result, Converter.INSPECT) + "\n");
    }

    /** Runs a line that fails, and returns what it prints, and the message. */
    String fail(String line) {
        try {
            throw new AssertionError(line + " has not failed, but returned " + run(line));
        } catch (Exception e) {
            return stable(printed() + e.getMessage());
        }
    }

    /** Runs a line, and returns what is seen or else the message. */
    String transcript(String line) {
        try {
            return placed(seen(line));
        } catch (Exception e) {
            return placed(printed() + e.getMessage() + "\n");
        }
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    private String placed(String text) {
        return text.replace(folder.toString(), "/plugins");
    }

    private String stable(String text) {
        return withoutChance(placed(text));
    }

    /** Replaces times and machines; columns are as wide as times happen to be, so their gaps go, too. */
    static String withoutChance(String text) {
        return text.replaceAll("\\d+\\.\\d{3} ms", "0.000 ms")
                .replaceAll("(?m)^(Pinion|Felix|JVM|OS|JVM is up) {2,}\\S.*$", "$1  ...")
                .replaceAll("(?<=[^\\s|]) {2,}", "  ");
    }

    @Override
    public void close() {
        session.close();
        processor.stop();
        threadIo.stop();
        pinion.close();
    }
}
