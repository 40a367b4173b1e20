// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed;

import java.lang.management.ManagementFactory;
import java.security.MessageDigest;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.pinion.embed.internal.framework.PinningFramework;

/**
 * Prepares what the first runtime of a process needs, while the process does something else.
 *
 * @since 0.1
 */
public final class WarmUp {

    private static final AtomicBoolean MANAGEMENT = new AtomicBoolean();

    private WarmUp() {}

    /**
     * Begin to load and initialise classes that the first runtime and its first plugin need, in a daemon thread.
     *
     * <p>A host that has something else to do before, such as to read its configuration, starts its first runtime
     * sooner by what that takes, if there is a second processor. Nothing depends on it: what fails here fails once
     * more, and is told, when a runtime starts. Logging is not initialised. Returns at once; may be called by any
     * thread, at any time, also in vain.
     */
    public static void begin() {
        begin(() -> {
            PinningFramework.load();
            return MessageDigest.getInstance("SHA-256").digest(new byte[1]);
        });
    }

    /** Begins to start the platform's MBean server, the first time. Who asks for it meanwhile waits for it. */
    static void beginManagement() {
        if (!MANAGEMENT.getAndSet(true)) {
            begin(ManagementFactory::getPlatformMBeanServer);
        }
    }

    private static void begin(Callable<?> step) {
        Thread thread = new Thread(null, () -> run(step), "pinion-warm-up", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        thread.start();
    }

    private static void run(Callable<?> step) {
        try {
            step.call();
        } catch (Exception | LinkageError e) {
            // Who needs it will get the same, and tell; to log it here would initialise logging.
        }
    }
}
