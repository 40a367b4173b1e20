// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A clause of a header of OSGi, such as {@code a;b;version="[1,2)";resolution:=optional}.
 *
 * @param paths what it is about
 * @param parameters attributes by name, and directives by name and colon
 */
record Clause(List<String> paths, Map<String, String> parameters) {

    /** Reads a header. What is malformed in it is not the concern of who reads: opening the bundle tells. */
    static List<Clause> parse(@Nullable String header) {
        List<Clause> clauses = new ArrayList<>();
        for (String text : split(header == null ? "" : header, ',')) {
            List<String> paths = new ArrayList<>();
            Map<String, String> parameters = new LinkedHashMap<>();
            for (String part : split(text, ';')) {
                int equals = part.indexOf('=');
                if (equals < 0) {
                    paths.add(part);
                } else {
                    String value = part.substring(equals + 1).strip();
                    boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
                    parameters.put(
                            part.substring(0, equals).strip(), quoted ? value.substring(1, value.length() - 1) : value);
                }
            }
            clauses.add(new Clause(paths, parameters));
        }
        return clauses;
    }

    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == separator && !quoted) {
                String part = text.substring(start, i).strip();
                if (!part.isEmpty()) {
                    parts.add(part);
                }
                start = i + 1;
            } else if (text.charAt(i) == '"') {
                quoted = !quoted;
            }
        }
        return parts;
    }

    boolean isOptional() {
        return "optional".equals(parameters.get("resolution:"));
    }

    /** Gives an attribute; {@code null} if there is none. */
    @Nullable
    String get(String name) {
        return parameters.get(name);
    }
}
