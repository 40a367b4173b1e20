// SPDX-License-Identifier: Apache-2.0
package org.pinion.shell.command;

import java.util.List;
import org.pinion.Problem;

/**
 * Says what keeps a file from opening.
 *
 * @since 0.1
 */
public final class Explanation {

    /** What stands before remarks. */
    public static final String REMARKS = "worth knowing:";

    private Explanation() {}

    /**
     * Sum up what was found.
     *
     * @param problems how many problems there are
     * @return the end of a sentence that starts with the file, and maybe a line below it
     */
    public static List<String> result(int problems) {
        return switch (problems) {
            case 0 ->
                List.of(
                        "nothing keeps it from opening",
                        "not checked, as none of its code ran: its init functions and its activator");
            case 1 -> List.of("1 problem keeps it from opening");
            default -> List.of(problems + " problems keep it from opening");
        };
    }

    /**
     * Write all problems of a file, and all remarks on it; several are numbered.
     *
     * @param file the file
     * @param problems what is wrong with it
     * @param remarks what does not keep it from opening
     * @return the text, without a line feed at its end
     */
    public static String text(String file, List<Problem> problems, List<Problem> remarks) {
        StringBuilder text = new StringBuilder(file).append(": ").append(String.join("\n", result(problems.size())));
        append(text, problems);
        if (!remarks.isEmpty()) {
            text.append("\n\n").append(REMARKS);
            append(text, remarks);
        }
        return text.toString();
    }

    private static void append(StringBuilder text, List<Problem> problems) {
        int number = 1;
        for (Problem problem : problems) {
            String start = problems.size() == 1 ? "" : number++ + ". ";
            text.append("\n\n").append(start);
            text.append(problem.toString().replace("\n", "\n" + " ".repeat(start.length())));
        }
    }
}
