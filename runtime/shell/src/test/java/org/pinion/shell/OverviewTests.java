// SPDX-License-Identifier: Apache-2.0
package org.pinion.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleException;
import org.pinion.Plugin;
import org.pinion.testing.BundleBuilder;

/** The commands open, plugins, inits and report. */
class OverviewTests {

    @TempDir
    Path folder;

    private GogoSession gogo;

    @BeforeEach
    void start() {
        gogo = new GogoSession(folder);
    }

    @AfterEach
    void close() {
        gogo.close();
    }

    private void openWc() throws Exception {
        Path text = TestPlugins.text(folder);
        Path words = TestPlugins.words(folder, text);
        TestPlugins.wc(folder, text, words);
        gogo.pinion.addLibrary(text);
        gogo.pinion.addLibrary(words);
        assertThat(gogo.run("open acme.wc-1.0.0.jar")).isEqualTo("acme.wc 1.0.0: 1 symbol, init 0.000 ms\n");
    }

    @Test
    void runtime_withoutPlugins_saysSo() throws Exception {
        assertThat(gogo.run("plugins")).isEqualTo("no plugin is open\n");
        assertThat(gogo.run("inits")).isEqualTo("no init function ran\n");
        assertThat(gogo.run("symbols")).isEqualTo("no plugin is open\n");
    }

    @Test
    void files_opened_arePrintedOneByOne_andFailuresToldAtTheEnd() {
        TestPlugins.failing(folder);
        TestPlugins.calc(folder, "1.0.0");
        TestPlugins.calc(folder, "2.0.0");

        assertThat(gogo.fail("open acme.failing-1.0.0.jar acme.calc-1.0.0.jar nowhere.jar acme.calc-2.0.0.jar"))
                .isEqualTo("""
                        acme.calc 1.0.0: 14 symbols, init 0.000 ms
                        acme.calc 2.0.0: 14 symbols, init 0.000 ms
                        2 of 4 files could not be opened
                          plugin.Open("/plugins/acme.failing-1.0.0.jar"): init of Failing in package acme.failing threw java.lang.IllegalStateException: no luck
                            found:  at acme.failing.Failing.init(Failing.java:3)
                            fix:  correct what the exception says; init runs again when the file has changed
                          plugin.Open("/plugins/nowhere.jar"): no such file
                            found:  the folder /plugins, which has no nowhere.jar
                            fix:  check the path""");
    }

    @Test
    void oneFile_thatFails_throwsItsOwnFailure() {
        TestPlugins.calc(folder, "1.0.0");

        assertThat(gogo.fail("open nowhere.jar acme.calc-1.0.0.jar")).isEqualTo("""
                        acme.calc 1.0.0: 14 symbols, init 0.000 ms
                        plugin.Open("/plugins/nowhere.jar"): no such file
                          found:  the folder /plugins, which has no nowhere.jar
                          fix:  check the path""");
        assertThat(gogo.fail("open")).isEqualTo("open what? Give the file of a plugin, or several");
    }

    @Test
    void libraries_added_areThereForPlugins() throws Exception {
        Path text = TestPlugins.text(folder);
        TestPlugins.wc(folder, text, TestPlugins.words(folder, text));
        TestPlugins.calc(folder, "1.0.0");

        assertThat(gogo.run("addlib acme.text-1.2.0.jar acme.words-1.0.0.jar"))
                .isEqualTo("acme.text 1.2.0: 1 package\nacme.words 1.0.0: 1 package\n");
        assertThat(gogo.run("open acme.wc-1.0.0.jar")).startsWith("acme.wc 1.0.0: 1 symbol");
        assertThat(gogo.fail("addlib acme.calc-1.0.0.jar nowhere.jar"))
                .startsWith("2 of 2 files could not be added\n")
                .contains("acme.calc-1.0.0.jar\"): ", "nowhere.jar\"): no such file");
        assertThat(gogo.fail("addlib")).isEqualTo("add what? Give the file of a library, or several");
    }

    @Test
    void file_inTheDirectoryOfTheProcess_staysAsItIsWritten() {
        gogo.session.currentDir(Path.of("").toAbsolutePath());

        assertThat(gogo.fail("open nowhere.jar")).startsWith("plugin.Open(\"nowhere.jar\"): no such file");
    }

    @Test
    void plugins_openedAndFailed_areOneTable() throws Exception {
        openWc();
        assertThat(gogo.run("plugins")).isEqualTo("""
                NAME  VERSION  STATE  SYMBOLS  INIT  FILE  WIRED TO, OR REASON
                acme.wc  1.0.0  ACTIVE  1  0.000 ms  acme.wc-1.0.0.jar  acme.text 1.2.0, acme.words 1.0.0
                """);

        TestPlugins.calc(folder, "1.0.0");
        TestPlugins.calc(folder, "2.0.0");
        TestPlugins.failing(folder);
        gogo.run("open acme.calc-2.0.0.jar acme.calc-1.0.0.jar");
        gogo.fail("open acme.failing-1.0.0.jar");
        gogo.pinion.open("builtin:half", Files.newInputStream(TestPlugins.requiring(folder, "acme.text")));

        assertThat(gogo.run("symbols acme.requiring")).isEqualTo("acme.requiring 1.0.0 has no symbols\n");
        assertThat(gogo.run("plugins")).isEqualTo("""
                NAME  VERSION  STATE  SYMBOLS  INIT  FILE  WIRED TO, OR REASON
                acme.wc  1.0.0  ACTIVE  1  0.000 ms  acme.wc-1.0.0.jar  acme.text 1.2.0, acme.words 1.0.0
                acme.calc  2.0.0  ACTIVE  14  0.000 ms  acme.calc-2.0.0.jar
                acme.calc  1.0.0  ACTIVE  14  0.000 ms  acme.calc-1.0.0.jar
                acme.requiring  1.0.0  ACTIVE  0  -  builtin:half  acme.text 1.2.0
                -  -  FAILED  -  -  acme.failing-1.0.0.jar  init of Failing in package acme.failing threw java.lang.IllegalStateException: no luck
                """);
    }

    @Test
    void table_inATerminal_isCut_butNotInAPipe() throws Exception {
        openWc();
        gogo.session.put("COLUMNS", 60);

        assertThat(gogo.seen("plugins").lines())
                .allMatch(line -> line.length() <= 60)
                .anyMatch(line -> line.endsWith("..."));
        assertThat(gogo.run("plugins | grep acme.wc"))
                .isEqualTo(
                        "acme.wc  1.0.0  ACTIVE  1  0.000 ms  acme.wc-1.0.0.jar  acme.text 1.2.0, acme.words 1.0.0\n");
    }

    @Test
    void libraries_areListed_withWhatBecameOfThem() throws Exception {
        assertThat(gogo.run("libraries")).isEqualTo("there is no library\n");
        Path text = TestPlugins.text(folder);
        TestPlugins.words(folder, text);
        BundleBuilder.bundle("bad")
                .classPath(BundleBuilder.locationOf(org.osgi.framework.Bundle.class))
                .source("bad.Activator", """
                        public class Activator implements org.osgi.framework.BundleActivator {
                            public void start(org.osgi.framework.BundleContext context) {
                                throw new IllegalStateException("no licence");
                            }
                            public void stop(org.osgi.framework.BundleContext context) { }
                        }
                        """)
                .with("Bundle-Activator", "bad.Activator")
                .buildTo(folder);

        assertThat(gogo.run("addlib acme.words-1.0.0.jar")).isEqualTo("acme.words 1.0.0: 1 package\n");
        assertThat(gogo.fail("addlib bad-1.0.0.jar"))
                .contains(
                        "plugin.Start(\"bad\"): its Bundle-Activator threw java.lang.IllegalStateException: no licence\n");
        assertThat(gogo.run("addlib acme.text-1.2.0.jar")).isEqualTo("acme.text 1.2.0: 1 package\n");
        assertThat(gogo.run("libraries")).isEqualTo("""
                NAME  VERSION  STATE  START  FILE  WIRED TO, OR REASON
                bad  1.0.0  FAILED  0.000 ms  bad-1.0.0.jar  its Bundle-Activator threw java.lang.IllegalStateException: no licence
                acme.text  1.2.0  ACTIVE  0.000 ms  acme.text-1.2.0.jar
                acme.words  1.0.0  ACTIVE  0.000 ms  acme.words-1.0.0.jar  acme.text 1.2.0
                """);
    }

    @Test
    void otherCommands_piped_areLines() throws Exception {
        TestPlugins.calc(folder, "1.0.0");

        assertThat(gogo.run("open acme.calc-1.0.0.jar | grep calc"))
                .isEqualTo("acme.calc 1.0.0: 14 symbols, init 0.000 ms\n");
        assertThat(gogo.run("symbols | grep add")).isEqualTo("  add  public static int add(int a, int b)\n");
        assertThat(gogo.run("call acme.calc add 1 2 | grep 3")).isEqualTo("3\n");
        assertThat(gogo.run("sum = (call acme.calc add 1 2); call acme.calc add $sum 1"))
                .isEqualTo("4\n");
    }

    @Test
    void inits_ofAllPlugins_haveBarsAsLongAsTheirTimes() throws Exception {
        TestPlugins.calc(folder, "1.0.0");
        gogo.run("open acme.calc-1.0.0.jar");
        openWc();

        assertThat(gogo.run("inits")).isEqualTo("""
                #  PLUGIN  INIT  TIME
                1  acme.calc 1.0.0  acme.calc.Calc  0.000 ms  #
                2  acme.wc 1.0.0  acme.wc.Wc  0.000 ms  ##############################
                """);
        assertThat(Overview.bar(50, 100)).hasSize(15);
        assertThat(Overview.bar(0, 0)).hasSize(1);
    }

    @Test
    void report_hasAllOnOnePage() throws Exception {
        openWc();
        TestPlugins.failing(folder);
        gogo.fail("open acme.failing-1.0.0.jar");
        Plugin wc = gogo.pinion.plugin("acme.wc").orElseThrow();
        assertThatThrownBy(wc.bundle()::uninstall).isInstanceOf(BundleException.class);

        assertThat(gogo.run("report")).isEqualTo("""
                Pinion  ...
                Felix  ...
                JVM  ...
                OS  ...
                JVM is up  ...
                Refused unloads  1

                Plugins
                  NAME  VERSION  STATE  SYMBOLS  INIT  FILE  WIRED TO, OR REASON
                  acme.wc  1.0.0  ACTIVE  1  0.000 ms  acme.wc-1.0.0.jar  acme.text 1.2.0, acme.words 1.0.0
                  -  -  FAILED  -  -  acme.failing-1.0.0.jar  init of Failing in package acme.failing threw java.lang.IllegalStateException: no luck

                Libraries
                  NAME  VERSION  STATE  START  FILE  WIRED TO, OR REASON
                  acme.text  1.2.0  ACTIVE  0.000 ms  acme.text-1.2.0.jar
                  acme.words  1.0.0  ACTIVE  0.000 ms  acme.words-1.0.0.jar  acme.text 1.2.0

                Other bundles
                  none

                Failed opens
                  plugin.Open("/plugins/acme.failing-1.0.0.jar"): init of Failing in package acme.failing threw java.lang.IllegalStateException: no luck
                    found:  at acme.failing.Failing.init(Failing.java:3)
                    fix:  correct what the exception says; init runs again when the file has changed

                Remarks
                  none

                Shared packages
                  org.pinion 1.0.0
                """);
        assertThat(gogo.seen("report"))
                .containsPattern("Pinion +\\d+\\.\\d+\\.\\d+")
                .containsPattern("Felix +7\\.0\\.5\n")
                .contains(Runtime.version().toString(), System.getProperty("os.name"));
    }

    @Test
    void upTime_isReadable() {
        assertThat(Overview.upTime(59)).isEqualTo("59 s");
        assertThat(Overview.upTime(61)).isEqualTo("1 min 1 s");
        assertThat(Overview.upTime(7300)).isEqualTo("2 h 1 min");
    }
}
