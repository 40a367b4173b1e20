// SPDX-License-Identifier: Apache-2.0
package example.jobcount;

import example.mapreduce.KeyValue;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the calls of {@code Map}. What is static lives as long as the plugin: from its opening to the end of the host.
 */
public final class JobCount {

    /** A host may call {@code Map} in several threads. */
    private static final AtomicInteger CALLS = new AtomicInteger();

    private JobCount() {}

    /** Count the call. */
    public static List<KeyValue> Map(String filename, String contents) {
        CALLS.incrementAndGet();
        return List.of(new KeyValue("a", "x"));
    }

    /** Give the number of calls so far. */
    public static String Reduce(String key, List<String> values) {
        return Integer.toString(CALLS.get());
    }
}
