// SPDX-License-Identifier: Apache-2.0
package org.pinion.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.pinion.testing.Documents;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** The picture of the modules in {@code CONTRIBUTING.md}. Run with {@code -Dmodules.write=true} to draw it anew. */
class ModulesPictureTests {

    private static final Path PAGE = Documents.ROOT.resolve("CONTRIBUTING.md");

    private static final Pattern PICTURE = Pattern.compile("(?s)```mermaid\n(.*?)```");

    private static final XPath XPATH = XPathFactory.newInstance().newXPath();

    /** Reads the modules that are released, by their artifacts. */
    private static Map<String, Document> modules() throws Exception {
        Map<String, Document> modules = new LinkedHashMap<>();
        try (Stream<Path> folders = Files.list(Documents.ROOT.resolve("runtime"))) {
            for (Path pom : folders.sorted()
                    .map(folder -> folder.resolve("pom.xml"))
                    .filter(Files::exists)
                    .toList()) {
                Document project = DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(pom.toFile());
                boolean released = !text(project, "/project/properties/*[local-name()='maven.deploy.skip']")
                        .equals("true");
                if (released && !text(project, "/project/packaging").equals("pom")) {
                    modules.put(text(project, "/project/artifactId"), project);
                }
            }
        }
        return modules;
    }

    private static String text(Object from, String path) throws XPathExpressionException {
        return XPATH.evaluate(path, from);
    }

    private static String picture() throws Exception {
        Map<String, Document> modules = modules();
        List<String> lines = new ArrayList<>(List.of("graph TD"));
        for (Map.Entry<String, Document> module : modules.entrySet()) {
            lines.add("    " + module.getKey());
            NodeList needed = (NodeList)
                    XPATH.evaluate("/project/dependencies/dependency", module.getValue(), XPathConstants.NODESET);
            for (int i : IntStream.range(0, needed.getLength()).toArray()) {
                String artifact = text(needed.item(i), "artifactId");
                String scope = text(needed.item(i), "scope");
                if (modules.containsKey(artifact) && !scope.equals("test")) {
                    lines.add("    " + module.getKey() + (scope.equals("runtime") ? " -.-> " : " --> ") + artifact);
                }
            }
        }
        return String.join("\n", lines) + "\n";
    }

    @Test
    void picture_ofTheModules_isThatOfThePoms() throws Exception {
        String page = Documents.read(PAGE);
        String picture = picture();
        if (Boolean.getBoolean("modules.write")) {
            page = PICTURE.matcher(page).replaceFirst(Matcher.quoteReplacement("```mermaid\n" + picture + "```"));
            Files.writeString(PAGE, page);
        }
        assertThat(PICTURE.matcher(page).results().map(found -> found.group(1))).containsExactly(picture);
    }
}
