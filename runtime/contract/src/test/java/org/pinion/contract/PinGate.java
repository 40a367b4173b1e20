// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Lets a test do something in the middle of an init or an activator; the host shares it with plugins. */
public final class PinGate {

    private static final Map<String, Runnable> ACTIONS = new ConcurrentHashMap<>();

    private PinGate() {}

    /** Does what the test wants to be done at this place. */
    public static void at(String place) {
        ACTIONS.getOrDefault(place, () -> {}).run();
    }

    static void on(String place, Runnable action) {
        ACTIONS.put(place, action);
    }

    static void clear() {
        ACTIONS.clear();
    }
}
