// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.plugins;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.pinion.Plugin;
import org.pinion.PluginException;
import org.pinion.Problem.Kind;
import org.pinion.Symbol;
import org.pinion.embed.internal.diagnosis.Failure;
import org.pinion.embed.internal.lifecycle.RuntimeState;
import org.pinion.spi.Problems;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The plugins that are open, for everybody to find. */
public final class OpenPlugins {

    private static final Logger LOG = LoggerFactory.getLogger("org.pinion");

    private final RuntimeState state;

    /** In the order of opening. */
    private final Queue<OpenedPlugin> plugins = new ConcurrentLinkedQueue<>();

    /** The plugin of each name with the highest version. */
    private final Map<String, OpenedPlugin> byName = new ConcurrentHashMap<>();

    private final AtomicLong published = new AtomicLong();

    /** Create an empty set. */
    public OpenPlugins(RuntimeState state) {
        this.state = state;
    }

    /**
     * Make a plugin public, as an object here and as a service.
     *
     * @throws Failure if the runtime is closed
     */
    public void publish(OpenedPlugin plugin) throws Failure {
        plugins.add(plugin);
        addName(plugin);
        if (state.isClosed()) {
            clear();
            state.requireOpen();
        }
        try {
            register(plugin);
        } catch (RuntimeException | Error e) {
            plugins.remove(plugin);
            byName.remove(plugin.name(), plugin);
            plugins.stream().filter(other -> other.name().equals(plugin.name())).forEach(this::addName);
            throw e;
        }
        published.incrementAndGet();
        LOG.debug("opened {}", plugin);
    }

    private void addName(OpenedPlugin plugin) {
        byName.merge(plugin.name(), plugin, (old, added) -> old.version().compareTo(added.version()) > 0 ? old : added);
    }

    private static void register(OpenedPlugin plugin) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(Plugin.NAME, plugin.name());
        properties.put(Plugin.VERSION, plugin.version());
        properties.put(Plugin.MAIN, plugin.mainPackage());
        properties.put(
                Plugin.SYMBOLS, plugin.symbols().stream().map(Symbol::name).toArray(String[]::new));
        plugin.bundle().getBundleContext().registerService(Plugin.class, plugin, properties);
    }

    /** Forget all; the runtime is closed. */
    public void clear() {
        plugins.clear();
        byName.clear();
    }

    /** Count those that were ever published. */
    public long published() {
        return published.get();
    }

    /** List the plugins in the order of opening. */
    public List<Plugin> all() {
        return List.copyOf(plugins);
    }

    /** Find the plugin of a name with the highest version. */
    public Optional<Plugin> find(String name) {
        return Optional.ofNullable(byName.get(Objects.requireNonNull(name, "name")));
    }

    /**
     * Look a symbol up.
     *
     * @throws PluginException if there is no such plugin or symbol, or the runtime is closed
     */
    public Symbol lookup(String plugin, String symbol) {
        OpenedPlugin found = byName.get(Objects.requireNonNull(plugin, "plugin"));
        if (found != null) {
            return found.lookup(symbol);
        }
        state.requireOpen("plugin");
        List<String> names = new ArrayList<>(byName.keySet());
        names.sort(Comparator.naturalOrder());
        throw new PluginException(
                "plugin",
                List.of(Problems.of(
                        Kind.NOT_OPEN,
                        plugin,
                        "no plugin " + plugin + " is open"
                                + (names.isEmpty() ? "" : ", open are " + String.join(", ", names)),
                        "")),
                null);
    }
}
