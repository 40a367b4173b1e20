// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.framework;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.felix.framework.Logger;
import org.apache.felix.framework.cache.BundleArchive;
import org.apache.felix.framework.cache.BundleCache;
import org.apache.felix.framework.util.WeakZipFileFactory;
import org.osgi.framework.connect.ModuleConnector;

/**
 * Felix's storage, for a framework whose storage is empty at every start.
 *
 * <p>Felix copies each jar into a folder of its own, and writes down what the next start would have to know. Here the
 * jar of a plugin, which has been copied already, is used where it is; and as there is no next start, nothing is
 * written: what Felix would write goes to a folder that all plugins share, in which its files lead to the null device.
 * All other bundles are stored as Felix does.
 */
@SuppressWarnings("rawtypes") // Felix has no type arguments.
public final class BundleStorage extends BundleCache {

    /** What Felix writes anew for every bundle; on ext4 that costs more than all the rest of an install. */
    private static final String NEXT_ID = "bundle.id";

    /** Takes what Felix writes and nobody reads; not every system has it. */
    public static final Path NOWHERE = Path.of("/dev/null");

    private final Path nowhere;
    private final boolean hasNowhere;
    private final Logger logger;
    private final Map configuration;
    private final WeakZipFileFactory zipFiles = new WeakZipFileFactory(0);

    /** The folder that the plugins share; {@code null} before the first one. Guarded by this. */
    private File shared;

    /**
     * Create a storage.
     *
     * @param configuration framework properties, with the folder
     * @param nowhere the null device; if there is none, all is kept as by Felix
     * @throws Exception if the folder cannot be created
     */
    public BundleStorage(Logger logger, Map configuration, Path nowhere) throws Exception {
        super(logger, configuration);
        this.nowhere = nowhere;
        hasNowhere = Files.exists(nowhere) && !Files.isRegularFile(nowhere);
        this.logger = logger;
        this.configuration = configuration;
    }

    @Override
    public BundleArchive create(
            long id, int startLevel, String location, InputStream content, ModuleConnector connector) throws Exception {
        if (hasNowhere && content instanceof StoredJar jar) {
            File folder = shared();
            return new PluginArchive(
                    logger, configuration, zipFiles, folder, folder.getParentFile(), id, startLevel, location, jar);
        }
        return super.create(id, startLevel, location, content, connector);
    }

    private synchronized File shared() throws IOException {
        if (shared == null) {
            Path folder = getCacheDir().toPath().resolve("plugins");
            Path revision = Files.createDirectories(folder.resolve("version0.0"));
            Files.createSymbolicLink(folder.resolve("bundle.info"), nowhere);
            Files.createSymbolicLink(revision.resolve("revision.location"), nowhere);
            shared = folder.toFile();
        }
        return shared;
    }

    @Override
    public File getSystemBundleDataFile(String name) throws Exception {
        return hasNowhere && name.equals(NEXT_ID) ? nowhere.toFile() : super.getSystemBundleDataFile(name);
    }
}
