// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.registry;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.pinion.Plugin;
import org.pinion.PluginException;
import org.pinion.PluginException.Reason;
import org.pinion.embed.internal.bundle.Wires;
import org.pinion.embed.internal.diagnosis.Failure;
import org.pinion.embed.internal.jar.SourceFile;
import org.pinion.embed.internal.jar.StagedFile;
import org.pinion.embed.internal.jar.Staging;
import org.pinion.embed.internal.lifecycle.Operations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that are opened together, in the order of what they need of each other (I9).
 *
 * <p>Each is installed before the first is opened, so that it finds what the others offer, and the framework itself
 * says who needs whom. What is installed but not opened in the end is taken out again. What is opened are the bytes
 * that were copied, whatever has become of the file since.
 *
 * <p>A batch belongs to one thread.
 */
public final class Batch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("org.pinion");

    private final Operations operations;
    private final Staging staging;
    private final Opener opener;
    private final Installer installer;
    private final Libraries libraries;
    private final boolean takesLibraries;
    private final ReadAhead ahead;

    /** The files that were copied and read, and are not opened yet. */
    private final Map<Path, StagedFile> stagedFiles = new HashMap<>();

    /** The digests of all files that were copied. */
    private final Map<Path, String> digests = new HashMap<>();

    /** The plugins in the order in which they were added; without a bundle if it could not be installed. */
    private final Map<Path, Bundle> plugins = new LinkedHashMap<>();

    /**
     * Creates a batch.
     *
     * @param takesLibraries whether libraries are taken, too
     */
    Batch(
            Operations operations,
            Staging staging,
            Opener opener,
            Installer installer,
            Libraries libraries,
            boolean takesLibraries) {
        this.operations = operations;
        this.staging = staging;
        this.opener = opener;
        this.installer = installer;
        this.libraries = libraries;
        this.takesLibraries = takesLibraries;
        ahead = new ReadAhead(staging, takesLibraries);
    }

    /** Announce files that will be added, in this order: some of them are copied and read ahead, by other threads. */
    public void expect(Collection<Path> paths) {
        ahead.expect(paths);
    }

    /**
     * Add a file: install it, and be done with it if it is a library.
     *
     * @return whether it is a library; all else is to be opened, also what cannot be: the open says why
     * @throws PluginException if it is a library that cannot be added, or the runtime is closed
     */
    public boolean add(Path path) {
        if (operations.run("Open", path.toString(), () -> install(path))) {
            operations.run("AddLibrary", path.toString(), () -> addLibrary(path));
            return true;
        }
        return false;
    }

    /** Adds a file that is to be opened whatever it is: the open says why if it is no plugin. */
    void addPlugin(Path path) {
        if (operations.run("Open", path.toString(), () -> install(path))) {
            plugins.put(path, null);
        }
    }

    private Bundle addLibrary(Path path) throws Failure {
        try (StagedFile staged = stagedFiles.remove(path)) {
            return libraries.addFromBatch(path, staged);
        }
    }

    /** Installs a plugin; tells whether it is a library instead. */
    private boolean install(Path path) {
        Bundle bundle = null;
        StagedFile staged = ahead.take(path);
        if (staged != null) {
            stagedFiles.put(path, staged);
            digests.put(path, staged.digest());
            try {
                if (takesLibraries && staged.isNoBundle() || staged.file().isLibrary()) {
                    return true;
                }
                bundle = installer.installEarly(staged);
            } catch (Failure | RuntimeException | Error e) {
                LOG.debug("cannot install {} before it is opened", path, e);
            }
        }
        plugins.put(path, bundle);
        return false;
    }

    /** Give the digest of a file that was added, or {@code null} if it could not be copied. */
    public String digest(Path path) {
        return digests.get(path);
    }

    /** Compute the digest of a file as it is now, or give {@code null} if it cannot be read. */
    public static String digestOf(Path path) {
        try {
            return SourceFile.digest(path);
        } catch (IOException e) {
            return null;
        }
    }

    /**
     * Open a plugin that was added.
     *
     * @throws PluginException as {@link Registry#open(Path)} does
     */
    public Plugin open(Path path) {
        StagedFile staged = stagedFiles.remove(path);
        return operations.run("Open", path.toString(), () -> {
            try (StagedFile read = staged == null ? staging.of(path) : staged) {
                return opener.open(read);
            }
        });
    }

    /**
     * List what is to be opened: each plugin after those that it is wired to, directly or through libraries; among
     * those that are ready, and in circles, as they were added; at the end those that could not be installed.
     */
    public List<Path> order() {
        Map<Bundle, Path> waiting = new LinkedHashMap<>();
        List<Path> last = new ArrayList<>();
        plugins.forEach((path, bundle) -> {
            if (bundle == null) {
                last.add(path);
            } else {
                waiting.put(bundle, path);
            }
        });
        startLibraries();
        installer.resolveTogether(List.copyOf(waiting.keySet()));
        Map<Bundle, Set<Bundle>> needed = new HashMap<>();
        waiting.keySet().forEach(bundle -> needed.put(bundle, Wires.reached(bundle)));
        List<Path> order = new ArrayList<>();
        while (!waiting.isEmpty()) {
            Bundle next = waiting.keySet().stream()
                    .filter(bundle -> isReady(bundle, waiting.keySet(), needed))
                    .findFirst()
                    .orElseThrow();
            order.add(waiting.remove(next));
        }
        order.addAll(last);
        return order;
    }

    /** What fails here fails the opens, too, which tell it. */
    private void startLibraries() {
        try {
            operations.run("StartLibraries", null, () -> {
                libraries.start();
                return null;
            });
        } catch (PluginException e) {
            if (e.reason() == Reason.CLOSED) {
                throw e;
            }
            LOG.debug("not all libraries are started", e);
        }
    }

    /** Tells whether a bundle needs none of those that wait, but for those that need it as well. */
    private static boolean isReady(Bundle bundle, Set<Bundle> waiting, Map<Bundle, Set<Bundle>> needed) {
        return needed.get(bundle).stream()
                .noneMatch(
                        other -> waiting.contains(other) && !needed.get(other).contains(bundle));
    }

    /** Take out what was not opened. */
    @Override
    public void close() {
        plugins.values().stream().filter(bundle -> bundle != null).forEach(installer::discardEarly);
        ahead.close();
        stagedFiles.values().forEach(StagedFile::close);
    }
}
