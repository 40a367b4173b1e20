// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Version;
import org.osgi.framework.launch.Framework;
import org.pinion.Opened;
import org.pinion.PluginException;
import org.pinion.SymbolRegistry;
import org.pinion.embed.internal.folder.PluginsFolder;
import org.pinion.embed.internal.framework.OwnBundles;
import org.pinion.embed.internal.framework.PinningFramework;
import org.pinion.embed.internal.framework.SharedPackages;
import org.pinion.embed.internal.framework.Storage;
import org.pinion.embed.internal.management.ManagedRegistry;
import org.pinion.embed.internal.management.Management;
import org.pinion.embed.internal.registry.Observer;
import org.pinion.embed.internal.registry.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running plugin runtime.
 *
 * <p>It is a {@link SymbolRegistry} whose life the host controls: {@link #close()} is the only end that it and its
 * plugins have (P5).
 *
 * @since 0.1
 */
public final class Pinion extends PublicRegistry implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("org.pinion");

    private final Registry registry;
    private final PinningFramework framework;
    private final Storage storage;
    private final AutoCloseable management;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** {@code null} if the runtime has none. */
    private @Nullable PluginsFolder folder;

    private Pinion(Registry registry, PinningFramework framework, Storage storage, AutoCloseable management) {
        super(registry);
        this.registry = registry;
        this.framework = framework;
        this.storage = storage;
        this.management = management;
    }

    /**
     * Start a runtime with default settings.
     *
     * @return the running runtime
     * @throws PluginException as {@link Builder#start()} does
     */
    public static Pinion start() {
        return builder().start();
    }

    /**
     * Begin a runtime with settings of your own.
     *
     * @return a builder, to be used by one thread
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The settings of a runtime. Every method but {@link #start()} returns the builder itself.
     *
     * @since 0.1
     */
    public static final class Builder {

        private final Map<String, String> shared = new TreeMap<>();
        private final Set<String> with = new LinkedHashSet<>();
        private Path storage = Path.of(System.getProperty("java.io.tmpdir"));

        private boolean management = true;
        private boolean contextClassLoader;
        private boolean commandLine;

        /** {@code null} if there is none. */
        private @Nullable Path plugins;

        private Consumer<Progress> progress = step -> {};

        private Builder() {}

        /**
         * Let plugins import packages from the host's class path.
         *
         * <p>The version of a package is that of {@code @org.osgi.annotation.versioning.Version} on its
         * {@code package-info}, else the one with which a manifest on the class path exports it, else 0.0.0. Host and
         * plugins see the same classes, so objects of them can be exchanged.
         *
         * @param packageNames names of packages, without wildcards; their subpackages are not included
         * @return this builder
         */
        public Builder share(String... packageNames) {
            List.of(packageNames).forEach(name -> shared.put(name, HostClassPath.DERIVED));
            return this;
        }

        /**
         * Let plugins import a package from the host's class path under a version of your choice.
         *
         * @param packageName the name of the package
         * @param version its version, for instance {@code "1.2.0"}
         * @return this builder
         * @throws IllegalArgumentException if the version is none
         */
        public Builder share(String packageName, Version version) {
            shared.put(Objects.requireNonNull(packageName, "packageName"), version.toString());
            return this;
        }

        /**
         * Let the runtime bring bundles of its own, for all other bundles to use: with {@code "ds"} of
         * {@code org.pinion:pinion-ds}, Declarative Services and Configuration Admin; with {@code "services"} of
         * {@code org.pinion:pinion-services}, what makes {@link java.util.ServiceLoader} find services of other
         * bundles.
         *
         * <p>The bundles of a name are those that the resource {@code META-INF/pinion/with/NAME/index} of Pinion's
         * class loader lists, one file name a line, and that are next to it. They are started before {@link #start()}
         * returns, and pinned like opened plugins.
         *
         * @param names what to bring
         * @return this builder
         */
        public Builder with(String... names) {
            with.addAll(List.of(names));
            return this;
        }

        /**
         * Keep the runtime's files in a folder of your choice instead of the one for temporary files.
         *
         * <p>A runtime makes a folder of its own in it, which is empty at start and removed at close. Folders that dead
         * processes have left behind are removed at start; nothing else in the folder is touched.
         *
         * @param folder the folder; created if it is missing
         * @return this builder
         */
        public Builder storage(Path folder) {
            storage = Objects.requireNonNull(folder, "folder");
            return this;
        }

        /**
         * Show the runtime in JMX, as {@link org.pinion.SymbolRegistryMXBean}, or not. By default it is shown, where
         * the JVM has the module {@code java.management}.
         *
         * <p>A process that is over soon saves the time to start the platform's MBean server.
         *
         * @param shown whether it is
         * @return this builder
         */
        public Builder management(boolean shown) {
            management = shown;
            return this;
        }

        /**
         * Let messages name options and commands of the command line tool where something is to be done on the side of
         * the host, instead of methods of this class.
         *
         * @param used whether the runtime is used by people at a command line, as {@code pinion} is
         * @return this builder
         */
        public Builder commandLine(boolean used) {
            commandLine = used;
            return this;
        }

        /**
         * Let all calls of plugins' functions run with the class loader of their plugin as context class loader, or
         * only those of plugins whose {@link org.pinion.PluginMain} asks for it (C3). By default only those.
         *
         * @param lent whether all do
         * @return this builder
         */
        public Builder contextClassLoader(boolean lent) {
            contextClassLoader = lent;
            return this;
        }

        /**
         * Open the plugins of a folder: those that are there at start, and each that is dropped in later.
         *
         * <p>At start, all files {@code *.jar} of the folder are opened, but not those of folders in it, and not those
         * whose name begins with a dot. Bundles without a main package are added as libraries, and so are plain jars if
         * there is {@code org.pinion:pinion-wrap}. Then the plugins are opened, each after those that it is wired to,
         * otherwise by file name (I9); in a circle by file name, too. A file that fails keeps no other from being
         * opened, and does not fail the start: see {@link Pinion#failures()} and the log. The inits run in the thread
         * that calls {@link #start()}.
         *
         * <p>Later, a file that is dropped in is opened or added when it has not changed for half a second and is a
         * complete archive; if it is still none after five seconds, its failure is told. A file that failed is tried
         * again when it changes. If it failed because something was missing, it is also tried again when a bundle was
         * installed, by whomever. These inits run in a thread named {@code pinion-plugins-folder}.
         *
         * <p>To replace or remove the file of an opened plugin or an added library has no effect on the runtime (O3); a
         * warning in the log says so.
         *
         * @param folder the folder; it must exist at start
         * @return this builder
         */
        public Builder plugins(Path folder) {
            plugins = Objects.requireNonNull(folder, "folder");
            return this;
        }

        /**
         * Follow how the files of the plugins folder are opened at start.
         *
         * @param observer is called in the thread that calls {@link #start()}, before each file is looked at, before
         *     each plugin is opened, and at the end, with the same total each time; never under a lock. What it throws
         *     ends the start.
         * @return this builder
         */
        public Builder progress(Consumer<Progress> observer) {
            progress = Objects.requireNonNull(observer, "observer");
            return this;
        }

        /**
         * Start the runtime.
         *
         * @return the running runtime, with no plugin open but those of the plugins folder
         * @throws PluginException with {@link PluginException.Reason#FILE} if the plugins folder does not exist, is no
         *     folder, or cannot be read
         * @throws PluginException with {@link PluginException.Reason#RUNTIME} if the storage cannot be written, or
         *     Pinion's class loader does not find a package that is to be shared or bundles that are to be brought, or
         *     finds an ASM that is too old for this Java, or the framework does not start, or it could not keep plugins
         *     from being uninstalled, as when Felix and Pinion come from different class loaders
         */
        public Pinion start() {
            Pinion started = startEmpty();
            try {
                if (plugins != null) {
                    started.openFolder(plugins, progress);
                }
                started.storage.sweep();
                return started;
            } catch (Throwable e) {
                started.close();
                throw e;
            }
        }

        private Pinion startEmpty() {
            HostClassPath.requireAsm();
            if (plugins != null) {
                PluginsFolder.require(plugins, HostClassPath.START);
            }
            SharedPackages packages = HostClassPath.share(shared);
            List<OwnBundles> bundles = HostClassPath.bring(with);
            boolean managed = management && Management.isPossible();
            if (managed) {
                WarmUp.beginManagement();
            }
            Storage files = null;
            PinningFramework framework = null;
            Pinion started = null;
            try {
                files = Storage.in(storage);
                framework = PinningFramework.init(files.folder().resolve("bundles"), packages);
                Registry registry = Registry.of(framework, files.folder(), packages, contextClassLoader, commandLine);
                framework.start(registry.startCheck());
                for (OwnBundles own : bundles) {
                    framework.start(own);
                }
                started = new Pinion(
                        registry,
                        framework,
                        files,
                        managed ? ManagedRegistry.register(registry, framework.pins()) : () -> {});
                return started;
            } catch (IOException e) {
                throw HostClassPath.failed("cannot write to " + storage.toAbsolutePath() + ": " + e, e);
            } catch (PinningFramework.StartException e) {
                throw HostClassPath.failed(String.valueOf(e.getMessage()), e.getCause());
            } finally {
                if (started == null && framework != null) {
                    framework.stop();
                }
                if (started == null && files != null) {
                    files.close();
                }
            }
        }
    }

    private void openFolder(Path path, Consumer<Progress> progress) {
        folder = new PluginsFolder(registry, path);
        folder.start(observer(progress));
    }

    private record Step(int done, int total, int failed, String current) implements Progress {}

    private static Observer observer(Consumer<Progress> progress) {
        return (done, total, failed, current) -> progress.accept(new Step(done, total, failed, current));
    }

    /**
     * Give the running OSGi framework, for all that OSGi can do.
     *
     * <p>It cannot be stopped, updated or started again by itself (P4).
     *
     * @return the framework
     */
    public Framework framework() {
        return framework.framework();
    }

    /**
     * Open plugins together as {@link #openAll(Collection)} does, and follow how far that has come.
     *
     * @param jars the files of the plugins
     * @param observer is called in this thread, before each plugin is opened and at the end, never under a lock. What
     *     it throws ends the opening.
     * @return what came of each
     * @throws PluginException as for {@link #openAll(Collection)}
     */
    public Opened openAll(Collection<Path> jars, Consumer<Progress> observer) {
        return registry.openAll(jars, observer(observer));
    }

    /**
     * Count the attempts to stop, update or uninstall a pinned bundle that were refused (P1, P4).
     *
     * @return the number since the start of the runtime
     */
    public long refusedUnloads() {
        return framework.pins().refusals();
    }

    /**
     * Close the runtime: stop all bundles and the framework, remove its storage.
     *
     * <p>Any thread may call this at any time. Lookups and opens fail from now on with {@code runtime is closed}, also
     * those that are under way: an open that waits for another one at once, one whose init or activator is running when
     * that returns. No further init begins. Symbols that somebody holds can still be called, as long as they need no
     * class that was not loaded yet. A second call does nothing, and does not wait for the first one.
     *
     * <p>It waits until the bundles have stopped, but no longer than half a minute; an interrupt does not shorten that.
     * An init may call it, too, and fails when it returns, as its runtime is closed. Only where the framework waits for
     * the caller, in an activator or in a listener that the framework calls in a thread of its own, this method returns
     * at once, and the framework stops when the caller has returned.
     */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        registry.close();
        if (folder != null) {
            folder.close();
        }
        try {
            management.close();
        } catch (Exception e) {
            LOG.debug("cannot leave JMX", e);
        }
        if (framework.isAwaited()) {
            Thread thread = new Thread(null, this::stop, "pinion-close", 0, false);
            thread.setDaemon(true);
            thread.start();
        } else {
            stop();
        }
    }

    private void stop() {
        if (!framework.stop()) {
            LOG.warn("some bundle does not stop; the runtime is closed nevertheless");
        }
        storage.close();
    }
}
