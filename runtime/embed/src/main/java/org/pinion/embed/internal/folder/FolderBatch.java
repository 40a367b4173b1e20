// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.folder;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.pinion.Plugin;
import org.pinion.PluginException;
import org.pinion.PluginException.Reason;
import org.pinion.embed.internal.registry.Batch;
import org.pinion.embed.internal.registry.Cure;
import org.pinion.embed.internal.registry.Observer;
import org.pinion.embed.internal.registry.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens files together: libraries are added, then plugins are opened in the order of what they need (I9). */
final class FolderBatch {

    private static final Logger LOG = LoggerFactory.getLogger("org.pinion");

    /** How often somebody who waits is told how far it is. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Registry registry;
    private final Path folder;
    private final Map<Path, FolderFile> files = new LinkedHashMap<>();
    private final Observer observer;
    private final long begin = System.nanoTime();
    private final List<String> news = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();

    private int opened;
    private int libraries;
    private long lastWord = begin;

    /**
     * Creates a batch.
     *
     * @param files in the order of their names
     */
    FolderBatch(Registry registry, Path folder, List<FolderFile> files, Observer observer) {
        this.registry = registry;
        this.folder = folder;
        files.forEach(file -> this.files.put(file.path(), file));
        this.observer = observer;
    }

    /**
     * Opens all files; what fails is logged.
     *
     * @throws PluginException if the runtime is closed
     */
    void run() {
        files.values().forEach(FolderFile::handled);
        try (Batch batch = registry.batch()) {
            batch.expect(files.keySet());
            files.values().forEach(file -> add(batch, file));
            batch.order().forEach(path -> open(batch, files.get(path)));
        }
        observer.step(done(), files.size(), failed.size(), "");
    }

    /** Tells whether a plugin was opened or a library added. */
    boolean hasNews() {
        return !news.isEmpty();
    }

    private int done() {
        return opened + libraries + failed.size();
    }

    private void add(Batch batch, FolderFile file) {
        step(file);
        try {
            if (batch.add(file.path())) {
                file.end(FolderFile.Outcome.ADDED, batch.digest(file.path()));
                libraries++;
                news.add("added library " + file.path());
            }
        } catch (PluginException e) {
            fail(file, e);
        }
    }

    private void open(Batch batch, FolderFile file) {
        step(file);
        try {
            Plugin plugin = batch.open(file.path());
            file.end(FolderFile.Outcome.OPENED, batch.digest(file.path()));
            opened++;
            news.add("opened " + plugin + " from " + file.path());
        } catch (PluginException e) {
            fail(file, e);
        }
    }

    private void fail(FolderFile file, PluginException e) {
        if (e.reason() == Reason.CLOSED) {
            throw e;
        }
        failed.add(file.name());
        boolean hopeless = Cure.of(e.problems()) == Cure.NONE;
        if (file.fail(hopeless ? FolderFile.Outcome.FAILED : FolderFile.Outcome.WAITING, e.getMessage())) {
            LOG.warn(e.getMessage());
            LOG.debug("{}", file.path(), e);
        }
    }

    private void step(FolderFile file) {
        observer.step(done(), files.size(), failed.size(), file.name());
        if (System.nanoTime() - lastWord > PATIENCE.toNanos()) {
            lastWord = System.nanoTime();
            LOG.info("opened {} of {} plugins of {}", opened, files.size() - libraries, folder);
        }
    }

    /** Logs what was opened and added. */
    void logNews() {
        news.forEach(LOG::info);
    }

    /** Logs what came of it; as a warning if not all is well. */
    void logSummary() {
        String text = String.format(
                Locale.ROOT,
                "opened %d of %d plugins of %s in %.1f s%s%s",
                opened,
                files.size() - libraries,
                folder,
                (System.nanoTime() - begin) / 1e9,
                libraries == 0 ? "" : ", added " + libraries + (libraries == 1 ? " library" : " libraries"),
                failed.isEmpty() ? "" : "; " + failed.size() + " failed: " + String.join(", ", failed));
        if (failed.isEmpty()) {
            LOG.info(text);
        } else {
            LOG.warn(text);
        }
    }
}
