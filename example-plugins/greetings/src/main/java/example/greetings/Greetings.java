// SPDX-License-Identifier: Apache-2.0
package example.greetings;

/** Greets. It knows nothing of Declarative Services: any plugin can be found by its symbols. */
public final class Greetings {

    private static String word;

    private Greetings() {}

    static void init() {
        word = "Hello";
    }

    /** Greet somebody. */
    public static String greet(String name) {
        return word + ", " + name + "!";
    }
}
