// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.jar;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.pinion.embed.internal.diagnosis.Failure;
import org.pinion.embed.internal.framework.StoredJar;

/** Copies files into the runtime's storage, so that nothing changes between two looks at them. Any thread may do so. */
public final class Staging {

    private final Path folder;
    private final AtomicLong count = new AtomicLong();

    /**
     * Create a place for copies.
     *
     * @param folder where they are; must exist
     */
    public Staging(Path folder) {
        this.folder = folder;
    }

    /**
     * Copy a file.
     *
     * @throws Failure if it cannot be read, or the storage cannot be written
     */
    public StagedFile of(Path path) throws Failure {
        Path real = SourceFile.realPath(path);
        try {
            return of(SourceFile.location(real), Files.newInputStream(real));
        } catch (IOException e) {
            throw SourceFile.unreadable(e);
        }
    }

    /** Copy bytes, which come from a location. */
    public StagedFile of(String location, InputStream source) throws Failure {
        StoredJar copy = new StoredJar(folder.resolve("copy-" + count.incrementAndGet() + ".jar"));
        String digest = null;
        try {
            digest = SourceFile.copy(source, copy.file());
            return new StagedFile(location, copy, digest);
        } finally {
            if (digest == null) {
                copy.close();
            }
        }
    }
}
