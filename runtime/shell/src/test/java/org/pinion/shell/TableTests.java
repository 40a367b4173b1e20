// SPDX-License-Identifier: Apache-2.0
package org.pinion.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTests {

    private static Table table() {
        Table table = new Table("NAME", ">SIZE", "TEXT");
        table.add("a", 5, "a long text");
        table.add("longer", 12345, "");
        return table;
    }

    @Test
    void columns_written_areAligned() {
        assertThat(table().text(Integer.MAX_VALUE)).isEqualTo("""
                NAME     SIZE  TEXT
                a           5  a long text
                longer  12345""");
    }

    @Test
    void line_longerThanTheTerminal_endsInAnEllipsis() {
        assertThat(table().text(20)).isEqualTo("""
                NAME     SIZE  TEXT
                a           5  a ...
                longer  12345""");
        assertThat(table().text(26)).contains("a long text");
        assertThat(table().text(25)).contains("a long ...").doesNotContain("a long text");
    }

    @Test
    void table_withoutRows_isItsHeading() {
        assertThat(new Table("A", "B").text(80)).isEqualTo("A  B");
    }
}
