// SPDX-License-Identifier: Apache-2.0
package example.nocrash;

import static java.nio.charset.StandardCharsets.UTF_8;

import example.mapreduce.KeyValue;
import example.mapreduce.Utf8;
import java.util.List;
import java.util.stream.Collectors;

/** Shows what it was given. All lengths are numbers of bytes. */
public final class NoCrash {

    private NoCrash() {}

    /** Give the name of the file, the length of its name, the length of the file, and a word. */
    public static List<KeyValue> Map(String filename, String contents) {
        return List.of(
                new KeyValue("a", filename),
                new KeyValue("b", Integer.toString(filename.getBytes(UTF_8).length)),
                new KeyValue("c", Integer.toString(contents.getBytes(UTF_8).length)),
                new KeyValue("d", "xyzzy"));
    }

    /** Give the values, sorted as texts. */
    public static String Reduce(String key, List<String> values) {
        return values.stream().sorted(Utf8.ORDER).collect(Collectors.joining(" "));
    }
}
