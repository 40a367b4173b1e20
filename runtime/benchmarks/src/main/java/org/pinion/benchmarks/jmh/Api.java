// SPDX-License-Identifier: Apache-2.0
package org.pinion.benchmarks.jmh;

/** An interface of the host that is bound to a whole plugin. */
public interface Api extends Adder {

    /** Read the counter. */
    int counter();

    /** Write the counter. */
    void counter(int value);
}
