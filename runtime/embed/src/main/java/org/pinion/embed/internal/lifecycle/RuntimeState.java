// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.lifecycle;

import java.util.List;
import org.pinion.PluginException;
import org.pinion.Problem.Kind;
import org.pinion.embed.internal.diagnosis.Failure;
import org.pinion.spi.Problems;

/** Whether a runtime is open or closed. All that belongs to the runtime asks here, from any thread. */
public final class RuntimeState {

    private static final String CLOSED = "runtime is closed";

    private volatile boolean closed;

    /** Close the runtime, for ever. */
    public void close() {
        closed = true;
    }

    public boolean isClosed() {
        return closed;
    }

    /** Go on only if the runtime is open. */
    public void requireOpen() throws Failure {
        if (closed) {
            throw new Failure(Kind.CLOSED, CLOSED);
        }
    }

    /**
     * Go on only if the runtime is open.
     *
     * @param operation what is to be done, as messages name it
     */
    public void requireOpen(String operation) {
        if (closed) {
            throw exception(operation, null);
        }
    }

    /** Makes the exception of an operation that the end of the runtime has ended. */
    static PluginException exception(String operation, Throwable cause) {
        return new PluginException(operation, List.of(Problems.of(Kind.CLOSED, "", CLOSED, "")), cause);
    }
}
