// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import java.nio.file.Path;
import java.util.List;
import org.pinion.Problem;
import org.pinion.shell.command.Explanation;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Help.ColorScheme;

/** Writes problems for people: what {@link Problem#toString()} shows, in colour if there is a terminal. */
final class WhyText {

    private static final String INDENT = "  ";

    /** How many problems are shown, and how many lines of one sort; and how long these may be. */
    private static final int MOST = 10;

    private static final int LINES = 40;

    private static final int LENGTH = 1000;

    /** What a line about something found has in front of it if it is not the first one. */
    private static final String NO_LABEL = " ".repeat("found:  ".length());

    private final ColorScheme colors;
    private final StringBuilder text = new StringBuilder();

    /**
     * Create a writer, to be used once.
     *
     * @param ansi whether there are colours
     */
    WhyText(Ansi ansi) {
        colors = Help.defaultColorScheme(ansi);
    }

    /** Write all problems of a file, and all remarks on it; several are numbered. */
    String text(Path jar, List<Problem> problems, List<Problem> remarks) {
        text.append(jar)
                .append(": ")
                .append(String.join(System.lineSeparator(), Explanation.result(problems.size())))
                .append(System.lineSeparator());
        add(problems, "problems");
        if (!remarks.isEmpty()) {
            text.append(System.lineSeparator()).append(Explanation.REMARKS).append(System.lineSeparator());
            add(remarks, "remarks");
        }
        return text.toString();
    }

    private void add(List<Problem> problems, String what) {
        int number = 1;
        for (Problem problem : problems.subList(0, Math.min(MOST, problems.size()))) {
            String start = problems.size() == 1 ? "" : number++ + ". ";
            text.append(System.lineSeparator()).append(start);
            add(problem, " ".repeat(start.length()));
        }
        if (problems.size() > MOST) {
            text.append(System.lineSeparator())
                    .append("... and ")
                    .append(problems.size() - MOST)
                    .append(" more ")
                    .append(what)
                    .append("; --json shows all")
                    .append(System.lineSeparator());
        }
    }

    /** Writes a problem; its first line is indented already. */
    private void add(Problem problem, String indent) {
        line("", "", problem.summary(), indent, Style.bold, Style.fg_red);
        if (!problem.needed().isEmpty()) {
            line(indent, "needed: ", problem.needed(), indent);
        }
        String label = "found:  ";
        for (String found :
                problem.found().subList(0, Math.min(LINES, problem.found().size()))) {
            line(indent, label, found, indent);
            label = NO_LABEL;
        }
        if (problem.found().size() > LINES) {
            line(indent, label, "... and " + (problem.found().size() - LINES) + " more", indent);
        }
        for (Problem cause : problem.causes()) {
            text.append(indent).append(INDENT);
            add(cause, indent + INDENT);
        }
        if (!problem.fix().isEmpty()) {
            line(indent, "fix:    ", problem.fix(), indent, Style.fg_green);
        }
    }

    private void line(String start, String label, String content, String indent, IStyle... styles) {
        text.append(start).append(styled(label, Style.faint));
        String shown = content.length() > LENGTH && !label.startsWith("fix")
                ? content.substring(0, LENGTH) + " ... (" + content.length() + " characters)"
                : content;
        String[] lines = shown.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            text.append(i == 0 ? "" : indent).append(styled(lines[i], styles)).append(System.lineSeparator());
        }
    }

    private String styled(String plain, IStyle... styles) {
        // Not by picocli's markup, which the content might look like.
        return plain.isBlank() || styles.length == 0
                ? plain
                : colors.apply(plain, List.of(styles)).toString();
    }
}
