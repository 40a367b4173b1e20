// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.diagnosis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pinion.PluginException;

/** Tells what foreign code has thrown, and where in it; all its methods may throw, too. */
public final class ThrownText {

    private static final int MOST = 8;

    private static final StackTraceElement[] NO_FRAMES = {};

    private final Throwable thrown;
    private final String entry;

    /**
     * Creates a text.
     *
     * @param entry where the foreign code was entered, {@code class.method}
     */
    ThrownText(Throwable thrown, String entry) {
        this.thrown = thrown;
        this.entry = entry;
    }

    /** Gives the lines in which a throwable describes itself; at least one. */
    static List<String> lines(Throwable thrown) {
        List<String> lines = Failure.describe(thrown)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        return lines.isEmpty() ? List.of(thrown.getClass().getName()) : lines;
    }

    static String message(Throwable thrown) {
        try {
            return thrown.getMessage();
        } catch (Throwable e) {
            return null;
        }
    }

    /** Lists a throwable and its causes. */
    static List<Throwable> chain(Throwable thrown) {
        Set<Throwable> chain = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Throwable> ordered = new ArrayList<>();
        for (Throwable each = thrown; each != null && ordered.size() < MOST && chain.add(each); each = cause(each)) {
            ordered.add(each);
        }
        return ordered;
    }

    static Throwable cause(Throwable thrown) {
        try {
            return thrown.getCause();
        } catch (Throwable e) {
            return null;
        }
    }

    private static List<StackTraceElement> trace(Throwable thrown) {
        try {
            StackTraceElement[] trace = thrown.getStackTrace();
            return Stream.of(trace == null ? NO_FRAMES : trace)
                    .filter(Objects::nonNull)
                    .toList();
        } catch (Throwable e) {
            return List.of();
        }
    }

    /** List the classes on the stack. */
    public static Set<String> classes(Throwable thrown) {
        return trace(thrown).stream().map(StackTraceElement::getClassName).collect(Collectors.toSet());
    }

    /** Tells the class on top of the stack, unless it is one of ours; {@code null} if that is not known. */
    static String topClass(Throwable thrown) {
        for (StackTraceElement frame : trace(thrown)) {
            if (isOurs(frame)) {
                return null;
            }
            if (!isOfTheMachine(frame)) {
                return frame.getClassName();
            }
        }
        return null;
    }

    /** Tells whether a class loader has thrown it that is none of a bundle. */
    static boolean isOfAForeignLoader(Throwable thrown) {
        List<StackTraceElement> machine =
                trace(thrown).stream().takeWhile(ThrownText::isOfTheMachine).toList();
        return !machine.isEmpty() && machine.stream().noneMatch(ThrownText::isOfTheFramework);
    }

    private static boolean isOurs(StackTraceElement frame) {
        return frame.getClassName().startsWith("org.pinion.embed.internal.")
                || frame.getClassName().equals("org.pinion.embed.Pinion");
    }

    /** Tells whether a frame is one of the JDK or of the framework. */
    private static boolean isOfTheMachine(StackTraceElement frame) {
        String module = frame.getModuleName();
        return module != null && (module.startsWith("java.") || module.startsWith("jdk.")) || isOfTheFramework(frame);
    }

    private static boolean isOfTheFramework(StackTraceElement frame) {
        return frame.getClassName().startsWith("org.apache.felix.framework.");
    }

    /** Shows the rest of the description, the frames of foreign code, and the causes in the same manner. */
    List<String> found() {
        List<String> found = new ArrayList<>(rest(thrown));
        found.addAll(frames(thrown, List.of()));
        found.addAll(causes());
        return found;
    }

    /** Shows the causes. */
    private List<String> causes() {
        List<String> found = new ArrayList<>();
        List<Throwable> chain = chain(thrown);
        for (int i = 1; i < chain.size(); i++) {
            Throwable each = chain.get(i);
            if (chain.get(i - 1) instanceof NoClassDefFoundError || chain.get(i - 1) instanceof PluginException) {
                // A problem is made of it, which tells the cause, too.
                break;
            }
            found.add("caused by: " + lines(each).get(0));
            found.addAll(rest(each));
            found.addAll(frames(each, trace(chain.get(i - 1))));
        }
        return found;
    }

    /** Shows the description from its second line on, unless a problem of its own is made of it. */
    private static List<String> rest(Throwable each) {
        List<String> lines = lines(each);
        return each instanceof PluginException || each instanceof LinkageError
                ? List.of()
                : bounded(lines.subList(1, lines.size()), "lines");
    }

    private List<String> frames(Throwable each, List<StackTraceElement> enclosing) {
        List<StackTraceElement> trace = trace(each);
        int end = end(trace);
        int common = 0;
        while (common < trace.size()
                && common < enclosing.size()
                && trace.get(trace.size() - 1 - common).equals(enclosing.get(enclosing.size() - 1 - common))) {
            common++;
        }
        return bounded(
                trace.subList(0, Math.min(end, trace.size() - common)).stream()
                        .filter(frame -> !isOurs(frame) && !isOfTheMachine(frame))
                        .map(ThrownText::text)
                        .toList(),
                "frames");
    }

    /** Finds the end of the foreign part: where it was entered, or else before the frames that led there. */
    private int end(List<StackTraceElement> trace) {
        for (int i = trace.size() - 1; i >= 0; i--) {
            if (entry.equals(trace.get(i).getClassName() + "." + trace.get(i).getMethodName())) {
                return i + 1;
            }
        }
        int end = 0;
        while (end < trace.size() && !isOurs(trace.get(end)) && !isOfTheFramework(trace.get(end))) {
            end++;
        }
        return end;
    }

    private static String text(StackTraceElement frame) {
        String file = frame.getFileName();
        return "at " + frame.getClassName() + "." + frame.getMethodName()
                + (file == null
                        ? ""
                        : "(" + file + (frame.getLineNumber() < 0 ? "" : ":" + frame.getLineNumber()) + ")");
    }

    private static List<String> bounded(List<String> lines, String what) {
        if (lines.size() <= MOST + 1) {
            return lines;
        }
        List<String> first = new ArrayList<>(lines.subList(0, MOST));
        first.add("... " + (lines.size() - MOST) + " more " + what);
        return first;
    }
}
