// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinion.testing.BundleBuilder;

/** What plugins use of an API. */
class UsesTests {

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

    @Test
    void members_ofAllPackages_areListedWithPlugins() {
        assertThat(Cli.run("uses", jars.plugins)).isEqualTo(new Cli("""
                        acme.api
                          TIMES  MEMBER                              PLUGINS
                              1  acme.api.Shape                      acme.square 1.0.0
                              1  acme.api.Text                       acme.square 1.0.0
                              1  new acme.api.Text()                 acme.square 1.0.0
                              1  void acme.api.Text.grow()           acme.square 1.0.0
                              2  int acme.api.Text.length            acme.square 1.0.0
                              2  String acme.api.Text.lower(String)  acme.shout 1.0.0
                              1  String acme.api.Text.upper(String)  acme.shout 1.0.0
                        """, "", 0));
    }

    @Test
    void members_byClass_areListedWithThose() {
        assertThat(Cli.run("uses", "--by", shout)).isEqualTo(new Cli("""
                        acme.api
                          TIMES  MEMBER
                              2  String acme.api.Text.lower(String)
                                   acme.shout 1.0.0: acme.shout.Shout (2)
                              1  String acme.api.Text.upper(String)
                                   acme.shout 1.0.0: acme.shout.Shout
                        """, "", 0));
    }

    @Test
    void member_thatIsInheritedAndImplemented_isThatOfTheApi() {
        assertThat(Cli.run("uses", square, "--api", jars.old)).isEqualTo(new Cli("""
                        acme.api
                          TIMES  MEMBER                     PLUGINS
                              1  acme.api.Shape             acme.square 1.0.0
                              1  int acme.api.Shape.area()  acme.square 1.0.0
                              1  acme.api.Text              acme.square 1.0.0
                              1  new acme.api.Text()        acme.square 1.0.0
                              1  void acme.api.Text.grow()  acme.square 1.0.0
                              2  int acme.api.Text.length   acme.square 1.0.0
                        """, "", 0));
    }

    @Test
    void package_thatIsAskedFor_isTheOnlyOne() {
        assertThat(Cli.run("uses", shout, "--of", "acme.ap")).isEqualTo(new Cli("nothing is used\n", "", 0));
        assertThat(Cli.run("uses", shout, "--of", "acme").out()).startsWith("acme.api\n");
        assertThat(Cli.run("uses", shout, "--of", "java.lang").out()).startsWith("java.lang\n");
    }

    @Test
    void members_thatNobodyUses_areListed() {
        assertThat(Cli.run("uses", jars.plugins, "--of", "acme.api", "--api", jars.old, "--unused"))
                .isEqualTo(new Cli("""
                        members that none of 2 plugins uses: 1 of 7
                          void acme.api.Text.rare()
                        """, "", 0));
        assertThat(Cli.run("uses", shout, "--api", jars.old, "--unused")).isEqualTo(new Cli("""
                        members that none of 1 plugin uses: 5 of 7
                          int acme.api.Shape.area()
                          new acme.api.Text()
                          void acme.api.Text.grow()
                          int acme.api.Text.length
                          void acme.api.Text.rare()
                        """, "", 0));
    }

    @Test
    void overridingMethod_ofTheApi_isUsedIfTheOverriddenOneIs() {
        Path api = BundleBuilder.bundle("acme.shapes")
                .with("Export-Package", "acme.shapes;version=1.0.0")
                .source("acme.shapes.Shape", "public interface Shape { int area(); int corners(); }")
                .source("acme.shapes.Round", """
                        public class Round implements Shape {
                            public int area() { return 1; }
                            public int corners() { return 0; }
                            public String toString() { return "round"; }
                            private void secret() {}
                        }
                        """)
                .source("acme.shapes.Kind", "public enum Kind { ROUND }")
                .source("acme.shapes.Mark", "public @interface Mark { String value(); }")
                .source("acme.shapes.internal.Hidden", "public class Hidden { public void hidden() {} }")
                .buildTo(folder);
        Path plugin = BundleBuilder.plugin("acme.measure", "acme.measure")
                .classPath(api)
                .source("acme.measure.Measure", """
                        public class Measure {
                            public static int area(acme.shapes.Shape shape) { return shape.area(); }
                        }
                        """)
                .buildTo(folder);

        assertThat(Cli.run("uses", plugin, "--api", api, "--unused").out()).isEqualTo("""
                        members that none of 1 plugin uses: 4 of 6
                          acme.shapes.Kind acme.shapes.Kind.ROUND
                          new acme.shapes.Round()
                          int acme.shapes.Round.corners()
                          int acme.shapes.Shape.corners()
                        """);
    }

    @Test
    void manyPlugins_ofOneMember_areNotAllNamed() {
        for (int i = 1; i <= 4; i++) {
            BundleBuilder.plugin("acme.user" + i, "acme.user" + i)
                    .classPath(jars.old)
                    .source("acme.user" + i + ".User", "public class User { void run() { acme.api.Text.rare(); } }")
                    .buildTo(jars.plugins);
        }

        assertThat(Cli.run("uses", jars.plugins).out())
                .contains("\n      4  void acme.api.Text.rare()           acme.user1 1.0.0, acme.user2 1.0.0,"
                        + " acme.user3 1.0.0 and 1 more\n");
    }

    @Test
    void json_schema1_isThis() {
        Path missing = folder.resolve("missing.jar");

        Cli cli = Cli.run("uses", missing, shout, "--api", jars.old, "--unused", "--json");

        assertThat(cli.out()).isEqualTo("""
                        {
                          "schema": 1,
                          "plugins": [
                            {
                              "file": "%s",
                              "name": "acme.shout",
                              "version": "1.0.0"
                            }
                          ],
                          "packages": [
                            {
                              "name": "acme.api",
                              "members": [
                                {
                                  "member": "String acme.api.Text.lower(String)",
                                  "times": 2,
                                  "uses": [
                                    {
                                      "file": "%s",
                                      "times": 2,
                                      "classes": [
                                        {
                                          "name": "acme.shout.Shout",
                                          "times": 2
                                        }
                                      ]
                                    }
                                  ]
                                },
                                {
                                  "member": "String acme.api.Text.upper(String)",
                                  "times": 1,
                                  "uses": [
                                    {
                                      "file": "%s",
                                      "times": 1,
                                      "classes": [
                                        {
                                          "name": "acme.shout.Shout",
                                          "times": 1
                                        }
                                      ]
                                    }
                                  ]
                                }
                              ]
                            }
                          ],
                          "unused": [
                            "int acme.api.Shape.area()",
                            "new acme.api.Text()",
                            "void acme.api.Text.grow()",
                            "int acme.api.Text.length",
                            "void acme.api.Text.rare()"
                          ],
                          "failures": [
                            {
                              "file": "%s",
                              "message": "%s: no such file"
                            }
                          ]
                        }
                        """.formatted(shout, shout, shout, missing, missing));
        assertThat(cli.err()).isEqualTo("pinion: " + missing + ": no such file\n");
        assertThat(cli.exit()).isEqualTo(1);
    }
}
