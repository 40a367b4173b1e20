// SPDX-License-Identifier: Apache-2.0
package org.pinion.shell;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pinion.Plugin;
import org.pinion.PluginException;
import org.pinion.Problem;
import org.pinion.SymbolRegistry;
import org.pinion.spi.Problems;

/** Finds plugins by what users call them: the name, {@code name/version}, or the number of the bundle. */
final class OpenPlugins {

    private final SymbolRegistry registry;

    OpenPlugins(SymbolRegistry registry) {
        this.registry = registry;
    }

    /**
     * Find a plugin.
     *
     * @return for a bare name the plugin with the highest version
     * @throws PluginException if it is not open; the message names those that are
     */
    Plugin find(String word) {
        Optional<Plugin> named = registry.plugin(word);
        if (named.isPresent()) {
            return named.get();
        }
        List<Plugin> open = registry.plugins();
        for (Plugin plugin : open) {
            if (word.equals(versioned(plugin))
                    || word.equals(Long.toString(plugin.bundle().getBundleId()))) {
                return plugin;
            }
        }
        String problem = "no plugin " + word + " is open"
                + (open.isEmpty()
                        ? ""
                        : ", open are "
                                + open.stream().map(this::shortest).sorted().collect(Collectors.joining(", ")));
        throw new PluginException("plugin", List.of(Problems.of(Problem.Kind.NOT_OPEN, word, problem, "")), null);
    }

    /** Give the shortest word that finds a plugin and no other version of it. */
    String shortest(Plugin plugin) {
        long versions = registry.plugins().stream()
                .filter(other -> other.name().equals(plugin.name()))
                .count();
        return versions > 1 ? versioned(plugin) : plugin.name();
    }

    private static String versioned(Plugin plugin) {
        return plugin.name() + "/" + plugin.version();
    }
}
