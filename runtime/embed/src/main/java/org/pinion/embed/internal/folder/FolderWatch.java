// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.folder;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for changes of a folder. Where the file system tells of none, it waits for nothing but time. */
final class FolderWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("org.pinion");

    private final Path folder;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** {@code null} if there is none: the number of them is limited, and some file systems have none. */
    private final WatchService service;

    private WatchKey key;

    FolderWatch(Path folder) {
        this.folder = folder;
        WatchService watch = null;
        try {
            watch = folder.getFileSystem().newWatchService();
        } catch (IOException | UnsupportedOperationException e) {
            LOG.debug("changes of {} are looked for, as nobody tells of them", folder, e);
        }
        service = watch;
        register();
    }

    /** The folder may have gone and come back. */
    private void register() {
        if (service == null || key != null && key.isValid()) {
            return;
        }
        try {
            key = folder.register(
                    service,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE);
        } catch (IOException | ClosedWatchServiceException e) {
            LOG.debug("cannot watch {}", folder, e);
        }
    }

    /**
     * Waits for a change, but not longer than some time. An interrupt, which an init may have left behind, ends nothing
     * but this waiting.
     *
     * @return {@code false} if this is closed
     */
    boolean await(Duration patience) {
        register();
        try {
            if (service == null) {
                return !closed.await(patience.toMillis(), TimeUnit.MILLISECONDS);
            }
            WatchKey changed = service.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (changed != null) {
                // What it was is seen in the folder.
                changed.pollEvents();
                changed.reset();
            }
        } catch (InterruptedException e) {
            LOG.debug("interrupted while waiting for changes of {}", folder, e);
        } catch (ClosedWatchServiceException e) {
            return false;
        }
        return closed.getCount() > 0;
    }

    /** End all waiting. */
    @Override
    public void close() {
        closed.countDown();
        if (service != null) {
            try {
                service.close();
            } catch (IOException e) {
                LOG.debug("cannot stop watching {}", folder, e);
            }
        }
    }
}
