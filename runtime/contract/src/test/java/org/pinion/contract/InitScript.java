// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the init of each plugin of a stress test does. The host shares this class with them. */
public final class InitScript {

    /** Something that may throw. */
    interface Script {
        void run() throws Exception;
    }

    private static final Map<String, Script> SCRIPTS = new ConcurrentHashMap<>();

    private InitScript() {}

    static void put(String plugin, Script script) {
        SCRIPTS.put(plugin, script);
    }

    static void clear() {
        SCRIPTS.clear();
    }

    /** Runs the script of a plugin. */
    public static void run(String plugin) throws Exception {
        SCRIPTS.get(plugin).run();
    }
}
