// SPDX-License-Identifier: Apache-2.0
package example.add;

import example.add.subpkg.Sub;

/** Functions and variables, published and not. */
public final class Add {

    /** A symbol: public and static. */
    public static int ExportedVar = 123;

    static int unexportedVar = 456;

    private Add() {}

    static void init() {
        System.out.println("add init called");
    }

    /** Add two numbers, with the help of a package that publishes nothing. */
    public static int ExportedFunc(int a, int b) {
        return Sub.NonMainPkgFunc(a, b);
    }

    static int unexportedFunc(int a, int b) {
        return a - b;
    }
}
