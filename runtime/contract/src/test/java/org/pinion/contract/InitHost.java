// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.pinion.SymbolRegistry;

/** What inits of test plugins can do with their host, who shares this class with them. */
public final class InitHost {

    static volatile SymbolRegistry registry;
    static volatile Path folder;
    static volatile CountDownLatch both;

    private InitHost() {}

    /** Opens another plugin of the test. */
    public static void open(String name) {
        registry.open(folder.resolve(name + "-1.0.0.jar"));
    }

    /** Waits until two inits are running at once. */
    public static void meet() {
        both.countDown();
        try {
            both.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
