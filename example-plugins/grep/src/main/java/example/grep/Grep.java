// SPDX-License-Identifier: Apache-2.0
package example.grep;

import example.mapreduce.KeyValue;
import java.util.List;
import java.util.regex.Pattern;

/** Finds the lines that match a pattern. */
public final class Grep {

    /** What to look for: a regular expression. The host sets it before the first call of {@code Map}. */
    public static volatile String pattern;

    private Grep() {}

    /** Give a pair of the file's name and the line for each line in which the pattern occurs. */
    public static List<KeyValue> Map(String filename, String contents) {
        if (pattern == null) {
            throw new IllegalStateException("no pattern: set the variable 'pattern', as with --set pattern=REGEX");
        }
        Pattern wanted = Pattern.compile(pattern);
        return contents.lines()
                .filter(line -> wanted.matcher(line).find())
                .map(line -> new KeyValue(filename, line))
                .toList();
    }

    /** Give the lines of a file. Each but the first, which the host writes behind the key, gets the key by itself. */
    public static String Reduce(String key, List<String> values) {
        return String.join("\n" + key + " ", values);
    }
}
