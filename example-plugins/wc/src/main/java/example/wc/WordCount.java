// SPDX-License-Identifier: Apache-2.0
package example.wc;

import example.mapreduce.KeyValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts how often each word occurs. A word is as many letters in a row as there are. */
public final class WordCount {

    private WordCount() {}

    /** Give a pair for each word, in the order of the text. */
    public static List<KeyValue> Map(String filename, String contents) {
        List<KeyValue> pairs = new ArrayList<>();
        // A list of a million pairs need not be a million objects.
        Map<String, KeyValue> known = new HashMap<>();
        int length = contents.length();
        int start = 0;
        while (start < length) {
            int end = start;
            int c = contents.codePointAt(end);
            while (Character.isLetter(c)) {
                end += Character.charCount(c);
                c = end < length ? contents.codePointAt(end) : ' ';
            }
            if (end > start) {
                pairs.add(known.computeIfAbsent(contents.substring(start, end), word -> new KeyValue(word, "1")));
            }
            start = end + Character.charCount(c);
        }
        return pairs;
    }

    /** Give the number of times the word occurs. */
    public static String Reduce(String key, List<String> values) {
        return Integer.toString(values.size());
    }
}
