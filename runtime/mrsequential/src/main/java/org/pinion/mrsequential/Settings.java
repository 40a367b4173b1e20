// SPDX-License-Identifier: Apache-2.0
package org.pinion.mrsequential;

import java.util.Map;
import org.pinion.Plugin;
import org.pinion.Symbol;
import org.pinion.Variable;

/** Sets variables of a plugin to what the command line says. */
final class Settings {

    private Settings() {}

    /**
     * Set variables.
     *
     * @throws org.pinion.SymbolNotFoundException if there is no such variable
     */
    static void apply(Plugin plugin, Map<String, String> values) throws JobException {
        for (Map.Entry<String, String> each : values.entrySet()) {
            String what = "cannot set " + each.getKey() + " of plugin " + plugin.name() + ": ";
            Symbol symbol = plugin.lookup(each.getKey());
            if (!(symbol instanceof Variable variable)) {
                throw new JobException(what + "it is a function, not a variable", null);
            }
            if (variable.readOnly()) {
                throw new JobException(what + "it is final", null);
            }
            try {
                variable.set(converted(variable.type(), each.getValue()));
            } catch (NumberFormatException e) {
                throw new JobException(
                        what + "'" + each.getValue() + "' is no "
                                + variable.type().getSimpleName(),
                        e);
            } catch (IllegalArgumentException e) {
                throw new JobException(what + e.getMessage(), e);
            }
        }
    }

    private static Object converted(Class<?> type, String text) {
        if (type == String.class) {
            return text;
        }
        if (type == int.class) {
            return Integer.valueOf(text);
        }
        if (type == long.class) {
            return Long.valueOf(text);
        }
        if (type == double.class) {
            return Double.valueOf(text);
        }
        if (type == boolean.class) {
            if (text.equals("true") || text.equals("false")) {
                return Boolean.valueOf(text);
            }
            throw new IllegalArgumentException("'" + text + "' is neither true nor false");
        }
        throw new IllegalArgumentException(
                "it is a " + type.getName() + "; only String, int, long, double and boolean can be set");
    }
}
