// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.framework;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file in the runtime's storage, and the duty to delete it. The duty can be handed over once, to the bundle that
 * lives on the file.
 *
 * <p>Used by one thread at a time.
 */
public final class StoredJar implements AutoCloseable {

    private final Path file;
    private boolean handedOver;

    /**
     * Become the owner of a file, which need not exist yet.
     *
     * @param file must not change any more as soon as a bundle is made of it
     */
    public StoredJar(Path file) {
        this.file = file;
    }

    /** Give the file. */
    public Path file() {
        return file;
    }

    /** Gives the next owner; this one deletes nothing any more. */
    StoredJar handOver() {
        if (handedOver) {
            throw new IllegalStateException(file + " belongs to a bundle");
        }
        handedOver = true;
        return new StoredJar(file);
    }

    /** Tells whether the file belongs to somebody else now. */
    boolean isHandedOver() {
        return handedOver;
    }

    /** Delete the file, unless it was handed over. */
    @Override
    public void close() {
        if (handedOver) {
            return;
        }
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // It goes with the storage when the runtime closes.
        }
    }
}
