// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.pinion.PluginException;
import org.pinion.embed.internal.diagnosis.Failure;

/**
 * Files that are opened together, in the order of what they need of each other (I9).
 *
 * <p>Each is installed before the first is opened, so that it finds what the others offer, and the framework itself says
 * who needs whom. What is installed but not opened in the end is taken out again.
 *
 * <p>An arrival belongs to one thread.
 */
public final class Arrival implements AutoCloseable {

    private final Registry registry;
    private final Opener opener;
    private final Installer installer;

    /** The plugins in the order in which they were added; without a bundle if it could not be installed. */
    private final Map<Path, Bundle> plugins = new LinkedHashMap<>();

    Arrival(Registry registry, Opener opener, Installer installer) {
        this.registry = registry;
        this.opener = opener;
        this.installer = installer;
    }

    /**
     * Add a file: install it, and be done with it if it is a library.
     *
     * @return whether it is a library; all else is to be opened, also what cannot be: the open says why
     * @throws PluginException if it is a library that cannot be added, or the runtime is closed
     */
    public boolean add(Path path) {
        if (registry.run("Open", path.toString(), () -> install(path))) {
            registry.run("AddLibrary", path.toString(), () -> opener.addArrived(path));
            return true;
        }
        return false;
    }

    /** Installs a plugin; tells whether it is a library instead. */
    private boolean install(Path path) {
        Path copy = opener.newCopy("arrival");
        Bundle bundle = null;
        try {
            Path real = PluginFile.realPath(path);
            String digest = PluginFile.copy(Files.newInputStream(real), copy);
            PluginFile file = PluginFile.read(copy);
            if (file.isLibrary()) {
                return true;
            }
            bundle = installer.installEarly(file, copy, Opener.location(real), digest);
        } catch (IOException | Failure e) {
            // The open will tell it.
        } finally {
            Opener.delete(copy);
        }
        plugins.put(path, bundle);
        return false;
    }

    /**
     * List what is to be opened: each plugin after those that it is wired to, directly or through libraries; among those
     * that are ready, and in circles, as they were added; at the end those that could not be installed.
     */
    public List<Path> order() {
        Map<Bundle, Path> waiting = new LinkedHashMap<>();
        List<Path> last = new ArrayList<>();
        plugins.forEach((path, bundle) -> {
            if (bundle == null) {
                last.add(path);
            } else {
                installer.resolveEarly(bundle);
                waiting.put(bundle, path);
            }
        });
        Map<Bundle, Set<Bundle>> needed = new HashMap<>();
        waiting.keySet().forEach(bundle -> needed.put(bundle, Providers.reached(bundle)));
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
    }
}
