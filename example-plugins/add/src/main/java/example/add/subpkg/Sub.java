// SPDX-License-Identifier: Apache-2.0
package example.add.subpkg;

/** A helper outside the main package: nothing in it is a symbol. */
public final class Sub {

    private Sub() {}

    static void init() {
        System.out.println("sub pkg init called");
    }

    /** Add two numbers. */
    public static int NonMainPkgFunc(int a, int b) {
        return a + b;
    }
}
