// SPDX-License-Identifier: Apache-2.0
package org.pinion.shell;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Process;
import org.pinion.shell.command.CommandException;

/** What a command has around it: where its output goes, and the working directory. */
final class CommandContext {

    private static final String COLUMNS = "COLUMNS";

    private final CommandSession session;

    CommandContext(CommandSession session) {
        this.session = session;
    }

    /** Give the stream that the output of the command goes to, be it a pipe. */
    PrintStream out() {
        Process process = Process.Utils.current();
        return process == null ? session.getConsole() : process.out();
    }

    /** Tell how long a line can be: as the terminal is wide, or without end in pipes and files. */
    int width() {
        Process process = Process.Utils.current();
        boolean terminal = process == null || process.isTty(1);
        return terminal && session.get(COLUMNS) instanceof Number columns && columns.intValue() > 0
                ? columns.intValue()
                : Integer.MAX_VALUE;
    }

    /** Find a file that a word names; it stays relative if the session is in the directory of the process. */
    Path file(String word) throws CommandException {
        try {
            Path path = Path.of(word);
            Path directory = session.currentDir();
            return directory == null || directory.equals(Path.of("").toAbsolutePath()) ? path : directory.resolve(path);
        } catch (InvalidPathException e) {
            throw new CommandException(word + " is no path: " + e.getReason(), e);
        }
    }

    /** Show where a bundle or a failed open comes from, relative to the working directory if that is shorter. */
    String place(String location) {
        String place = path(location);
        try {
            Path path = Path.of(place);
            if (path.isAbsolute() && session.currentDir() != null) {
                String relative =
                        session.currentDir().toRealPath().relativize(path).toString();
                return relative.length() < place.length() ? relative : place;
            }
        } catch (IOException | IllegalArgumentException e) {
            // The location of a stream is any text, and the directory may be gone.
        }
        return place;
    }

    private static String path(String location) {
        if (!location.startsWith("file:///")) {
            return location;
        }
        try {
            return Path.of(URI.create(location)).toString();
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            return location;
        }
    }
}
