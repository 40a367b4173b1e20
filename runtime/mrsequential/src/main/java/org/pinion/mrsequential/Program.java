// SPDX-License-Identifier: Apache-2.0
package org.pinion.mrsequential;

import example.mapreduce.KeyValue;
import java.util.List;
import org.pinion.Plugin;

/** A program: calls the functions of a plugin, and says what is wrong with what they do. */
final class Program {

    /** Takes the pairs of a file. */
    interface Pairs {
        void add(String key, String value) throws JobException;
    }

    private final String name;
    private final MapReduce functions;

    private Program(String name, MapReduce functions) {
        this.name = name;
        this.functions = functions;
    }

    /**
     * Bind the functions of a plugin.
     *
     * @throws org.pinion.PluginException if one is missing or has another type
     */
    static Program of(Plugin plugin) {
        return new Program(plugin.name(), plugin.bind(MapReduce.class));
    }

    String name() {
        return name;
    }

    /** Map a file, and hand out the pairs in their order. */
    void map(String file, String contents, Pairs pairs) throws JobException {
        try {
            List<KeyValue> result = functions.Map(file, contents);
            if (result == null) {
                throw mapFailed(file, "returned null, not a list", null);
            }
            int number = 0;
            // The list is foreign code, too, and may hold anything.
            for (Object pair : (List<?>) result) {
                if (!(pair instanceof KeyValue known)) {
                    String found =
                            pair == null ? "null" : "a " + pair.getClass().getName();
                    throw mapFailed(
                            file,
                            "returned a list whose element " + number + " is " + found + ", not an "
                                    + KeyValue.class.getName(),
                            null);
                }
                if (hasLineEnd(known.key())) {
                    throw mapFailed(
                            file,
                            "returned the key " + shown(known.key())
                                    + " with a line end, of which no line can be written; leave that out of the key",
                            null);
                }
                pairs.add(known.key(), known.value());
                number++;
            }
        } catch (JobException | OutOfMemoryError e) {
            throw e;
        } catch (Throwable e) {
            throw mapFailed(file, "threw " + Thrown.text(e), e);
        } finally {
            forgetInterrupt();
        }
    }

    private JobException mapFailed(String file, String what, Throwable thrown) {
        return failed("Map of plugin " + name + ", file " + file + ": it " + what, thrown);
    }

    /** Reduce a key. */
    String reduce(String key, List<String> values) throws JobException {
        try {
            String result = functions.Reduce(key, values);
            if (result == null) {
                throw reduceFailed(key, "returned null, not a text", null);
            }
            if (hasLineEnd(result) && !isLinesOf(key, result)) {
                throw reduceFailed(
                        key,
                        "returned a text with a line end, of which no line can be written; leave that out of it, or begin"
                                + " each further line with the key and a blank: " + shown(result),
                        null);
            }
            return result;
        } catch (JobException | OutOfMemoryError e) {
            throw e;
        } catch (Throwable e) {
            throw reduceFailed(key, "threw " + Thrown.text(e), e);
        } finally {
            forgetInterrupt();
        }
    }

    private JobException reduceFailed(String key, String what, Throwable thrown) {
        return failed("Reduce of plugin " + name + ", key " + shown(key) + ": it " + what, thrown);
    }

    private static JobException failed(String message, Throwable thrown) {
        return new JobException(message, thrown == null ? List.of() : Thrown.details(thrown), thrown);
    }

    /** An interrupt that a program leaves behind would close the temporary files. */
    private static void forgetInterrupt() {
        Thread.interrupted();
    }

    /** Tells whether a text would be more than a line of the output. */
    private static boolean hasLineEnd(String text) {
        return text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0;
    }

    /** Tells whether each further line of a result has the key in front, as the first one gets it. */
    private static boolean isLinesOf(String key, String result) {
        return result.indexOf('\r') < 0
                && result.lines().skip(1).allMatch(line -> line.startsWith(key + " "))
                && !result.endsWith("\n");
    }

    static String shown(String key) {
        int most = 60;
        String line = key.replace("\n", "\\n").replace("\r", "\\r");
        return line.length() <= most ? line : line.substring(0, most) + "...";
    }
}
