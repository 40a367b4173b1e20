// SPDX-License-Identifier: Apache-2.0
package org.pinion.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.felix.gogo.command.Basic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** The commands tree, who and why, and the help. */
class WiringCommandTests {

    @TempDir
    Path folder;

    private GogoSession gogo;

    @BeforeEach
    void start() {
        gogo = new GogoSession(folder, "org.slf4j");
    }

    @AfterEach
    void close() {
        gogo.close();
    }

    private void openWc() {
        Path text = TestPlugins.text(folder);
        Path words = TestPlugins.words(folder, text);
        gogo.pinion.addLibrary(text);
        gogo.pinion.addLibrary(words);
        gogo.pinion.open(TestPlugins.wc(folder, text, words));
    }

    /** Numbers of bundles are those of the order of installation. */
    private String withoutNumbers(String text) {
        return text.replaceAll(" \\[\\d+]", "");
    }

    @Test
    void tree_ofAPlugin_showsLibrariesOfLibraries() throws Exception {
        openWc();

        assertThat(withoutNumbers(gogo.run("tree acme.wc"))).isEqualTo("""
                acme.wc 1.0.0
                |- acme.text 1.2.0: acme.text 1.2.0
                `- acme.words 1.0.0: acme.words 1.0.0
                   `- acme.text 1.2.0: acme.text 1.2.0
                """);
        assertThat(gogo.run("tree acme.wc"))
                .startsWith("acme.wc 1.0.0 ["
                        + gogo.pinion.plugin("acme.wc").orElseThrow().bundle().getBundleId() + "]\n");
    }

    @Test
    void tree_withACycle_endsAndDrawsNothingTwice() throws Exception {
        gogo.pinion.addLibrary(TestPlugins.half(folder, "acme.one", "acme.two"));
        gogo.pinion.addLibrary(TestPlugins.half(folder, "acme.two", "acme.one"));
        gogo.pinion.open(TestPlugins.circle(folder));
        gogo.pinion.open(TestPlugins.requiring(folder, "acme.one"));

        assertThat(withoutNumbers(gogo.run("tree acme.circle"))).matches("""
                acme.circle 1.0.0
                \\|- acme.one 1.0.0: acme.one 1.0.0
                \\|  `- acme.two 1.0.0: acme.two 1.0.0
                \\|     `- acme.one 1.0.0: acme.one 1.0.0 \\(cycle\\)
                \\|- acme.two 1.0.0: acme.two 1.0.0 \\(see above\\)
                `- the host: org.slf4j 2[0-9.]+
                """);
        assertThat(withoutNumbers(gogo.run("tree acme.requiring"))).isEqualTo("""
                acme.requiring 1.0.0
                `- acme.one 1.0.0: the whole bundle
                   `- acme.two 1.0.0: acme.two 1.0.0
                      `- acme.one 1.0.0: acme.one 1.0.0 (cycle)
                """);
        assertThat(withoutNumbers(gogo.run("who acme.one.Half"))).isEqualTo("""
                class acme.one.Half
                  acme.one 1.0.0, exported as version 1.0.0
                    imported by acme.circle 1.0.0, acme.requiring 1.0.0 (requires the bundle), acme.two 1.0.0
                """);
        assertThat(withoutNumbers(gogo.run("who org.slf4j"))).matches("""
                package org.slf4j
                  the host, exported as version 2[0-9.]+
                    imported by acme.circle 1.0.0
                """);
    }

    @Test
    void package_ofSeveralBundles_hasAllOfThem() throws Exception {
        openWc();
        gogo.pinion.open(TestPlugins.calc(folder, "1.0.0"));
        gogo.pinion.open(TestPlugins.calc(folder, "2.0.0"));

        assertThat(withoutNumbers(gogo.run("who acme.text"))).isEqualTo("""
                package acme.text
                  acme.text 1.2.0, exported as version 1.2.0
                    imported by acme.wc 1.0.0, acme.words 1.0.0
                """);
        assertThat(withoutNumbers(gogo.run("who acme.calc.Calc"))).isEqualTo("""
                class acme.calc.Calc
                  acme.calc 1.0.0, not exported
                  acme.calc 2.0.0, not exported
                """);
        assertThat(gogo.commands.complete("who", List.of(""))).containsExactly("acme.text", "acme.words");
    }

    @Test
    void library_thatNobodyUses_isNotResolvedByTheQuestion() throws Exception {
        Path text = TestPlugins.text(folder);
        var bundle = gogo.pinion.addLibrary(text);

        assertThat(withoutNumbers(gogo.run("who acme.text.Text"))).isEqualTo("""
                class acme.text.Text
                  acme.text 1.2.0, exported as version 1.2.0
                """);
        assertThat(withoutNumbers(gogo.run("who acme.text"))).startsWith("package acme.text\n  acme.text 1.2.0, exp");
        assertThat(bundle.getState()).isEqualTo(org.osgi.framework.Bundle.INSTALLED);
    }

    @Test
    void name_ofTheJdkTheHostOrNobody_isTold() throws Exception {
        assertThat(gogo.run("who java.util")).isEqualTo("package java.util\n  the JDK, module java.base\n");
        assertThat(gogo.run("who javax.sql.DataSource"))
                .isEqualTo("class javax.sql.DataSource\n  the JDK, module java.sql\n");
        assertThat(gogo.run("who org.pinion.Plugin"))
                .isEqualTo("class org.pinion.Plugin\n  the host, exported as version 1.0.0\n");
        assertThat(gogo.run("who org.pinion.embed.Pinion"))
                .isEqualTo("class org.pinion.embed.Pinion\n  the host, not shared\n");
        for (String name : List.of("acme.nowhere", "java.util.Nope", "Nope")) {
            assertThat(gogo.run("who " + name))
                    .isEqualTo("nobody has a package or class " + name + ": no bundle, not the host, not the JDK\n");
        }
    }

    @Test
    void file_asked_isExplained() throws Exception {
        Path text = TestPlugins.text(folder);
        TestPlugins.wc(folder, text, TestPlugins.words(folder, text));
        TestPlugins.calc(folder, "1.0.0");

        assertThat(gogo.run("why acme.wc-1.0.0.jar")).isEqualTo("""
                acme.wc-1.0.0.jar: 2 problems keep it from opening

                1. no bundle exports package acme.text
                   needed: Import-Package: acme.text;version="[1.2,2)"
                   fix:  add the library that exports acme.text in a version of [1.2,2)

                2. no bundle exports package acme.words
                   needed: Import-Package: acme.words;version="[1,2)"
                   fix:  add the library that exports acme.words in a version of [1,2)
                """);
        assertThat(gogo.run("why acme.calc-1.0.0.jar")).isEqualTo("""
                acme.calc-1.0.0.jar: nothing keeps it from opening
                not checked, as none of its code ran: its init functions and its activator
                """);
        assertThat(gogo.run("why nowhere.jar")).startsWith("""
                nowhere.jar: 1 problem keeps it from opening

                no such file
                """);
    }

    @Test
    void command_hasHelp() {
        BundleContext context = gogo.pinion.framework().getBundleContext();
        context.registerService(
                Object.class,
                gogo.commands,
                FrameworkUtil.asDictionary(java.util.Map.of(
                        "osgi.command.scope",
                        PinionCommands.SCOPE,
                        "osgi.command.function",
                        gogo.commands.names().toArray(String[]::new))));
        Basic basic = new Basic(context);

        assertThat(basic.help().lines())
                .containsExactlyInAnyOrderElementsOf(gogo.commands.names().stream()
                        .map(name -> "pinion:" + name)
                        .toList());
        assertThat(basic.help("pinion:lookup").replace(System.lineSeparator(), "\n"))
                .isEqualTo("""
                lookup - show the declaration of a symbol
                   scope: pinion
                   parameters:
                      String   the plugin: NAME, NAME/VERSION, or the number of its bundle
                      String   the symbol: 'name', 'Type.name', 'name(int,int)' or 'Type.name(int,int)'
                """);
        for (String name : gogo.commands.names()) {
            assertThat(basic.help("pinion:" + name)).startsWith(name + " - ");
        }
    }
}
