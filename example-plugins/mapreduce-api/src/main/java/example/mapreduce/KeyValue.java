// SPDX-License-Identifier: Apache-2.0
package example.mapreduce;

import java.util.Objects;

/**
 * A pair that {@code Map} returns.
 *
 * @param key what the pairs are sorted and grouped by
 * @param value what {@code Reduce} gets, with the other values of that key
 */
public record KeyValue(String key, String value) {

    /**
     * Create a pair.
     *
     * @throws NullPointerException if key or value is {@code null}; so the mistake is told where it is made
     */
    public KeyValue {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(value, "value");
    }
}
