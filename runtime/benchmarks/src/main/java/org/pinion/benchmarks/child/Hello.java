// SPDX-License-Identifier: Apache-2.0
package org.pinion.benchmarks.child;

/** The least that a process of Java does. */
final class Hello {

    private Hello() {}

    public static void main(String[] arguments) {
        System.out.println("3");
    }
}
