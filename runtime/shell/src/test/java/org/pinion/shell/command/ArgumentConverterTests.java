// SPDX-License-Identifier: Apache-2.0
package org.pinion.shell.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ArgumentConverterTests {

    static Stream<Arguments> fitting() {
        return Stream.of(
                arguments(int.class, "-5", -5),
                arguments(Integer.class, "2147483647", Integer.MAX_VALUE),
                arguments(byte.class, "-128", (byte) -128),
                arguments(short.class, "7", (short) 7),
                arguments(long.class, "9223372036854775807", Long.MAX_VALUE),
                arguments(Long.class, "1", 1L),
                arguments(float.class, "1.5", 1.5f),
                arguments(double.class, "-1e3", -1000.0),
                arguments(Double.class, "NaN", Double.NaN),
                arguments(boolean.class, "true", true),
                arguments(Boolean.class, "false", false),
                arguments(char.class, "x", 'x'),
                arguments(char.class, " ", ' '),
                arguments(Character.class, "5", '5'),
                arguments(String.class, "", ""),
                arguments(String.class, "null", "null"),
                arguments(String.class, "@file ${x} \\ \"'", "@file ${x} \\ \"'"),
                arguments(CharSequence.class, "text", "text"),
                arguments(Object.class, "5", "5"),
                arguments(Serializable.class, "text", "text"),
                arguments(BigInteger.class, "99999999999999999999", new BigInteger("99999999999999999999")),
                arguments(BigDecimal.class, "0.10", new BigDecimal("0.10")),
                arguments(DayOfWeek.class, "FRIDAY", DayOfWeek.FRIDAY),
                arguments(String.class, null, null),
                arguments(Integer.class, null, null),
                arguments(Path.class, "a b/../c", Path.of("a b/../c")));
    }

    @ParameterizedTest
    @MethodSource("fitting")
    void word_ofTheType_becomesItsValue(Class<?> type, String word, Object value) throws Exception {
        assertThat(ArgumentConverter.convert(type, word)).isEqualTo(value);
    }

    static Stream<Arguments> unfit() {
        return Stream.of(
                arguments(int.class, "x", "'x' is not of type int"),
                arguments(int.class, "", "'' is not of type int"),
                arguments(int.class, "1.0", "'1.0' is not of type int"),
                arguments(int.class, " 1", "' 1' is not of type int"),
                arguments(int.class, "2147483648", "'2147483648' is not of type int"),
                arguments(Integer.class, "null", "'null' is not of type Integer"),
                arguments(byte.class, "128", "'128' is not of type byte"),
                arguments(long.class, "1L", "'1L' is not of type long"),
                arguments(double.class, "one", "'one' is not of type double"),
                arguments(boolean.class, "TRUE", "'TRUE' is not of type boolean"),
                arguments(boolean.class, "yes", "'yes' is not of type boolean"),
                arguments(boolean.class, "1", "'1' is not of type boolean"),
                arguments(char.class, "", "'' is not of type char"),
                arguments(char.class, "xy", "'xy' is not of type char"),
                arguments(BigInteger.class, "1.5", "'1.5' is not of type BigInteger"),
                arguments(BigDecimal.class, "x", "'x' is not of type BigDecimal"),
                arguments(
                        Thread.State.class,
                        "new",
                        "'new' is not of type State, which has NEW, RUNNABLE, BLOCKED, WAITING, TIMED_WAITING,"
                                + " TERMINATED"),
                arguments(int.class, null, "null is not of type int"),
                arguments(int[].class, "1", "a value of type int[] cannot be written as a word"),
                arguments(List.class, "1", "a value of type java.util.List cannot be written as a word"));
    }

    @ParameterizedTest
    @MethodSource("unfit")
    void word_notOfTheType_isRefused(Class<?> type, String word, String message) {
        assertThatThrownBy(() -> ArgumentConverter.convert(type, word))
                .isInstanceOf(ArgumentConverter.UnfitException.class)
                .hasMessage(message);
    }
}
