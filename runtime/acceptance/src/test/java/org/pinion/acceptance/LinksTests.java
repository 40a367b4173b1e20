// SPDX-License-Identifier: Apache-2.0
package org.pinion.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.pinion.testing.Documents;

/** The links between the documents lead somewhere. */
class LinksTests {

    private static final Pattern CODE = Pattern.compile("^```.*?^```$|`[^`\n]*`", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\((?<path>[^)#\\s]*)(?:#(?<heading>[^)\\s]+))?\\)");
    private static final Pattern HEADING = Pattern.compile("^#+ (.+)$", Pattern.MULTILINE);

    @Test
    void relativeLinks_ofAllDocuments_leadToFilesAndHeadings() throws IOException {
        List<String> links = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        for (Path document : Documents.all()) {
            Matcher link = LINK.matcher(withoutCode(document));
            while (link.find()) {
                if (!link.group("path").contains(":")) {
                    links.add(link.group());
                    if (!leadsSomewhere(document, link.group("path"), link.group("heading"))) {
                        broken.add(Documents.ROOT.relativize(document) + ": " + link.group());
                    }
                }
            }
        }

        assertThat(links).as("relative links").hasSizeGreaterThan(5);
        assertThat(broken).as("broken links").isEmpty();
    }

    private static boolean leadsSomewhere(Path document, String path, String heading) {
        Path target = path.isEmpty() ? document : document.resolveSibling(path);
        return Files.exists(target) && (heading == null || headings(target).contains(heading));
    }

    /** Gives the names under which the headings of a document can be linked to, made as GitHub makes them. */
    private static List<String> headings(Path document) {
        return HEADING.matcher(withoutCodeBlocks(document))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(java.util.Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    private static String withoutCode(Path document) {
        return CODE.matcher(Documents.read(document)).replaceAll("");
    }

    private static String withoutCodeBlocks(Path document) {
        return Documents.read(document).replaceAll("(?ms)^```.*?^```$", "");
    }
}
