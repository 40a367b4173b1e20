// SPDX-License-Identifier: Apache-2.0
package org.pinion.mrsequential;

import example.mapreduce.KeyValue;
import java.util.List;

/** What a program must publish. Programs need not know this interface: their symbols are bound to it by name. */
public interface MapReduce {

    /** Give the pairs of a file. */
    List<KeyValue> Map(String filename, String contents);

    /** Give the result of a key. */
    String Reduce(String key, List<String> values);
}
