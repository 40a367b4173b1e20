// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallTests {

    @TempDir
    static Path folder;

    static Path tools;

    @BeforeAll
    static void build() {
        tools = TestPlugins.tools(folder);
    }

    /** What the plugin prints comes first, so results are what follows it. */
    private static Cli call(String... words) {
        Object[] all = new Object[words.length + 2];
        all[0] = "call";
        all[1] = tools;
        System.arraycopy(words, 0, all, 2, words.length);
        Cli cli = Cli.run(all);
        assertThat(cli.out()).startsWith("tools init\n");
        return new Cli(cli.out().substring("tools init\n".length()), cli.err(), cli.exit());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "add 1 2                    | 3",
                "Tools.add -5 2             | -3",
                "add(int,int) -1 -2         | -3",
                "say --help                 | --help",
                "none                       | null",
                "split a,b                  | [a, b]",
                "join - a -L --stacktrace   | a--L---stacktrace",
                "mix GREEN RED              | GREEN",
                "pick 1                     | int",
                "pick 1 2                   | int, int",
                "pick 1 2 3                 | ints",
                "pick(int...) 1             | ints",
                "both                       | 2",
                "Tools.same(String) 5       | text"
            })
    void function_called_resultIsPrinted(String words, String result) {
        assertThat(call(words.split(" "))).isEqualTo(new Cli(result + "\n", "", 0));
    }

    @Test
    void voidFunction_called_nothingIsPrinted() {
        assertThat(call("say", "")).isEqualTo(new Cli("\n", "", 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"leaveThread:left", "closeStreams:closed", "redirectStreams:redirected"})
    void function_thatLeavesDamage_resultIsPrintedAndProcessEnds(String function) {
        String[] parts = function.split(":");

        assertThat(call(parts[0])).isEqualTo(new Cli(parts[1] + "\n", "", 0));
    }

    @Test
    void function_thatThrows_isNamedInOneLine() {
        assertThat(call("fail", "two\nlines"))
                .isEqualTo(new Cli("", "pinion: Tools.fail threw java.io.IOException: two lines\n", 1));
        assertThat(call("overflow"))
                .isEqualTo(new Cli("", "pinion: Tools.overflow threw java.lang.StackOverflowError\n", 1));
    }

    @Test
    void function_thatThrowsWithStacktrace_showsWhere() {
        Cli cli = Cli.run("call", "--stacktrace", tools, "fail", "boom");

        assertThat(cli.err())
                .startsWith("pinion: Tools.fail threw java.io.IOException: boom\n"
                        + "java.io.IOException: boom\n\tat acme.tools.Tools.fail(");
        assertThat(cli.exit()).isEqualTo(1);
    }

    @Test
    void missingSymbol_called_hintIsShown() {
        assertThat(call("ad")).isEqualTo(new Cli("", """
                        plugin: symbol ad not found in plugin acme.tools
                          did you mean add
                        """, 1));
    }

    @Test
    void variable_called_isRefused() {
        assertThat(call("count")).isEqualTo(new Cli("", """
                        pinion: count is a variable; read it with 'pinion get'
                          public static int count
                        """, 1));
    }

    @Test
    void wrongNumberOfArguments_called_isRefused() {
        assertThat(call("add", "1")).isEqualTo(new Cli("", """
                        pinion: add takes 2 arguments, not 1
                          public static int add(int a, int b)
                        """, 1));
        assertThat(call("join")).isEqualTo(new Cli("", """
                        pinion: join takes at least 1 argument, not 0
                          public static String join(char separator, Object... parts)
                        """, 1));
        assertThat(call("none", "1")).isEqualTo(new Cli("", """
                        pinion: none takes no arguments, not 1
                          public static String none()
                        """, 1));
    }

    @Test
    void unfitArgument_called_isRefused() {
        assertThat(call("add", "1", "x")).isEqualTo(new Cli("", """
                        pinion: argument 2 of add: 'x' is not of type int
                          public static int add(int a, int b)
                        """, 1));
        assertThat(call("size", "x")).isEqualTo(new Cli("", """
                        pinion: argument 1 of size: a value of type java.util.List cannot be written as a word
                          public static int size(java.util.List list)
                        """, 1));
        assertThat(call("mix", "RED", "BLUE")).isEqualTo(new Cli("", """
                        pinion: argument 2 of mix: 'BLUE' is not of type Color, which has RED, GREEN
                          public static acme.tools.Color mix(acme.tools.Color one, acme.tools.Color other)
                        """, 1));
    }

    @Test
    void overloads_thatAllFit_areListed() {
        assertThat(call("same", "5")).isEqualTo(new Cli("", """
                        pinion: same(5) is ambiguous, choose one of
                          same(String)  public static String same(String text)
                          same(int)     public static String same(int number)
                        """, 1));
    }

    @Test
    void overloads_ofWhichNoneFits_areListed() {
        assertThat(call("pick", "x")).isEqualTo(new Cli("", """
                        pinion: no pick takes (x), there is
                          pick(int)      public static String pick(int number)
                          pick(int,int)  public static String pick(int one, int other)
                          pick(int...)   public static String pick(int... numbers)
                        """, 1));
    }

    @Test
    void library_given_pluginUsesIt() {
        Path library = TestPlugins.library(folder);
        Path user = TestPlugins.user(folder, library);

        assertThat(Cli.run("call", "-L", library, user, "greet", "world")).isEqualTo(new Cli("hello world\n", "", 0));
        assertThat(Cli.run("call", user, "greet", "world")).isEqualTo(new Cli("", """
                        plugin.Open("%s"): no bundle exports package acme.lib
                          needed: Import-Package: acme.lib;version="[1,2)"
                          fix:    add the library that exports acme.lib in a version of [1,2), with -L, addlib, or in the plugins folder
                        """.formatted(user), 1));
    }

    @Test
    void missingLibrary_given_nothingIsOpened() {
        assertThat(Cli.run("call", "-L", "nowhere.jar", tools, "add", 1, 2))
                .isEqualTo(new Cli("", """
                        plugin.AddLibrary("nowhere.jar"): no such file
                          found:  the folder %1$s, which has no nowhere.jar
                          fix:    check the path, it starts at %1$s
                        """.formatted(Path.of("").toAbsolutePath()), 1));
    }
}
