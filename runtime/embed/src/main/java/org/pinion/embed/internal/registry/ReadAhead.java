// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.registry;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicBoolean;
import org.pinion.embed.internal.diagnosis.Failure;
import org.pinion.embed.internal.jar.StagedFile;
import org.pinion.embed.internal.jar.Staging;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies and reads the files of a batch, some of them before it is their turn, in threads of the common pool.
 *
 * <p>Used by one thread.
 */
final class ReadAhead implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("org.pinion");

    /** How many files are read before it is their turn. */
    private static final int AHEAD = 64;

    private final Staging staging;
    private final boolean takesLibraries;
    private final Queue<Path> expected = new ArrayDeque<>();

    /** The files that are being copied and read. */
    private final Map<Path, Reading> readings = new HashMap<>();

    /**
     * Creates what expects no files yet.
     *
     * @param takesLibraries whether a bundle is made of a jar that is none
     */
    ReadAhead(Staging staging, boolean takesLibraries) {
        this.staging = staging;
        this.takesLibraries = takesLibraries;
    }

    /** Announces files that will be taken, in this order. */
    void expect(Collection<Path> paths) {
        expected.addAll(paths);
        begin();
    }

    /** Gives a file, which the caller closes; {@code null} if it cannot be read, which its open will tell. */
    StagedFile take(Path path) {
        Reading reading = readings.remove(path);
        begin();
        return reading == null ? read(path) : reading.get();
    }

    private void begin() {
        while (readings.size() < AHEAD && !expected.isEmpty()) {
            Path path = expected.remove();
            Reading reading = new Reading(path);
            readings.put(path, reading);
            // A pool without threads keeps its tasks for ever, but need not keep the runtime with them.
            WeakReference<Reading> task = new WeakReference<>(reading);
            ForkJoinPool.commonPool().execute(() -> run(task.get()));
        }
    }

    private static void run(Reading reading) {
        if (reading != null) {
            reading.run();
        }
    }

    /** A file that is read by a thread of the pool, or by who needs it first: the pool may have no thread at all. */
    private final class Reading {
        private final Path path;
        private final AtomicBoolean begun = new AtomicBoolean();
        private final CompletableFuture<StagedFile> staged = new CompletableFuture<>();

        Reading(Path path) {
            this.path = path;
        }

        void run() {
            if (begun.compareAndSet(false, true)) {
                staged.completeAsync(() -> read(path), Runnable::run);
            }
        }

        /** Gives what was read, now if need be. */
        StagedFile get() {
            run();
            return staged.join();
        }
    }

    private StagedFile read(Path path) {
        StagedFile staged = null;
        try {
            staged = staging.of(path);
            if (takesLibraries) {
                staged.library();
            } else {
                staged.file();
            }
        } catch (Failure | RuntimeException | Error e) {
            LOG.debug("cannot read {}", path, e);
        }
        return staged;
    }

    /** Close what nobody has taken. */
    @Override
    public void close() {
        readings.values().stream().map(Reading::get).filter(Objects::nonNull).forEach(StagedFile::close);
    }
}
