// SPDX-License-Identifier: Apache-2.0
package org.pinion.mrsequential;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.pinion.PluginException;

/** Shows what a program has thrown, with its own frames: neither those of the JDK nor those of the host. */
final class Thrown {

    private static final int MOST = 8;

    private Thrown() {}

    /** Describe a throwable in one line. */
    static String text(Throwable thrown) {
        String message = thrown.getMessage();
        return thrown.getClass().getName() + (message == null || message.isBlank() ? "" : ": " + message.strip());
    }

    /** List the frames of a throwable, those of its causes, and what the runtime has added to explain it. */
    static List<String> details(Throwable thrown) {
        List<String> lines = new ArrayList<>(frames(thrown));
        Throwable cause = thrown.getCause();
        for (int i = 0; cause != null && i < MOST; i++) {
            lines.add("caused by: " + text(cause));
            lines.addAll(frames(cause));
            cause = cause.getCause();
        }
        Stream.of(thrown.getSuppressed())
                .filter(PluginException.class::isInstance)
                .flatMap(explanation -> explanation.getMessage().lines())
                .forEach(lines::add);
        return lines;
    }

    private static List<String> frames(Throwable thrown) {
        List<String> frames = Stream.of(thrown.getStackTrace())
                // What the host itself has thrown, as from the list of values.
                .dropWhile(Thrown::isOfTheHost)
                .takeWhile(frame -> !isOfTheHost(frame))
                .filter(frame ->
                        frame.getModuleName() == null && !frame.getClassName().startsWith("org.pinion."))
                .map(frame -> "at " + frame)
                .toList();
        if (frames.size() <= MOST) {
            return frames;
        }
        List<String> first = new ArrayList<>(frames.subList(0, MOST));
        first.add("... " + (frames.size() - MOST) + " more");
        return first;
    }

    private static boolean isOfTheHost(StackTraceElement frame) {
        return frame.getClassName().startsWith("org.pinion.mrsequential.");
    }
}
