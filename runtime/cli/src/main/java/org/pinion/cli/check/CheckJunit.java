// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli.check;

import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.pinion.cli.check.Check.Report;

/** Writes a report as build servers read it of JUnit: a suite with a test for each plugin and version. */
public final class CheckJunit {

    /** What XML does not allow, in whatever form it is written. */
    private static final String NO_XML = "[^\\t\\n\\r\\u0020-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]";

    private final Report report;
    private final XMLStreamWriter xml;

    private CheckJunit(Report report, XMLStreamWriter xml) {
        this.report = report;
        this.xml = xml;
    }

    /**
     * Write a report.
     *
     * @param report what came out of a check
     * @return an XML document
     */
    public static String text(Report report) {
        StringWriter text = new StringWriter();
        try {
            new CheckJunit(report, XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text)).write();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a string cannot be written", e);
        }
        return text.toString();
    }

    private void write() throws XMLStreamException {
        int worlds = report.worlds().size();
        long broken = report.results().stream()
                .mapToLong(result -> java.util.stream.IntStream.range(0, worlds)
                        .filter(world -> !result.works(world))
                        .count())
                .sum();
        int failures = report.failures().size();
        xml.writeStartDocument("UTF-8", "1.0");
        newLine();
        start("testsuite");
        attribute("name", "pinion check");
        attribute("tests", String.valueOf(report.results().size() * worlds + failures));
        attribute("failures", String.valueOf(broken));
        attribute("errors", String.valueOf(failures));
        attribute("skipped", "0");
        attribute("time", "0");
        newLine();
        for (PluginCheck.Result result : report.results()) {
            for (int world = 0; world < worlds; world++) {
                test(result, world);
            }
        }
        for (var failure : report.failures().entrySet()) {
            testCase(failure.getKey().toString(), "can be read");
            problem("error", "unreadable", failure.getValue(), failure.getValue());
            end();
        }
        end();
        xml.writeEndDocument();
        xml.flush();
    }

    private void test(PluginCheck.Result result, int world) throws XMLStreamException {
        testCase(result.plugin().toString(), "works with " + report.worlds().get(world));
        List<Finding> breaks = result.breaks(world);
        if (!breaks.isEmpty()) {
            String more = breaks.size() > 1 ? " and " + (breaks.size() - 1) + " more" : "";
            StringBuilder all = new StringBuilder();
            breaks.forEach(each ->
                    all.append(each.text()).append(" (").append(each.provider()).append(")\n"));
            problem("failure", breaks.get(0).rule(), breaks.get(0).text() + more, all.toString());
        }
        List<Finding> notes = result.notes(world);
        if (!notes.isEmpty()) {
            StringBuilder all = new StringBuilder();
            notes.forEach(each -> all.append(each.text()).append('\n'));
            start("system-out");
            text(all.toString());
            end();
        }
        end();
    }

    private void testCase(String className, String name) throws XMLStreamException {
        start("testcase");
        attribute("classname", className);
        attribute("name", name);
        attribute("time", "0");
    }

    private void problem(String element, String type, String message, String content) throws XMLStreamException {
        start(element);
        attribute("type", type);
        attribute("message", message);
        text(content);
        end();
    }

    private void start(String element) throws XMLStreamException {
        xml.writeStartElement(element);
    }

    private void end() throws XMLStreamException {
        xml.writeEndElement();
        newLine();
    }

    private void newLine() throws XMLStreamException {
        xml.writeCharacters("\n");
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, clean(value));
    }

    private void text(String content) throws XMLStreamException {
        xml.writeCharacters(clean(content));
    }

    private static String clean(String text) {
        return text.replaceAll(NO_XML, "?");
    }
}
