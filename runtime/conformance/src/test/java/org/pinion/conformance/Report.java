// SPDX-License-Identifier: Apache-2.0
package org.pinion.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * What a run has reported in files {@code TEST-*.xml}. The exit code of a runner is no proof: it is 0, too, if the
 * runner has found no tests.
 *
 * @param passed names of the tests that passed, as {@code CLASS.METHOD}
 * @param failed the first line of what went wrong, by the name of the test; a test that was skipped counts as failed
 */
record Report(SortedSet<String> passed, SortedMap<String, String> failed) {

    /** Read all reports in a folder; without any, the result is empty. */
    static Report in(Path folder) throws IOException {
        Report report = new Report(new TreeSet<>(), new TreeMap<>());
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Report::isReport).toList()) {
                report.add(file);
            }
        }
        return report;
    }

    private static boolean isReport(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith("TEST-") && name.endsWith(".xml");
    }

    private void add(Path file) throws IOException {
        try {
            NodeList tests = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(file.toFile())
                    .getElementsByTagName("testcase");
            for (int i = 0; i < tests.getLength(); i++) {
                add((Element) tests.item(i));
            }
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("cannot read " + file, e);
        }
    }

    private void add(Element test) {
        String name = test.getAttribute("classname") + "." + test.getAttribute("name");
        for (String problem : new String[] {"failure", "error", "skipped"}) {
            NodeList problems = test.getElementsByTagName(problem);
            if (problems.getLength() > 0) {
                String text = problems.item(0).getTextContent().strip();
                failed.put(name, problem + ": " + text.lines().findFirst().orElse(""));
                return;
            }
        }
        passed.add(name);
    }
}
