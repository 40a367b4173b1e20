// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed;

import java.lang.management.ManagementFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.pinion.embed.internal.framework.PinningFramework;
import org.slf4j.LoggerFactory;

/** Prepares what the first runtime of a process needs, while the process does something else. */
public final class WarmUp {

    private static final String THREAD = "pinion-warm-up";

    private static final AtomicBoolean MANAGEMENT = new AtomicBoolean();

    private WarmUp() {}

    /**
     * Begin to load and initialise classes that the first runtime and its first plugin need, in a daemon thread.
     *
     * <p>A host that has something else to do before, such as to read its configuration, starts its first runtime sooner
     * by what that takes, if there is a second processor. Nothing depends on it: what fails here fails once more, and
     * is told, when a runtime starts. Logging is not initialised. Returns at once; may be called by any thread, at any time, also in vain.
     */
    public static void begin() {
        begin(() -> {
            PinningFramework.load();
            MessageDigest.getInstance("SHA-256").digest(new byte[1]);
        });
    }

    /** Begins to start the platform's MBean server, the first time it is wanted. Who asks for it meanwhile waits for it. */
    static void beginManagement(boolean wanted) {
        if (wanted && !MANAGEMENT.getAndSet(true)) {
            begin(ManagementFactory::getPlatformMBeanServer);
        }
    }

    private interface Step {
        void run() throws ReflectiveOperationException, NoSuchAlgorithmException;
    }

    private static void begin(Step step) {
        Thread thread = new Thread(null, () -> run(step), THREAD, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        thread.start();
    }

    private static void run(Step step) {
        try {
            step.run();
        } catch (ReflectiveOperationException | NoSuchAlgorithmException | RuntimeException | LinkageError e) {
            LoggerFactory.getLogger("org.pinion").debug("cannot prepare the first runtime", e);
        }
    }
}
