// SPDX-License-Identifier: Apache-2.0
package org.pinion.shell.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ValueTextTests {

    static Stream<Arguments> values() {
        return Stream.of(
                arguments(3, "3"),
                arguments(null, "null"),
                arguments("a b", "a b"),
                arguments(List.of(1, 2), "[1, 2]"),
                arguments(new int[] {1, 2}, "[1, 2]"),
                arguments(new char[] {'a', 'b'}, "[a, b]"),
                arguments(new int[0], "[]"),
                arguments(new Object[] {"a", null, new double[] {0.5}}, "[a, null, [0.5]]"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void value_written_isReadable(Object value, String text) throws Exception {
        assertThat(ValueText.of(value, "x")).isEqualTo(text);
    }

    @Test
    void toString_thatThrows_isReported() {
        Object value = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("no text");
            }
        };

        assertThatThrownBy(() -> ValueText.of(value, "x"))
                .isInstanceOf(CommandException.class)
                .hasMessage("the value of x cannot be shown: toString threw java.lang.IllegalStateException: no text");
    }

    @Test
    void thrown_withManyLines_isOneLine() {
        assertThat(ValueText.oneLine(new IllegalStateException("one\n  two\n")))
                .isEqualTo("java.lang.IllegalStateException: one two");
    }
}
