// SPDX-License-Identifier: Apache-2.0
package org.pinion.benchmarks.jmh;

/** An interface of the host, which no plugin can see. */
public interface Adder {

    /** Add two numbers. */
    int add(int a, int b);
}
