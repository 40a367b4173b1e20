// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.framework;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The content of a bundle that is in the runtime's storage already. The framework may take the file over instead of
 * reading it and writing it once more; whoever else reads the stream gets its bytes.
 *
 * <p>Used by one thread.
 */
public final class StoredJar extends InputStream {

    private final String name;
    private final Path file;
    private InputStream bytes;

    /** What uses the file where it is; {@code null} if it is read instead. */
    private PluginArchive user;

    private boolean taken;

    /**
     * Offer a file, which must not change any more.
     *
     * @param name the symbolic name of the bundle
     */
    public StoredJar(String name, Path file) {
        this.name = name;
        this.file = file;
    }

    /** Give the symbolic name of the bundle. */
    public String name() {
        return name;
    }

    /** Give the file. */
    Path file() {
        return file;
    }

    /** Note that an archive uses the file where it is. */
    void use(PluginArchive archive) {
        user = archive;
    }

    /** Note that the bundle is installed. */
    public void installed() {
        if (user != null) {
            user.ownJar();
            taken = true;
        }
    }

    /** Tell whether the file belongs to an installed bundle now. */
    public boolean isTaken() {
        return taken;
    }

    @Override
    public int read() throws IOException {
        return bytes().read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        return bytes().read(buffer, offset, length);
    }

    private InputStream bytes() throws IOException {
        if (bytes == null) {
            bytes = Files.newInputStream(file);
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        if (bytes != null) {
            bytes.close();
        }
    }
}
