// SPDX-License-Identifier: Apache-2.0
/**
 * What a call, a lookup, and the making of an object cost in code that is hot, measured with JMH.
 *
 * <p>All ways of one benchmark run the same code of it, each in a process of its own, on an object that is held in a
 * field.
 */
package org.pinion.benchmarks.jmh;
