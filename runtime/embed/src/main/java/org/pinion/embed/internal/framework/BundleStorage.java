// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.framework;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.felix.framework.FelixInternals;
import org.apache.felix.framework.Logger;
import org.apache.felix.framework.cache.BundleArchive;
import org.apache.felix.framework.cache.BundleCache;
import org.apache.felix.framework.util.WeakZipFileFactory;

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

    /**
     * Make the archive of a bundle from a jar that can stay where it is.
     *
     * @throws Exception if the content is not that of a bundle, or cannot be stored
     */
    public BundleArchive create(long id, int startLevel, String location, Path jar) throws Exception {
        if (!hasNowhere) {
            return create(id, startLevel, location, Files.newInputStream(jar), null);
        }
        File folder = shared();
        return new PluginArchive(
                logger, configuration, zipFiles, folder, folder.getParentFile(), id, startLevel, location, jar);
    }

    /** Make an archive that was created here the owner of its jar, unless it has a copy. */
    public static void handOver(StoredJar jar, BundleArchive archive) {
        if (archive instanceof PluginArchive user) {
            user.own(jar.handOver());
        }
    }

    private synchronized File shared() throws IOException {
        if (shared == null) {
            Path folder = getCacheDir().toPath().resolve("plugins");
            Path revision = Files.createDirectories(folder.resolve(FelixInternals.FIRST_REVISION));
            Files.createSymbolicLink(folder.resolve(FelixInternals.BUNDLE_INFO), nowhere);
            Files.createSymbolicLink(revision.resolve(FelixInternals.REVISION_LOCATION), nowhere);
            shared = folder.toFile();
        }
        return shared;
    }

    @Override
    public File getSystemBundleDataFile(String name) throws Exception {
        return hasNowhere && name.equals(FelixInternals.NEXT_ID_FILE)
                ? nowhere.toFile()
                : super.getSystemBundleDataFile(name);
    }
}
