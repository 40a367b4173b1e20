// SPDX-License-Identifier: Apache-2.0
package example.add;

/** Another type of the main package, with an init of its own. */
public final class Add2 {

    private Add2() {}

    static void init() {
        System.out.println("add2 init called");
    }

    /** Add two numbers. */
    public static int AnotherFuncInMain(int a, int b) {
        return a + b;
    }
}
