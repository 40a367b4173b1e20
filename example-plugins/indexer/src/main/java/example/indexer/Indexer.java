// SPDX-License-Identifier: Apache-2.0
package example.indexer;

import example.mapreduce.KeyValue;
import example.mapreduce.Utf8;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Lists the files that hold each word. A word is as many letters in a row as there are. */
public final class Indexer {

    private static final Pattern WORD = Pattern.compile("\\p{L}+");

    private Indexer() {}

    /** Give a pair for each word of a file, but only one. */
    public static List<KeyValue> Map(String filename, String contents) {
        return WORD.matcher(contents)
                .results()
                .map(MatchResult::group)
                .distinct()
                .map(word -> new KeyValue(word, filename))
                .toList();
    }

    /** Give the number of files, and their names. */
    public static String Reduce(String key, List<String> values) {
        return values.size() + " " + values.stream().sorted(Utf8.ORDER).collect(Collectors.joining(","));
    }
}
