// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.registry;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pinion.Problem.Kind;
import org.pinion.embed.internal.diagnosis.Bundles;
import org.pinion.embed.internal.diagnosis.Failure;

/**
 * A file that is to be installed: a private copy of its bytes as they were, and their digest.
 *
 * <p>A request belongs to one thread at a time.
 */
final class Request implements AutoCloseable {

    private final String location;
    private final String digest;

    /** The bytes; of a jar that was no bundle, the bundle that was made of it. */
    private Path copy;

    /** {@code null} until it was read. */
    private PluginFile file;

    /** What was said of a jar that is no bundle; {@code null} for others. */
    private Failure notABundle;

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
        if (notABundle != null) {
            throw notABundle;
        }
        if (file == null) {
            read();
        }
        return file;
    }

    private void read() throws Failure {
        try {
            PluginFile read = PluginFile.read(copy);
            if (!read.plain()) {
                PlainCopy.write(copy);
            }
            file = read;
        } catch (Failure e) {
            notABundle = e.problems().get(0).kind() == Kind.NOT_A_BUNDLE ? e : null;
            throw e;
        } catch (IOException e) {
            throw SourceFile.notStored(e);
        }
    }

    /** Tells whether it was read, and is a jar but no bundle. */
    boolean isNoBundle() {
        return notABundle != null;
    }

    /** Gives what the file says of itself if it is to be a library: a bundle is made of a jar that is none. */
    PluginFile library() throws Failure {
        try {
            return file();
        } catch (Failure e) {
            if (!isNoBundle()) {
                throw e;
            }
            wrap(e);
            return file();
        }
    }

    private void wrap(Failure failure) throws Failure {
        Path bundle = copy.resolveSibling("wrapped-" + copy.getFileName());
        boolean done = false;
        try {
            PlainJars.wrap(failure.problems().get(0), copy, fileName(), bundle);
            done = true;
        } finally {
            delete(done ? copy : bundle);
        }
        copy = bundle;
        notABundle = null;
    }

    private String fileName() {
        String place = Bundles.place(location);
        return place.substring(Math.max(place.lastIndexOf('/'), place.lastIndexOf(File.separatorChar)) + 1);
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
        delete(copy);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // It goes with the storage when the runtime closes.
        }
    }
}
