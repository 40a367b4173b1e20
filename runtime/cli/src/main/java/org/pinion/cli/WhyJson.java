// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.pinion.Problem;

/** Writes problems as JSON. Loaded only when that is asked for, as is Gson. */
final class WhyJson {

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    /** A file and what is wrong with it. The keys are the names of the components, here and in a problem. */
    private record File(String file, List<Problem> problems) {}

    private record Report(String file, List<Problem> problems, List<File> libraries) {}

    private WhyJson() {}

    /** Write one object, with a line feed at its end. */
    static String text(Path jar, List<Problem> problems, Map<Path, List<Problem>> libraries) {
        return GSON.toJson(new Report(
                        jar.toString(),
                        problems,
                        libraries.entrySet().stream()
                                .map(library -> new File(library.getKey().toString(), library.getValue()))
                                .toList()))
                + "\n";
    }
}
