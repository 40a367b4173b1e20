// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.framework;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Map;
import org.apache.felix.framework.Logger;
import org.apache.felix.framework.cache.BundleArchive;
import org.apache.felix.framework.util.WeakZipFileFactory;

/** What Felix keeps of a plugin: a jar that stays where it is, and a folder for data as soon as the plugin asks for it. */
@SuppressWarnings("rawtypes") // Felix has no type arguments.
final class PluginArchive extends BundleArchive {

    private final String location;
    private final StoredJar jar;
    private final File data;

    /**
     * Create an archive.
     *
     * @param shared where Felix finds all that it would make itself
     * @param data a folder that does not exist yet
     * @param jar belongs to the archive when the bundle is installed
     */
    PluginArchive(
            Logger logger,
            Map configuration,
            WeakZipFileFactory zipFiles,
            File shared,
            File data,
            long id,
            int startLevel,
            String location,
            StoredJar jar)
            throws Exception {
        super(
                logger,
                configuration,
                zipFiles,
                null,
                shared,
                id,
                startLevel,
                "reference:" + jar.file().toUri(),
                null);
        this.location = location;
        this.jar = jar;
        jar.use();
        this.data = data;
    }

    @Override
    public synchronized String getLocation() {
        return location;
    }

    @Override
    public File getDataFile(String name) throws IOException {
        Files.createDirectories(data.toPath());
        File file = new File(data, name);
        if (!file.getCanonicalFile().toPath().startsWith(data.getCanonicalFile().toPath())) {
            throw new IllegalArgumentException("The data file must be inside the data dir.");
        }
        return file;
    }

    /** Refuses new content: an opened plugin is pinned, and one that is about to be opened has been read already. */
    @Override
    public synchronized void revise(String from, InputStream content) throws IOException {
        throw new IOException("a plugin cannot be updated");
    }

    @Override
    public synchronized void closeAndDelete() {
        close();
        try {
            if (jar.isTaken()) {
                Files.deleteIfExists(jar.file());
            }
            Storage.delete(data.toPath());
        } catch (IOException e) {
            // It goes with the storage when the runtime closes.
        }
    }
}
