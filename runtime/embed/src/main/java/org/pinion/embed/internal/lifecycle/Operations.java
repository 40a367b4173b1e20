// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.lifecycle;

import org.pinion.PluginException;
import org.pinion.Problem.Kind;
import org.pinion.embed.internal.diagnosis.Failure;
import org.pinion.spi.Problems;

/** Runs the operations of a host: gives failures the name of the operation, and the thread back as it was. */
public final class Operations {

    private final RuntimeState state;

    /** Create what runs nothing any more once the runtime is closed. */
    public Operations(RuntimeState state) {
        this.state = state;
    }

    /**
     * Run an operation.
     *
     * @param argument what it is about; may be {@code null}
     * @throws PluginException if it fails, or the runtime is closed before its end
     */
    public <T> T run(String name, String argument, WaitGraph.Task<T> operation) {
        String text = "plugin." + name + (argument == null ? "()" : "(\"" + argument + "\")");
        state.requireOpen(text);
        // The framework gives up when an interrupted thread has to wait for a lock, and says that it has no lock.
        boolean interrupted = Thread.interrupted();
        // Foreign code may change it; the thread is lent to it and comes back as it was.
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try {
            return operation.run();
        } catch (Failure | RuntimeException e) {
            if (state.isClosed()) {
                throw RuntimeState.exception(text, e);
            }
            if (e instanceof PluginException known) {
                throw known;
            }
            throw (e instanceof Failure failure ? failure : unexpected(e)).toException(text);
        } finally {
            Thread.currentThread().setContextClassLoader(loader);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Tell of what nobody has foreseen. */
    public static Failure unexpected(Throwable e) {
        return new Failure(
                Problems.of(
                        Kind.START,
                        "",
                        "it cannot be opened: " + Failure.describe(e),
                        "this is a fault of Pinion or of the framework, on a jar that it does not expect; build the jar with"
                                + " bnd and the Pinion linker, and report the stack trace of the cause"),
                e);
    }
}
