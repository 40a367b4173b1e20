// SPDX-License-Identifier: Apache-2.0
package org.pinion.mrsequential.sort;

/**
 * A key with its values.
 *
 * @param key the key
 * @param values its values, to be closed after use
 */
public record Group(String key, Values values) {}
