// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pinion.Problem;
import org.pinion.Problem.Kind;
import org.pinion.spi.Problems;

class WhyJsonTests {

    private static final Problem NO_FILE = Problems.of(Kind.FILE, "b.jar", "no such file", "look for it");

    private static final Problem UNRESOLVED = Problems.of(
            Kind.UNRESOLVED_BUNDLE,
            "mid",
            "mid 1.0.0 does not resolve",
            "Import-Package: mid;version=\"[1,2)\"",
            List.of("mid 1.0.0 <here>", "mid 2.0.0"),
            List.of(Problems.of(Kind.MISSING_PACKAGE, "acme", "no bundle exports package acme", "add it")),
            "");

    /**
     * The form that programs rely on, by its number. A key may be added at the end of an object; anything else needs
     * another number, and a word in the changelog.
     */
    @Test
    void schema1_isThis() {
        assertThat(WhyJson.text(
                        Path.of("a.jar"), List.of(UNRESOLVED), Map.of(Path.of("b.jar"), List.of(NO_FILE)), List.of()))
                .isEqualTo("""
                        {
                          "schema": 1,
                          "file": "a.jar",
                          "problems": [
                            {
                              "kind": "UNRESOLVED_BUNDLE",
                              "subject": "mid",
                              "summary": "mid 1.0.0 does not resolve",
                              "needed": "Import-Package: mid;version=\\"[1,2)\\"",
                              "found": [
                                "mid 1.0.0 <here>",
                                "mid 2.0.0"
                              ],
                              "causes": [
                                {
                                  "kind": "MISSING_PACKAGE",
                                  "subject": "acme",
                                  "summary": "no bundle exports package acme",
                                  "needed": "",
                                  "found": [],
                                  "causes": [],
                                  "fix": "add it"
                                }
                              ],
                              "fix": ""
                            }
                          ],
                          "libraries": [
                            {
                              "file": "b.jar",
                              "problems": [
                                {
                                  "kind": "FILE",
                                  "subject": "b.jar",
                                  "summary": "no such file",
                                  "needed": "",
                                  "found": [],
                                  "causes": [],
                                  "fix": "look for it"
                                }
                              ]
                            }
                          ],
                          "remarks": []
                        }
                        """);
    }
}
