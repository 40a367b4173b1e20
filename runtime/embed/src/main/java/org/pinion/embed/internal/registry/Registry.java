// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.SynchronousBundleListener;
import org.pinion.FailedOpen;
import org.pinion.Library;
import org.pinion.Opened;
import org.pinion.Plugin;
import org.pinion.PluginException;
import org.pinion.PluginException.Reason;
import org.pinion.Problem;
import org.pinion.Problem.Kind;
import org.pinion.Symbol;
import org.pinion.SymbolRegistry;
import org.pinion.embed.internal.diagnosis.Bundles;
import org.pinion.embed.internal.diagnosis.Failure;
import org.pinion.embed.internal.diagnosis.RefusedJars;
import org.pinion.embed.internal.diagnosis.Ways;
import org.pinion.embed.internal.framework.Pins;
import org.pinion.embed.internal.framework.SharedPackages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The registry of one runtime: what hosts and bundles see of it. */
public final class Registry implements SymbolRegistry {

    private static final Logger LOG = LoggerFactory.getLogger("org.pinion");

    private static final String CLOSED = "runtime is closed";

    private final WaitGraph waits = new WaitGraph();
    private final Initializer initializer = new Initializer(waits, this::publish, this::report);

    /** In the order of opening. */
    private final Queue<OpenedPlugin> plugins = new ConcurrentLinkedQueue<>();

    /** The plugin of each name with the highest version. */
    private final Map<String, OpenedPlugin> byName = new ConcurrentHashMap<>();

    private volatile Opener opener;
    private volatile boolean closed;
    private java.util.function.BiConsumer<Bundle, Throwable> frameworkReporter = (bundle, failure) -> {};

    /** Creates a registry that is not connected to a framework yet. */
    public Registry() {}

    /** Give the pins that the framework must ask. */
    public Pins pins() {
        return initializer.pins();
    }

    /**
     * Connect to a framework that is initialised but not started, so that no bundle starts unseen.
     *
     * @param context the context of the system bundle
     * @param folder where files are copied to while they are opened
     * @param shared the packages that the host shares
     * @param lendsLoader whether calls lend the class loader of their plugin to the thread, whatever the plugin says (C3)
     * @param commandLine whether messages name options of the command line, not methods of Java
     * @param reporter tells the framework's listeners of failures
     */
    public void connect(
            BundleContext context,
            Path folder,
            SharedPackages shared,
            boolean lendsLoader,
            boolean commandLine,
            java.util.function.BiConsumer<Bundle, Throwable> reporter) {
        frameworkReporter = reporter;
        Bundles bundles = new Bundles(
                context.getBundle(), shared::isPresent, new RefusedJars(), commandLine ? Ways.COMMAND_LINE : Ways.JAVA);
        initializer.connect(bundles, lendsLoader);
        Opener connected = new Opener(context, folder, shared, bundles, initializer, waits);
        opener = connected;
        context.addBundleListener(initializer);
        context.addBundleListener((SynchronousBundleListener) connected::bundleChanged);
        context.registerService(SymbolRegistry.class, this, null);
    }

    /** Begin to take in files: plugins that are to be opened together, and libraries that are to be added. */
    public Arrival arrival() {
        return opener.arrival(this, true);
    }

    /** Tell how many bundles have been installed so far: what was missing may have come with a new one. */
    public long installations() {
        return opener.installations();
    }

    @Override
    public List<FailedOpen> failures() {
        return opener.failures();
    }

    /** Fail all lookups from now on (P5). */
    public void close() {
        closed = true;
        initializer.close();
        waits.close();
        forgetPlugins();
    }

    private void forgetPlugins() {
        plugins.forEach(OpenedPlugin::close);
        plugins.clear();
        byName.clear();
    }

    private void publish(OpenedPlugin plugin) {
        plugins.add(plugin);
        addName(plugin);
        if (closed) {
            plugin.close();
            forgetPlugins();
            throw new IllegalStateException(CLOSED);
        }
        try {
            register(plugin);
        } catch (RuntimeException | Error e) {
            plugins.remove(plugin);
            byName.remove(plugin.name(), plugin);
            plugins.stream().filter(other -> other.name().equals(plugin.name())).forEach(this::addName);
            throw e;
        }
        opener.libraries().pluginOpened();
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

    private void report(Bundle bundle, Throwable failure) {
        LOG.error(failure.getMessage(), failure.getCause());
        frameworkReporter.accept(bundle, failure);
    }

    /** Runs an operation of the host; the argument may be {@code null}. */
    <T> T run(String name, String argument, WaitGraph.Task<T> operation) {
        String text = "plugin." + name + (argument == null ? "()" : "(\"" + argument + "\")");
        if (closed) {
            throw closed(text, null);
        }
        // The framework gives up when an interrupted thread has to wait for a lock, and says that it has no lock.
        boolean interrupted = Thread.interrupted();
        // Foreign code may change it; the thread is lent to it and comes back as it was.
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try {
            return operation.run();
        } catch (Failure | RuntimeException e) {
            if (closed) {
                throw closed(text, e);
            }
            if (e instanceof PluginException known) {
                throw known;
            }
            throw (e instanceof Failure failure ? failure : Opener.unexpected(e)).toException(text);
        } finally {
            Thread.currentThread().setContextClassLoader(loader);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static PluginException closed(String operation, Throwable cause) {
        return new PluginException(operation, List.of(new Problem(Kind.CLOSED, "", CLOSED, "")), cause);
    }

    @Override
    public Plugin open(Path jar) {
        return run("Open", jar.toString(), () -> opener.open(jar));
    }

    @Override
    public Plugin open(String location, InputStream jar) {
        Objects.requireNonNull(jar, "jar");
        try {
            return run("Open", Objects.requireNonNull(location, "location"), () -> opener.open(location, jar));
        } finally {
            // A closed runtime does not read it.
            close(jar);
        }
    }

    private static void close(InputStream jar) {
        try {
            jar.close();
        } catch (IOException e) {
            // All of it has been read, or the failure has been told.
        }
    }

    @Override
    public Opened openAll(Collection<Path> jars) {
        return openAll(jars, (done, total, failed, current) -> {});
    }

    /** Open plugins together as {@link #openAll(Collection)} does, and tell how far that is. */
    public Opened openAll(Collection<Path> jars, Observer observer) {
        Set<Path> files = new LinkedHashSet<>(jars);
        Set<Plugin> opened = new LinkedHashSet<>();
        List<FailedOpen> failed = new ArrayList<>();
        int done = 0;
        try (Arrival arrival = opener.arrival(this, false)) {
            arrival.expect(files);
            files.forEach(arrival::addPlugin);
            for (Path file : arrival.order()) {
                observer.step(done++, files.size(), failed.size(), String.valueOf(file.getFileName()));
                try {
                    opened.add(arrival.open(file));
                } catch (PluginException e) {
                    if (e.reason() == Reason.CLOSED) {
                        throw e;
                    }
                    failed.add(new FailedOpen(file.toString(), e));
                }
            }
        }
        observer.step(done, files.size(), failed.size(), "");
        return new Opened(List.copyOf(opened), failed);
    }

    @Override
    public Bundle addLibrary(Path jar) {
        return run("AddLibrary", jar.toString(), () -> opener.addLibrary(jar));
    }

    @Override
    public void startLibraries() {
        run("StartLibraries", null, () -> {
            opener.libraries().start();
            return null;
        });
    }

    @Override
    public List<Library> libraries() {
        return closed ? List.of() : opener.libraries().list();
    }

    @Override
    public List<Problem> why(Path jar) {
        return run("Why", jar.toString(), () -> {
            List<Problem> problems = opener.why(jar);
            if (closed) {
                // What was found while the framework stopped says nothing about the file.
                throw new Failure(Kind.CLOSED, CLOSED);
            }
            return problems;
        });
    }

    @Override
    public Optional<Plugin> plugin(String name) {
        return Optional.ofNullable(byName.get(Objects.requireNonNull(name, "name")));
    }

    @Override
    public List<Plugin> plugins() {
        return List.copyOf(plugins);
    }

    @Override
    public Symbol lookup(String plugin, String symbol) {
        OpenedPlugin found = byName.get(Objects.requireNonNull(plugin, "plugin"));
        if (found != null) {
            return found.lookup(symbol);
        }
        if (closed) {
            throw OpenedPlugin.closedException();
        }
        List<String> names = new ArrayList<>(byName.keySet());
        names.sort(Comparator.naturalOrder());
        throw new PluginException(
                "plugin",
                List.of(new Problem(
                        Kind.NOT_OPEN,
                        plugin,
                        "no plugin " + plugin + " is open"
                                + (names.isEmpty() ? "" : ", open are " + String.join(", ", names)),
                        "")),
                null);
    }
}
