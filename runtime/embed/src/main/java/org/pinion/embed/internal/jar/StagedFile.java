// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.jar;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.pinion.Problem.Kind;
import org.pinion.embed.internal.bundle.BundleNames;
import org.pinion.embed.internal.diagnosis.Failure;
import org.pinion.embed.internal.framework.StoredJar;

/**
 * A file that is to be installed: a private copy of its bytes as they were, and their digest.
 *
 * <p>A staged file belongs to one thread at a time.
 */
public final class StagedFile implements AutoCloseable {

    private final String location;
    private final String digest;

    /** The bytes; of a jar that was no bundle, the bundle that was made of it. */
    private StoredJar copy;

    /** {@code null} until it was read. */
    private PluginFile file;

    /** What was said of a jar that is no bundle; {@code null} for others. */
    private Failure notABundle;

    /**
     * Creates a staged file.
     *
     * @param copy the bytes, which it owns
     */
    StagedFile(String location, StoredJar copy, String digest) {
        this.location = location;
        this.copy = copy;
        this.digest = digest;
    }

    /** Give the location of the bundle that is to be made of it. */
    public String location() {
        return location;
    }

    /** Give the file with the bytes. */
    public Path copy() {
        return copy.file();
    }

    /** Give the bytes, for a bundle to own that is made of them. */
    public StoredJar jar() {
        return copy;
    }

    /** Give the digest of the bytes as they were, also when a bundle has been made of them. */
    public String digest() {
        return digest;
    }

    /** Give what the file says of itself; read it the first time. */
    public PluginFile file() throws Failure {
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
            PluginFile read = PluginFileReader.read(copy());
            if (!read.plain()) {
                PlainCopy.write(copy());
            }
            file = read;
        } catch (Failure e) {
            notABundle = e.problems().get(0).kind() == Kind.NOT_A_BUNDLE ? e : null;
            throw e;
        } catch (IOException e) {
            throw SourceFile.notStored(e);
        }
    }

    /** Tell whether it was read, and is a jar but no bundle. */
    public boolean isNoBundle() {
        return notABundle != null;
    }

    /** Give what the file says of itself if it is to be a library: a bundle is made of a jar that is none. */
    public PluginFile library() throws Failure {
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
        StoredJar plain = copy;
        StoredJar bundle = new StoredJar(copy().resolveSibling("wrapped-" + copy().getFileName()));
        try {
            PlainJars.wrap(failure.problems().get(0), copy(), fileName(), bundle.file());
            copy = bundle;
            notABundle = null;
        } finally {
            (copy == bundle ? plain : bundle).close();
        }
    }

    private String fileName() {
        String place = BundleNames.place(location);
        return place.substring(Math.max(place.lastIndexOf('/'), place.lastIndexOf(File.separatorChar)) + 1);
    }

    /** Delete the copy, unless a bundle lives on it. */
    @Override
    public void close() {
        copy.close();
    }
}
