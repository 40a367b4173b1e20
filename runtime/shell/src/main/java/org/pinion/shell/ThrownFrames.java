// SPDX-License-Identifier: Apache-2.0
package org.pinion.shell;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.pinion.PluginException;
import org.pinion.shell.command.ValueText;

/** Shows where in a plugin something was thrown, without the frames that led there. */
final class ThrownFrames {

    private static final int MOST = 8;

    private ThrownFrames() {}

    /**
     * List the frames of a plugin, the causes with theirs, and explanations that were added.
     *
     * @param entry the class of the plugin that was called
     */
    static List<String> of(Throwable thrown, String entry) {
        List<String> lines = new ArrayList<>();
        try {
            add(lines, thrown, entry);
        } catch (Throwable e) {
            // It overrides what is asked, and throws there, too; its name and message are told already.
        }
        return lines;
    }

    private static void add(List<String> lines, Throwable thrown, String entry) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable each = thrown; each != null && seen.size() < MOST && seen.add(each); each = each.getCause()) {
            if (each != thrown) {
                lines.add("caused by: " + ValueText.oneLine(each));
            }
            lines.addAll(frames(each, entry));
            for (Throwable explanation : each.getSuppressed()) {
                if (explanation instanceof PluginException known) {
                    String.valueOf(known.getMessage()).lines().forEach(lines::add);
                }
            }
        }
    }

    private static List<String> frames(Throwable thrown, String entry) {
        StackTraceElement[] trace = thrown.getStackTrace();
        int end = trace.length;
        while (end > 0 && !trace[end - 1].getClassName().equals(entry)) {
            end--;
        }
        if (end == 0) {
            // Another thread of the plugin, for instance.
            end = trace.length;
        }
        List<String> frames = new ArrayList<>();
        int more = 0;
        for (int i = 0; i < end; i++) {
            if (isOfAPlugin(trace[i])) {
                if (frames.size() < MOST) {
                    frames.add(text(trace[i]));
                } else {
                    more++;
                }
            }
        }
        if (more > 0) {
            frames.add("... " + more + " more frames");
        }
        return frames;
    }

    private static boolean isOfAPlugin(StackTraceElement frame) {
        return frame.getModuleName() == null
                && !frame.getClassName().startsWith("org.pinion.embed.")
                && !frame.getClassName().startsWith("org.pinion.shell.")
                && !frame.getClassName().startsWith("org.apache.felix.");
    }

    private static String text(StackTraceElement frame) {
        String file = frame.getFileName() == null ? "" : "(" + frame.getFileName() + ":" + frame.getLineNumber() + ")";
        return "at " + frame.getClassName() + "." + frame.getMethodName() + file;
    }
}
