// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pinion.embed.internal.diagnosis.Failure;

/**
 * A file that is to be installed: a private copy of its bytes as they were, and their digest.
 *
 * <p>A request belongs to one thread at a time.
 */
final class Request implements AutoCloseable {

    private final String location;
    private final Path copy;
    private final String digest;

    /** {@code null} until it was read. */
    private PluginFile file;

    /** Whether the copy belongs to an installed bundle. */
    private boolean installed;

    Request(String location, Path copy, String digest) {
        this.location = location;
        this.copy = copy;
        this.digest = digest;
    }

    String location() {
        return location;
    }

    Path copy() {
        return copy;
    }

    String digest() {
        return digest;
    }

    /** Gives what the file says of itself; reads it the first time. */
    PluginFile file() throws Failure {
        if (file == null) {
            PluginFile read = PluginFile.read(copy);
            if (!read.plain()) {
                writePlain();
            }
            file = read;
        }
        return file;
    }

    private void writePlain() throws Failure {
        try {
            PlainCopy.write(copy);
        } catch (IOException e) {
            throw SourceFile.notStored(e);
        }
    }

    /** Gives the copy away: a bundle lives on it. */
    void keepCopy() {
        installed = true;
    }

    /** Deletes the copy, unless a bundle lives on it. */
    @Override
    public void close() {
        if (installed) {
            return;
        }
        try {
            Files.deleteIfExists(copy);
        } catch (IOException e) {
            // It goes with the storage when the runtime closes.
        }
    }
}
