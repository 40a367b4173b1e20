// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.folder;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pinion.PluginException;
import org.pinion.Problem;
import org.pinion.Problem.Kind;
import org.pinion.embed.internal.registry.Observer;
import org.pinion.embed.internal.registry.Registry;
import org.pinion.spi.Problems;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder whose plugins are opened: those that are there, and each that comes.
 *
 * <p>A file that comes is opened when it has not changed for a moment, and is a complete archive; what is still none
 * after some more time is opened nevertheless, which tells what is wrong with it. Used by one thread at a time: first
 * by that which starts the runtime, then by one of its own.
 */
public final class PluginsFolder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("org.pinion");

    /** How often the folder is looked at without a reason. */
    private static final Duration PERIOD = Duration.ofSeconds(2);

    /** How long a file must not have changed. */
    private static final Duration SETTLE = Duration.ofMillis(500);

    /** How long a file may be incomplete, or others may hold up what is complete. */
    private static final Duration PATIENCE = SETTLE.multipliedBy(10);

    private final Registry registry;
    private final Path folder;
    private final FolderWatch watch;
    private final Map<String, FolderFile> files = new TreeMap<>();

    /** When any file changed last. */
    private long lastChange = System.nanoTime();

    /** How many bundles had been installed when those that wait for others were tried last. */
    private long installations;

    /** Whether something has come then: those that waited may have missed just that. */
    private boolean again;

    private boolean readable = true;

    /**
     * Create a folder of which nothing is opened yet.
     *
     * @param folder must exist
     */
    public PluginsFolder(Registry registry, Path folder) {
        this.registry = registry;
        this.folder = folder.toAbsolutePath();
        this.watch = new FolderWatch(this.folder);
    }

    /**
     * Make sure that there is a folder.
     *
     * @param operation what fails otherwise
     * @throws PluginException if it does not exist, is no folder, or cannot be read
     */
    public static void require(Path folder, String operation) {
        String what = "plugins folder " + folder.toAbsolutePath();
        Problem problem = null;
        if (!Files.exists(folder)) {
            problem = Problems.of(
                    Kind.FILE, folder.toString(), what + " does not exist", "create it, or give another folder");
        } else if (!Files.isDirectory(folder)) {
            problem = Problems.of(
                    Kind.FILE, folder.toString(), what + " is not a folder", "give the folder with the jars");
        } else if (!Files.isReadable(folder)) {
            problem = Problems.of(
                    Kind.FILE,
                    folder.toString(),
                    what + " cannot be read: permission denied",
                    "let " + System.getProperty("user.name") + " read it, or give another folder");
        }
        if (problem != null) {
            throw new PluginException(operation, List.of(problem), null);
        }
    }

    /** Open what is there, in this thread, and begin to wait for more in another one. */
    public void start(Observer observer) {
        try {
            look();
        } catch (IOException e) {
            // It has gone since it was required; it may come back.
            LOG.warn("plugins folder {} cannot be read: {}", folder, e.toString());
            readable = false;
        }
        FolderBatch batch = new FolderBatch(registry, folder, List.copyOf(files.values()), observer);
        open(batch);
        batch.logSummary();
        Thread thread = new Thread(null, this::follow, "pinion-plugins-folder", 0, false);
        thread.setDaemon(true);
        thread.start();
    }

    private void follow() {
        try {
            boolean busy = false;
            while (watch.await(busy ? SETTLE.dividedBy(2) : PERIOD)) {
                busy = scan();
            }
        } catch (PluginException e) {
            // Nothing but the end of the runtime gets here.
            LOG.debug("{} is not watched any more", folder, e);
        } catch (RuntimeException e) {
            LOG.error("plugins folder {} is not watched any more", folder, e);
        } finally {
            watch.close();
        }
    }

    private void open(FolderBatch batch) {
        batch.run();
        installations = registry.installations();
        again = batch.hasNews();
    }

    /** Looks at the folder and does what is due; tells whether more will be due soon. */
    private boolean scan() {
        try {
            look();
            readable = true;
        } catch (IOException e) {
            if (readable) {
                LOG.warn(
                        "plugins folder {} cannot be read any more; what was opened stays open: {}",
                        folder,
                        e.toString());
            }
            readable = false;
            return false;
        }
        long now = System.nanoTime();
        files.values().stream().filter(file -> isOver(file, now)).forEach(this::tellChange);
        files.values().removeIf(file -> !file.exists() && !isOpen(file));
        List<FolderFile> due =
                files.values().stream().filter(file -> isDue(file, now)).toList();
        if (!due.isEmpty() || isAnyWaiting() && (again || registry.installations() != installations)) {
            List<FolderFile> all = files.values().stream()
                    .filter(file ->
                            due.contains(file) || file.outcome() == FolderFile.Outcome.WAITING && !file.isChanged())
                    .toList();
            FolderBatch batch = new FolderBatch(registry, folder, all, (done, total, failed, current) -> {});
            open(batch);
            batch.logNews();
        }
        return files.values().stream().anyMatch(FolderFile::isChanged);
    }

    private boolean isAnyWaiting() {
        return files.values().stream().anyMatch(file -> file.outcome() == FolderFile.Outcome.WAITING);
    }

    private static boolean isOpen(FolderFile file) {
        return file.outcome() == FolderFile.Outcome.OPENED || file.outcome() == FolderFile.Outcome.ADDED;
    }

    /** Tells whether an opened file has become another one and stays so. */
    private static boolean isOver(FolderFile file, long now) {
        return isOpen(file) && file.isChanged() && file.age(now) >= SETTLE.toNanos();
    }

    private void tellChange(FolderFile file) {
        file.handled();
        if (!file.isAsOpened()) {
            LOG.warn(
                    "{} was {}; that has no effect until the runtime is restarted, a {} is never unloaded",
                    file.name(),
                    file.exists() ? "replaced" : "removed",
                    file.outcome() == FolderFile.Outcome.OPENED ? "plugin" : "library");
        }
    }

    /** Tells whether a file is to be opened now. Those that come at once are opened together, if they come fast. */
    private boolean isDue(FolderFile file, long now) {
        if (isOpen(file) || !file.isChanged() || file.age(now) < SETTLE.toNanos()) {
            return false;
        }
        boolean late = file.age(now) >= PATIENCE.toNanos();
        return late || now - lastChange >= SETTLE.toNanos() && file.isComplete();
    }

    private void look() throws IOException {
        long now = System.nanoTime();
        // A name that is a folder's now may have been a file's.
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, PluginsFolder::isJar)) {
            jars.forEach(jar -> files.computeIfAbsent(jar.getFileName().toString(), name -> new FolderFile(jar)));
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        List<FolderFile> changed = new ArrayList<>(files.values());
        changed.removeIf(file -> !file.look(now));
        if (!changed.isEmpty()) {
            lastChange = now;
        }
    }

    private static boolean isJar(Path path) {
        String name = path.getFileName().toString();
        return name.endsWith(".jar") && !name.startsWith(".") && !Files.isDirectory(path);
    }

    /** Open nothing more. Does not wait for what is being opened. */
    @Override
    public void close() {
        watch.close();
    }
}
