// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.pinion.Problem;

/**
 * Writes problems as JSON, in a form of its own: the keys are the names of the components here, in their order. Loaded
 * only when that is asked for, as is Gson.
 */
final class WhyJson {

    /**
     * The number of the form. It stays when a key is added, which is done at the end of an object; a key that goes, or
     * gets another name, type or meaning, makes it another form.
     */
    private static final int SCHEMA = 1;

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private record Report(
            int schema, String file, List<Entry> problems, List<LibraryFile> libraries, List<Entry> remarks) {}

    private record LibraryFile(String file, List<Entry> problems) {}

    private record Entry(
            String kind,
            String subject,
            String summary,
            String needed,
            List<String> found,
            List<Entry> causes,
            String fix) {}

    private WhyJson() {}

    /** Write one object, with a line feed at its end. */
    static String text(Path jar, List<Problem> problems, Map<Path, List<Problem>> libraries, List<Problem> remarks) {
        List<LibraryFile> files = libraries.entrySet().stream()
                .map(library -> new LibraryFile(library.getKey().toString(), entries(library.getValue())))
                .toList();
        return GSON.toJson(new Report(SCHEMA, jar.toString(), entries(problems), files, entries(remarks))) + "\n";
    }

    private static List<Entry> entries(List<Problem> problems) {
        return problems.stream()
                .map(problem -> new Entry(
                        problem.kind().name(),
                        problem.subject(),
                        problem.summary(),
                        problem.needed(),
                        problem.found(),
                        entries(problem.causes()),
                        problem.fix()))
                .toList();
    }
}
