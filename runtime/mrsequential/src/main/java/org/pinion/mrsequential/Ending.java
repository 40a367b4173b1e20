// SPDX-License-Identifier: Apache-2.0
package org.pinion.mrsequential;

import java.util.ArrayList;
import java.util.List;

/**
 * Cleans up when the process is told to end before the run does, as by Ctrl-C.
 *
 * <p>Any thread may use it.
 */
final class Ending {

    private final List<AutoCloseable> resources = new ArrayList<>();
    private boolean ended;
    private boolean interrupted;

    /** Close this if the process is told to end. */
    synchronized <T extends AutoCloseable> T with(T resource) {
        resources.add(resource);
        return resource;
    }

    /** Say that the run has ended, and has closed what it had. */
    synchronized void end() {
        ended = true;
    }

    synchronized boolean isInterrupted() {
        return interrupted;
    }

    /** Close everything, unless the run has ended. */
    void interrupt() {
        List<AutoCloseable> open;
        synchronized (this) {
            if (ended) {
                return;
            }
            interrupted = true;
            open = List.copyOf(resources);
        }
        for (AutoCloseable resource : open) {
            try {
                resource.close();
            } catch (Exception e) {
                // Nobody is left to be told.
            }
        }
    }
}
