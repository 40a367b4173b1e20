// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code Bundle-ClassPath}, which tells in which folders and jars of a bundle its classes are.
 *
 * @since 0.1
 */
public final class ClassPathHeader {

    /** A path or an attribute; what is in quotation marks separates nothing. */
    private static final Pattern PART = Pattern.compile("(?:[^,;\"]++|\"[^\"]*+\"?)++");

    private ClassPathHeader() {}

    /**
     * Read a header like {@code ., lib/a.jar;lib/b.jar;attribute="1,2"}: a clause may have several paths.
     *
     * @param header its value, or {@code null} if the manifest has none
     * @return the paths, without slashes at their ends; {@code .} is the bundle itself, which is what there is if
     *     nothing is named
     */
    public static List<String> elements(@Nullable String header) {
        List<String> elements = new ArrayList<>();
        Matcher parts = PART.matcher(header == null ? "" : header);
        while (parts.find()) {
            String path = parts.group().strip();
            if (path.length() > 1 && path.startsWith("\"") && path.endsWith("\"")) {
                path = path.substring(1, path.length() - 1);
            } else if (path.isEmpty() || path.indexOf('=') >= 0) {
                continue;
            }
            while (path.startsWith("/")) {
                path = path.substring(1);
            }
            while (path.endsWith("/")) {
                path = path.substring(0, path.length() - 1);
            }
            elements.add(path.isEmpty() ? "." : path);
        }
        return elements.isEmpty() ? List.of(".") : elements;
    }
}
