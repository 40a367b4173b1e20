// SPDX-License-Identifier: Apache-2.0
package org.pinion.shell.command;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes values of plugins.
 *
 * @since 0.1
 */
public final class ValueText {

    private ValueText() {}

    /**
     * Write a value: arrays with their elements, everything else as its {@code toString} does.
     *
     * @param value the value, may be {@code null}
     * @param symbol where the value comes from, for the message
     * @return the text
     * @throws CommandException if {@code toString} throws
     */
    public static String of(@Nullable Object value, String symbol) throws CommandException {
        try {
            if (value == null || !value.getClass().isArray()) {
                return String.valueOf(value);
            }
            String text = Arrays.deepToString(new Object[] {value});
            return text.substring(1, text.length() - 1);
        } catch (Throwable e) {
            throw new CommandException("the value of " + symbol + " cannot be shown: toString threw " + oneLine(e), e);
        }
    }

    /**
     * Write what was thrown in one line, whatever it says of itself.
     *
     * @param thrown what was thrown
     * @return the line
     */
    public static String oneLine(Throwable thrown) {
        String text;
        try {
            text = String.valueOf(thrown);
        } catch (Throwable e) {
            text = thrown.getClass().getName();
        }
        return String.join(" ", text.lines().map(String::strip).toList());
    }
}
