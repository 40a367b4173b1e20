// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.framework;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.pinion.embed.internal.bundle.BundleNames;
import org.pinion.embed.internal.events.Recording;
import org.pinion.embed.internal.events.UnloadRefusedEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Refuses operations on bundles: tells the caller, the log and a recording, and counts. */
final class Refusals {

    private static final Logger LOG = LoggerFactory.getLogger("org.pinion");

    private final AtomicLong count = new AtomicLong();

    /**
     * Refuses an operation, if there is a reason.
     *
     * @param reason why; {@code null} if the operation may go on
     * @throws BundleException of type {@link BundleException#UNSUPPORTED_OPERATION}
     */
    void check(Pins.Operation operation, Bundle bundle, String reason) throws BundleException {
        if (reason != null) {
            String text = "pinion: " + operation.name().toLowerCase(Locale.ROOT) + " of "
                    + BundleNames.nameAndNumber(bundle) + " refused: " + reason;
            // That pins hold is proved at each start, which is nobody's attempt to unload.
            if (!bundle.getLocation().equals(Pins.CANARY)) {
                record(operation, bundle, reason);
                LOG.info(text);
            }
            throw new BundleException(text, BundleException.UNSUPPORTED_OPERATION);
        }
    }

    private void record(Pins.Operation operation, Bundle bundle, String reason) {
        count.incrementAndGet();
        if (Recording.isPossible()) {
            UnloadRefusedEvent event = new UnloadRefusedEvent();
            event.operation = operation.name();
            event.bundle = BundleNames.nameAndNumber(bundle);
            event.reason = reason;
            event.commit();
        }
    }

    long count() {
        return count.get();
    }
}
