// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.events;

import jdk.jfr.FlightRecorder;

/** Knows whether an event could be recorded at all. */
public final class Recording {

    /** An image of the JDK may leave the recorder out. */
    private static final boolean PRESENT =
            ModuleLayer.boot().findModule("jdk.jfr").isPresent();

    private Recording() {}

    /**
     * Tell whether the Flight Recorder is in use. As long as it is not, nobody sees an event, and to load the class of
     * one sets the recorder up, which takes longer than the open of a plugin.
     */
    public static boolean isPossible() {
        return PRESENT && FlightRecorder.isInitialized();
    }
}
