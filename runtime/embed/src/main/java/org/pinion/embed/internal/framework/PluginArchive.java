// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.framework;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.felix.framework.FelixInternals;
import org.apache.felix.framework.Logger;
import org.apache.felix.framework.cache.BundleArchive;
import org.apache.felix.framework.util.WeakZipFileFactory;
import org.slf4j.LoggerFactory;

/**
 * What Felix keeps of a plugin: a jar that stays where it is, and a folder for data as soon as the plugin asks for it.
 */
@SuppressWarnings("rawtypes") // Felix has no type arguments.
final class PluginArchive extends BundleArchive {

    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger("org.pinion");

    private final String location;
    private final File bundles;

    /** {@code null} until the bundle is installed. */
    private StoredJar jar;

    /**
     * Creates an archive.
     *
     * @param shared where Felix finds all that it would make itself
     * @param bundles where the folders of bundles are
     * @param jar where the content is
     */
    PluginArchive(
            Logger logger,
            Map configuration,
            WeakZipFileFactory zipFiles,
            File shared,
            File bundles,
            long id,
            int startLevel,
            String location,
            Path jar)
            throws Exception {
        super(logger, configuration, zipFiles, null, shared, id, startLevel, "reference:" + jar.toUri(), null);
        this.location = location;
        this.bundles = bundles;
    }

    /** Becomes the owner of the jar: it is deleted when the bundle is uninstalled. */
    synchronized void own(StoredJar owned) {
        jar = owned;
    }

    private File data() throws Exception {
        return new File(bundles, "data" + getId());
    }

    @Override
    public synchronized String getLocation() {
        return location;
    }

    @Override
    public File getDataFile(String name) throws Exception {
        File data = data();
        Files.createDirectories(data.toPath());
        File file = new File(data, name);
        if (!file.getCanonicalFile().toPath().startsWith(data.getCanonicalFile().toPath())) {
            throw new IllegalArgumentException("The data file must be inside the data dir.");
        }
        return file;
    }

    /** Refuse new content: an opened plugin is pinned, and one that is about to be opened has been read already. */
    @Override
    public synchronized void revise(String from, InputStream content) throws IOException {
        throw new IOException("a plugin cannot be updated");
    }

    @Override
    public synchronized void closeAndDelete() {
        close();
        try {
            if (jar != null) {
                jar.close();
            }
            Path file = Path.of(URI.create(getCurrentRevision().getLocation()));
            Path extracted = getCurrentRevision().getRevisionRootDir().toPath();
            for (String kind : FelixInternals.EXTRACTED) {
                Storage.delete(extracted.resolve(file.getFileName() + kind));
            }
            Storage.delete(data().toPath());
        } catch (Exception e) {
            LOG.debug("cannot remove what was kept of {}; it goes with the storage", location, e);
        }
    }
}
