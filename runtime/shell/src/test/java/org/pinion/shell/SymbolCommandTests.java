// SPDX-License-Identifier: Apache-2.0
package org.pinion.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands symbols, lookup, call, get and set, and completion. */
class SymbolCommandTests {

    private static final String OPEN = "open are acme.calc/1.0.0, acme.calc/2.0.0";

    @TempDir
    static Path folder;

    private static GogoSession gogo;

    @BeforeAll
    static void open() {
        gogo = new GogoSession(folder);
        gogo.pinion.open(TestPlugins.calc(folder, "2.0.0"));
        gogo.pinion.open(TestPlugins.calc(folder, "1.0.0"));
    }

    @AfterAll
    static void close() {
        gogo.close();
    }

    private static long id(int index) {
        return gogo.pinion.plugins().get(index).bundle().getBundleId();
    }

    @Test
    void plugin_calledByNameVersionOrNumber_isFound() throws Exception {
        gogo.run("set acme.calc/1.0.0 name one");
        gogo.run("set acme.calc/2.0.0 name two");

        assertThat(gogo.run("get acme.calc name")).isEqualTo("two\n");
        assertThat(gogo.run("get acme.calc/1.0.0 name")).isEqualTo("one\n");
        assertThat(gogo.run("get " + id(0) + " name")).isEqualTo("two\n");
        assertThat(gogo.run("get " + id(1) + " name")).isEqualTo("one\n");
    }

    @ParameterizedTest
    @CsvSource({"calc", "acme.calc/3.0.0", "0", "999", "null"})
    void plugin_thatIsNotOpen_isToldWithThoseThatAre(String word) {
        assertThat(gogo.fail("tree " + word)).isEqualTo("plugin: no plugin " + word + " is open, " + OPEN);
    }

    @Test
    void symbols_ofAPlugin_areListed() throws Exception {
        String symbols = """
                LIMIT  public static final int LIMIT
                add  public static int add(int a, int b)
                count  public static int count
                depth  public static int depth(int n)
                divide  public static int divide(int a, int b)
                join  public static String join(char separator, String... parts)
                name  public static String name
                none  public static String none()
                odd  public static void odd()
                pick(int)  public static String pick(int one)
                pick(int,int)  public static String pick(int one, int other)
                range  public static int[] range(int end)
                say  public static void say(String text)
                show  public static String show(Object value)
                """;
        assertThat(gogo.run("symbols acme.calc")).isEqualTo(symbols);
        assertThat(gogo.run("symbols"))
                .isEqualTo("acme.calc 2.0.0\n" + symbols.indent(2) + "acme.calc 1.0.0\n" + symbols.indent(2));
    }

    @Test
    void symbol_lookedUp_isShownOrExplained() throws Exception {
        assertThat(gogo.run("lookup acme.calc add")).isEqualTo("public static int add(int a, int b)\n");
        assertThat(gogo.run("lookup acme.calc 'pick(int)'")).isEqualTo("public static String pick(int one)\n");
        assertThat(gogo.fail("lookup acme.calc ad"))
                .isEqualTo("plugin: symbol ad not found in plugin acme.calc\n  did you mean add");
        assertThat(gogo.fail("lookup acme.calc pick")).isEqualTo("""
                        plugin: symbol pick is ambiguous in plugin acme.calc, it is one of
                          pick(int): public static String pick(int one)
                          pick(int,int): public static String pick(int one, int other)""");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "add 1 -2           | -1",
                "Calc.add 1 2       | 3",
                "join - a b -c --d  | a-b--c---d",
                "join / 007 1e3     | 007/1e3",
                "none               | null",
                "range 3            | [0, 1, 2]",
                "say hello          | hello",
                "pick 1             | int",
                "pick 1 2           | 'int, int'",
                "'pick(int)' 1      | int",
                "show 007           | <007>",
                "show true          | <true>",
                "show null          | <null>"
            },
            quoteCharacter = '"')
    void function_called_resultIsShown(String words, String result) throws Exception {
        assertThat(gogo.run("call acme.calc " + words)).isEqualTo(result.replace("'", "") + "\n");
    }

    @Test
    void function_withoutVarargs_getsAnEmptyArray() throws Exception {
        assertThat(gogo.run("call acme.calc join -")).isEqualTo("\n");
    }

    @Test
    void function_thatThrows_showsThePluginsFramesOnly() {
        assertThat(gogo.fail("call acme.calc divide 1 0")).isEqualTo("""
                        Calc.divide threw java.lang.IllegalArgumentException: no quotient
                          at acme.calc.Calc.quotient(Calc.java:34)
                          at acme.calc.Calc.divide(Calc.java:29)
                          caused by: java.lang.ArithmeticException: / by zero
                          at acme.calc.Calc.quotient(Calc.java:32)
                          at acme.calc.Calc.divide(Calc.java:29)""");
    }

    @Test
    void exception_thatIsDeepOrOdd_isToldAllTheSame() {
        assertThat(gogo.fail("call acme.calc depth 0").lines())
                .hasSize(10)
                .startsWith("Calc.depth threw java.lang.StackOverflowError")
                .last()
                .asString()
                .matches("  \\.\\.\\. \\d+ more frames");
        assertThat(gogo.fail("call acme.calc odd"))
                .startsWith("Calc.odd threw acme.calc.Calc$1: odd\n  at acme.calc.Calc.odd(Calc.java:");
    }

    @Test
    void call_thatDoesNotFit_isExplained() {
        assertThat(gogo.fail("call acme.calc ad 1 2"))
                .isEqualTo("plugin: symbol ad not found in plugin acme.calc\n  did you mean add");
        assertThat(gogo.fail("call acme.calc add 1"))
                .isEqualTo("add takes 2 arguments, not 1\n  public static int add(int a, int b)");
        assertThat(gogo.fail("call acme.calc add 1 x"))
                .isEqualTo("argument 2 of add: 'x' is not of type int\n  public static int add(int a, int b)");
        assertThat(gogo.fail("call acme.calc add 1 null"))
                .isEqualTo("argument 2 of add: null is not of type int\n  public static int add(int a, int b)");
        assertThat(gogo.fail("call acme.calc pick x")).isEqualTo("""
                        no pick takes (x), there is
                          pick(int)  public static String pick(int one)
                          pick(int,int)  public static String pick(int one, int other)""");
        assertThat(gogo.fail("call acme.calc count"))
                .isEqualTo("count is a variable; read it with 'get'\n  public static int count");
    }

    @Test
    void variable_written_isRead() throws Exception {
        assertThat(gogo.run("set acme.calc count 7; get acme.calc count")).isEqualTo("7\n");
        assertThat(gogo.run("set acme.calc name null; get acme.calc name")).isEqualTo("null\n");
        assertThat(gogo.run("get acme.calc LIMIT")).isEqualTo("100\n");
    }

    @Test
    void variable_thatCannotBeWritten_isExplained() {
        assertThat(gogo.fail("set acme.calc LIMIT 5"))
                .isEqualTo("plugin: cannot write final int LIMIT of plugin acme.calc: it is read-only, the field is"
                        + " final");
        assertThat(gogo.fail("set acme.calc count x"))
                .isEqualTo("value of count: 'x' is not of type int\n  public static int count");
        assertThat(gogo.fail("set acme.calc add 5"))
                .isEqualTo("add is a function; call it with 'call'\n  public static int add(int a, int b)");
        assertThat(gogo.fail("get acme.calc coun"))
                .isEqualTo("plugin: symbol coun not found in plugin acme.calc\n  did you mean count");
    }

    @Test
    void completion_knowsWhatStandsWhere() {
        PinionCommands commands = gogo.commands;
        assertThat(commands.complete("open", List.of("x", ""))).containsExactly(PinionCommands.FILES);
        assertThat(commands.complete("addlib", List.of("x", ""))).containsExactly(PinionCommands.FILES);
        assertThat(commands.complete("why", List.of(""))).containsExactly(PinionCommands.FILES);
        assertThat(commands.complete("why", List.of("x", ""))).isEmpty();
        assertThat(commands.complete("tree", List.of(""))).containsExactly("acme.calc/1.0.0", "acme.calc/2.0.0");
        assertThat(commands.complete("tree", List.of())).hasSize(2);
        assertThat(commands.complete("lookup", List.of("acme.calc", "p")))
                .hasSize(14)
                .contains("pick(int)", "LIMIT");
        assertThat(commands.complete("call", List.of("acme.calc", "")))
                .containsExactly(
                        "add",
                        "depth",
                        "divide",
                        "join",
                        "none",
                        "odd",
                        "pick",
                        "pick(int)",
                        "pick(int,int)",
                        "range",
                        "say",
                        "show");
        assertThat(commands.complete("get", List.of("acme.calc", ""))).containsExactly("LIMIT", "count", "name");
        assertThat(commands.complete("set", List.of("acme.calc", ""))).containsExactly("count", "name");
        assertThat(commands.complete("set", List.of("acme.calc", "count", ""))).isEmpty();
        assertThat(commands.complete("get", List.of("nobody", ""))).isEmpty();
        assertThat(commands.complete("plugins", List.of(""))).isEmpty();
    }
}
