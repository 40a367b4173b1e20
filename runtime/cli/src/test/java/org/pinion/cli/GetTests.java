// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GetTests {

    @TempDir
    static Path folder;

    static Path tools;

    @BeforeAll
    static void build() {
        tools = TestPlugins.tools(folder);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"count | 42", "Tools.count | 42", "nothing | null", "both | 1", "grid | [[1, 2], [3]]"})
    void variable_read_valueIsPrinted(String name, String value) {
        assertThat(Cli.run("get", tools, name)).isEqualTo(new Cli("tools init\n" + value + "\n", "", 0));
    }

    @Test
    void function_read_isRefused() {
        assertThat(Cli.run("get", tools, "add")).isEqualTo(new Cli("tools init\n", """
                        pinion: add is a function; call it with 'pinion call'
                          public static int add(int a, int b)
                        """, 1));
    }

    @Test
    void missingVariable_read_hintIsShown() {
        assertThat(Cli.run("get", tools, "Count")).isEqualTo(new Cli("tools init\n", """
                        plugin: symbol Count not found in plugin acme.tools
                          did you mean count
                        """, 1));
        assertThat(Cli.run("get", tools, "secret")).isEqualTo(new Cli("tools init\n", """
                        plugin: symbol secret not found in plugin acme.tools
                          secret is not public
                        """, 1));
    }

    @Test
    void value_withoutText_isReported() {
        assertThat(Cli.run("get", tools, "bad"))
                .isEqualTo(new Cli(
                        "tools init\n",
                        "pinion: the value of bad cannot be shown: toString threw java.lang.IllegalStateException:"
                                + " no text\n",
                        1));
    }
}
