// SPDX-License-Identifier: Apache-2.0
/**
 * What a MapReduce program and its host have in common.
 *
 * <p>A program is a plugin with two functions:
 *
 * <pre>{@code
 * public static List<KeyValue> Map(String filename, String contents)
 * public static String Reduce(String key, List<String> values)
 * }</pre>
 *
 * <p>The host calls {@code Map} once for each file, sorts all pairs by their keys, and calls {@code Reduce} once for
 * each key with the values that it has, in the order of the files, and for one file in the order in which {@code Map}
 * returned them. It may do so in several threads.
 */
@Version("1.0.0")
package example.mapreduce;

import org.osgi.annotation.versioning.Version;
