// SPDX-License-Identifier: Apache-2.0
package org.pinion;

import java.time.Duration;

/**
 * One init function that ran (I7).
 *
 * @param packageName the package of the type, never {@code null}
 * @param typeName the simple name of the type, never {@code null}
 * @param duration how long {@code init()} ran, without the initialisation of its class
 */
public record Init(String packageName, String typeName, Duration duration) {}
