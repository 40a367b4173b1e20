// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinion.testing.BundleBuilder;

/** Plugins held against versions of what they use, for programs. */
class CheckFormatsTests {

    /** What readers of such reports rely on; not what else they allow. */
    private static final String JUNIT = """
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
              <xs:complexType name="problem">
                <xs:simpleContent>
                  <xs:extension base="xs:string">
                    <xs:attribute name="type" type="xs:string" use="required"/>
                    <xs:attribute name="message" type="xs:string"/>
                  </xs:extension>
                </xs:simpleContent>
              </xs:complexType>
              <xs:element name="testsuite">
                <xs:complexType>
                  <xs:sequence>
                    <xs:element name="testcase" minOccurs="0" maxOccurs="unbounded">
                      <xs:complexType>
                        <xs:sequence>
                          <xs:choice minOccurs="0">
                            <xs:element name="failure" type="problem"/>
                            <xs:element name="error" type="problem"/>
                          </xs:choice>
                          <xs:element name="system-out" type="xs:string" minOccurs="0"/>
                        </xs:sequence>
                        <xs:attribute name="name" type="xs:string" use="required"/>
                        <xs:attribute name="classname" type="xs:string"/>
                        <xs:attribute name="time" type="xs:decimal" use="required"/>
                      </xs:complexType>
                    </xs:element>
                  </xs:sequence>
                  <xs:attribute name="name" type="xs:string" use="required"/>
                  <xs:attribute name="tests" type="xs:int" use="required"/>
                  <xs:attribute name="failures" type="xs:int" use="required"/>
                  <xs:attribute name="errors" type="xs:int" use="required"/>
                  <xs:attribute name="skipped" type="xs:int" use="required"/>
                  <xs:attribute name="time" type="xs:decimal"/>
                </xs:complexType>
              </xs:element>
            </xs:schema>
            """;

    @TempDir
    Path folder;

    private CheckJars jars;
    private Path shout;
    private Path square;

    @BeforeEach
    void build() {
        jars = new CheckJars(folder);
        shout = jars.shout();
        square = jars.square();
    }

    /**
     * The form that programs rely on, by its number. A key may be added at the end of an object; anything else needs
     * another number, and a word in the changelog.
     */
    @Test
    void json_schema1_isThis() {
        Path missing = folder.resolve("missing.jar");

        Cli cli = Cli.run("check", shout, missing, "--json", "--against", jars.changed);

        assertThat(cli.out()).isEqualTo("""
                        {
                          "schema": 1,
                          "works": false,
                          "against": [
                            "acme.api 1.1.0"
                          ],
                          "plugins": [
                            {
                              "file": "%s",
                              "name": "acme.shout",
                              "version": "1.0.0",
                              "results": [
                                {
                                  "against": "acme.api 1.1.0",
                                  "works": false,
                                  "breaks": [
                                    {
                                      "kind": "BREAK",
                                      "error": "NoSuchMethodError",
                                      "needed": "String acme.api.Text.upper(String)",
                                      "found": "class acme.api.Text has public static CharSequence upper(String)",
                                      "provider": "acme.api 1.1.0 (%s)",
                                      "className": "acme.shout.Shout",
                                      "method": "shout",
                                      "line": 4
                                    }
                                  ],
                                  "notes": []
                                }
                              ],
                              "notLookedAt": []
                            }
                          ],
                          "failures": [
                            {
                              "file": "%s",
                              "message": "%s: no such file"
                            }
                          ],
                          "notLookedAt": []
                        }
                        """.formatted(shout, jars.changed, missing, missing));
        assertThat(cli.exit()).isEqualTo(1);
    }

    @Test
    void json_ofPluginsThatWork_saysSo() {
        Cli cli = Cli.run("check", square, "--against", jars.old, "--json");

        JsonObject report = JsonParser.parseString(cli.out()).getAsJsonObject();
        assertThat(report.get("works").getAsBoolean()).isTrue();
        assertThat(report.get("failures").getAsJsonArray()).isEmpty();
        assertThat(cli.exit()).isZero();
    }

    @Test
    void junit_hasATestForEachPluginAndVersion() throws Exception {
        Path missing = folder.resolve("missing.jar");
        Path file = folder.resolve("report.xml");

        Cli cli = Cli.run("check", jars.plugins, missing, "--junit", file, "--against", jars.old, jars.changed);

        String xml = Files.readString(file);
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(new StreamSource(new StringReader(JUNIT)))
                .newValidator()
                .validate(new StreamSource(file.toFile()));
        String needed = "needed String acme.api.Text.upper(String), found class acme.api.Text has public static"
                + " CharSequence upper(String)";
        assertThat(xml).isEqualTo("""
                        <?xml version="1.0" encoding="UTF-8"?>
                        <testsuite name="pinion check" tests="5" failures="1" errors="1" skipped="0" time="0">
                        <testcase classname="acme.shout 1.0.0" name="works with acme.api 1.0.0" time="0"></testcase>
                        <testcase classname="acme.shout 1.0.0" name="works with acme.api 1.1.0" time="0">%s</testcase>
                        <testcase classname="acme.square 1.0.0" name="works with acme.api 1.0.0" time="0"></testcase>
                        <testcase classname="acme.square 1.0.0" name="works with acme.api 1.1.0" time="0">%s</testcase>
                        <testcase classname="%s" name="can be read" time="0">%s</testcase>
                        </testsuite>
                        """.formatted(
                        "<failure type=\"NoSuchMethodError\" message=\"NoSuchMethodError in acme.shout.Shout.shout,"
                                + " line 4: " + needed + "\">NoSuchMethodError in acme.shout.Shout.shout, line 4: "
                                + needed + " (acme.api 1.1.0 (" + jars.changed + "))\n</failure>\n",
                        "<system-out>AbstractMethodError in acme.square.Square (only if it is called): needed"
                                + " acme.square.Square, found interface acme.api.Shape has public abstract int"
                                + " corners()\n</system-out>\n",
                        missing,
                        "<error type=\"unreadable\" message=\"" + missing + ": no such file\">" + missing
                                + ": no such file</error>\n"));
        assertThat(cli.out()).startsWith("PLUGIN ");
        assertThat(cli.exit()).isEqualTo(1);
    }

    @Test
    void junit_ofNamesThatXmlDoesNotLike_isXml() throws Exception {
        Path plugin = BundleBuilder.plugin("acme.odd", "acme.odd")
                .classPath(jars.old)
                .source("acme.odd.Odd", "public class Odd { void run() { acme.api.Text.rare(); } }")
                .buildAs(folder.resolve("<odd> & \"quoted\".jar"));
        Path file = folder.resolve("report.xml");

        Cli.run("check", plugin, folder.resolve("<missing> & \u0001.jar"), "--junit", file, "--against", jars.changed);

        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(new StreamSource(new StringReader(JUNIT)))
                .newValidator()
                .validate(new StreamSource(file.toFile()));
        assertThat(Files.readString(file)).contains("&lt;missing&gt; &amp; ?.jar");
    }

    @Test
    void sarif_hasAResultForEachBreakAndNote() throws Exception {
        Path missing = folder.resolve("missing.jar");
        Path file = folder.resolve("report.sarif");
        Path next = CheckJars.api("2.0.0", "public class Text {}").buildTo(folder);

        Cli.run("check", square, shout, missing, "--sarif", file, "--against", jars.changed, next);

        JsonObject log = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        assertThat(log.get("version").getAsString()).isEqualTo("2.1.0");
        assertThat(log.get("$schema").getAsString()).isEqualTo("https://json.schemastore.org/sarif-2.1.0.json");
        JsonObject run = log.get("runs").getAsJsonArray().get(0).getAsJsonObject();
        JsonObject driver = run.get("tool").getAsJsonObject().get("driver").getAsJsonObject();
        assertThat(driver.get("name").getAsString()).isEqualTo("pinion check");
        assertThat(driver.get("rules").getAsJsonArray().toString())
                .isEqualTo("[{\"id\":\"AbstractMethodError\"},{\"id\":\"NoClassDefFoundError\"},"
                        + "{\"id\":\"NoSuchMethodError\"},{\"id\":\"Unreadable\"},{\"id\":\"UnresolvedImport\"}]");
        JsonArray results = run.get("results").getAsJsonArray();
        for (JsonElement each : results) {
            JsonObject result = each.getAsJsonObject();
            assertThat(result.get("message").getAsJsonObject().get("text").getAsString())
                    .isNotEmpty();
            assertThat(result.get("level").getAsString()).isIn("error", "note");
            JsonObject place = result.get("locations").getAsJsonArray().get(0).getAsJsonObject();
            String uri = place.get("physicalLocation")
                    .getAsJsonObject()
                    .get("artifactLocation")
                    .getAsJsonObject()
                    .get("uri")
                    .getAsString();
            assertThat(URI.create(uri)).isNotNull();
        }
        assertThat(result(results, "NoSuchMethodError", "acme.shout 1.0.0 with acme.api 1.1.0"))
                .isEqualTo("""
                        {"ruleId":"NoSuchMethodError","level":"error",\
                        "message":{"text":"acme.shout 1.0.0 with acme.api 1.1.0: NoSuchMethodError in\
                         acme.shout.Shout.shout, line 4: needed String acme.api.Text.upper(String), found class\
                         acme.api.Text has public static CharSequence upper(String) (acme.api 1.1.0 (%s))"},\
                        "locations":[{"physicalLocation":{"artifactLocation":{"uri":"acme/shout/Shout.java"},\
                        "region":{"startLine":4}},\
                        "logicalLocations":[{"fullyQualifiedName":"acme.shout.Shout.shout"}]}]}\
                        """.formatted(jars.changed));
        assertThat(result(results, "UnresolvedImport", "acme.shout 1.0.0"))
                .isEqualTo("""
                        {"ruleId":"UnresolvedImport","level":"error",\
                        "message":{"text":"acme.shout 1.0.0 with acme.api 2.0.0: imports acme.api [1.0,2), this is 2.0.0\
                         (acme.api 2.0.0 (%s))"},\
                        "locations":[{"physicalLocation":{"artifactLocation":{"uri":"%s"}}}]}\
                        """.formatted(next, shout.toUri()));
        assertThat(result(results, "AbstractMethodError", "acme.square 1.0.0")).contains("\"level\":\"note\"");
        assertThat(result(results, "Unreadable", missing + ": no such file"))
                .contains(missing.toUri().toString());
    }

    private static String result(JsonArray results, String rule, String start) {
        for (JsonElement each : results) {
            JsonObject result = each.getAsJsonObject();
            String text = result.get("message").getAsJsonObject().get("text").getAsString();
            if (result.get("ruleId").getAsString().equals(rule) && text.startsWith(start)) {
                return result.toString();
            }
        }
        throw new AssertionError("no " + rule + " of " + start + ": " + results);
    }

    @Test
    void fileThatCannotBeWritten_isTold() {
        Path file = folder.resolve("none/report.xml");

        Cli cli = Cli.run("check", shout, "--against", jars.old, "--junit", file);

        assertThat(cli.err()).startsWith("pinion: cannot write " + file + ": ");
        assertThat(cli.exit()).isEqualTo(1);
    }
}
