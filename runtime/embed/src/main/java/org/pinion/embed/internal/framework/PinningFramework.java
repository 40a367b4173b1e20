// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.framework;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.felix.framework.Felix;
import org.apache.felix.framework.FelixInternals;
import org.apache.felix.framework.Logger;
import org.apache.felix.framework.PinningFelix;
import org.apache.felix.framework.UrlFactory;
import org.apache.felix.framework.util.FelixConstants;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;
import org.osgi.framework.launch.Framework;
import org.slf4j.LoggerFactory;

/** The one framework of a runtime, from its start to its only end. */
public final class PinningFramework {

    private static final long STOP_SECONDS = 30;

    /** What is tested. 7.0.0 does not run on Java 17. */
    private static final String FITTING = "[7.0.1,7.0.5]";

    /** Has plugins installed as Felix does, if it is {@code felix}: to find out whose fault something is. */
    private static final String INSTALL = "pinion.install";

    private static final String FELIX = "org.apache.felix.framework 7.0.5";

    /**
     * Whether a pin has held; what is true of these classes once is true of them ever after. Bundles have the same
     * numbers.
     */
    private static volatile boolean proved;

    private final PinningFelix felix;
    private final Pins pins;
    private final boolean servesUrls;

    private PinningFramework(PinningFelix felix, Pins pins, boolean servesUrls) {
        this.felix = felix;
        this.pins = pins;
        this.servesUrls = servesUrls;
    }

    private static PinningFramework create(Map<String, Object> configuration) {
        Pins pins = new Pins();
        boolean servesUrls = !configuration.containsKey(FelixConstants.SERVICE_URLHANDLERS_PROP);
        return new PinningFramework(new PinningFelix(configuration, pins), pins, servesUrls);
    }

    /**
     * Take a framework that is initialised and started elsewhere, as it is by a host of tests with its own properties.
     */
    public static PinningFramework of(PinningFelix felix, Pins pins) {
        return new PinningFramework(felix, pins, false);
    }

    /** Says that a framework cannot hold its bundles, or cannot start. */
    public static final class StartException extends Exception {
        private static final long serialVersionUID = 1L;

        StartException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * Initialise a framework, so that it has a bundle context, and prove that its pins hold.
     *
     * @param storage an empty folder of its own
     * @param shared what bundles may import from the host
     * @throws StartException if uninstall could not be disabled, or the framework does not start
     */
    public static PinningFramework init(Path storage, SharedPackages shared) throws StartException {
        if (Felix.class.getClassLoader() != PinningFramework.class.getClassLoader()) {
            // PinningFelix would be in another run-time package than Felix, and override nothing.
            throw new StartException(
                    "Felix and Pinion come from different class loaders, so uninstall cannot be disabled; put both on"
                            + " one class path. Felix is in " + origin(Felix.class) + ", Pinion in "
                            + origin(PinningFramework.class),
                    null);
        }
        requireFittingApi();
        try {
            return inDaemonThread(() -> {
                PinningFramework framework = create(configuration(storage, shared));
                framework.requireFittingFelix();
                if (!"felix".equals(System.getProperty(INSTALL))) {
                    framework.felix.forgetBundles(BundleStorage.NOWHERE);
                }
                try {
                    framework.felix.init();
                    if (framework.servesUrls) {
                        UrlFactory.started(framework.felix);
                    }
                    if (proved) {
                        framework.felix.skipNumber();
                    } else {
                        framework.provePins();
                        proved = true;
                    }
                } catch (BundleException | IOException | RuntimeException | Error e) {
                    framework.stop();
                    throw e;
                }
                return framework;
            });
        } catch (BundleException | IOException e) {
            throw doesNotStart(e);
        } catch (LinkageError e) {
            throw new StartException(
                    "the Felix in " + origin(Felix.class) + " and the OSGi API in " + origin(Bundle.class)
                            + " do not fit Pinion, which needs " + FELIX + ": " + e,
                    e);
        }
    }

    /** Looks for an OSGi API before Release 8: that of an older Felix, or one that loads before the one in Felix. */
    private static void requireFittingApi() throws StartException {
        try {
            FrameworkUtil.class.getMethod("asDictionary", Map.class);
        } catch (NoSuchMethodException e) {
            throw new StartException(
                    "the OSGi classes in " + origin(FrameworkUtil.class) + " are older than those of " + FELIX
                            + ", which Pinion needs; take that jar from the class path",
                    e);
        }
    }

    /** A full disk is said best by the deepest cause. */
    private static StartException doesNotStart(Exception failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return new StartException(
                "the framework does not start: " + failure.getMessage()
                        + (cause == failure ? "" : ": " + cause.getMessage()),
                failure);
    }

    /** Looks for another Felix on the class path, which would load first: it may know other ways to unload a bundle. */
    private void requireFittingFelix() throws BundleException {
        String version = felix.version();
        if (!new VersionRange(FITTING).includes(Version.parseVersion(version))
                || !FelixInternals.missing().isEmpty()) {
            throw new BundleException("the Felix in " + origin(Felix.class) + " is " + version
                    + ", with which uninstall cannot be disabled for sure; Pinion needs " + FELIX
                    + ", take the other one from the class path");
        }
    }

    private static Map<String, Object> configuration(Path storage, SharedPackages shared) {
        Map<String, Object> configuration = new HashMap<>();
        configuration.put(Constants.FRAMEWORK_STORAGE, storage.toString());
        configuration.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, shared.header());
        // The storage has a lock of its own.
        configuration.put("felix.cache.locking", "false");
        // Else the resolver starts threads, which inherit from whoever resolves, live a minute after the end, and keep
        // the class loader of an application as long.
        configuration.put("felix.resolver.parallelism", "1");
        // Else classes of the host get into bundles through code of the JDK: see OutsideClasses.
        configuration.put("felix.bootdelegation.implicit", "false");
        // While a recording runs, the JVM makes the class of an event use them.
        configuration.put(Constants.FRAMEWORK_BOOTDELEGATION, "jdk.jfr.internal,jdk.jfr.internal.*");
        FelixLog log = new FelixLog();
        configuration.put("felix.log.logger", log);
        if (!UrlFactory.prepare()) {
            LoggerFactory.getLogger("org.pinion")
                    .warn(
                            "the JVM has a factory for the handlers of URLs, which Felix may not replace: bundles cannot serve"
                                    + " URLs, and the text of a URL of theirs cannot be opened; to have both, start java with"
                                    + " --add-opens java.base/java.net=ALL-UNNAMED");
            configuration.put(FelixConstants.SERVICE_URLHANDLERS_PROP, "false");
        }
        if (System.getProperty(Constants.FRAMEWORK_SYSTEMPACKAGES) == null) {
            configuration.put(Constants.FRAMEWORK_SYSTEMPACKAGES, SystemPackages.list(log));
        }
        return configuration;
    }

    /**
     * Load and initialise classes of Felix that take long, and what they take from the JDK. Not logging: the host may
     * not have set it up yet.
     *
     * @throws ReflectiveOperationException if Felix is not there
     */
    public static void load() throws ReflectiveOperationException {
        Class.forName(Felix.class.getName());
        SystemPackages.list(new Logger());
    }

    /**
     * Start what was initialised.
     *
     * @param check looks at every bundle that is started
     */
    public void start(StartCheck check) throws StartException {
        try {
            felix.follow(check);
            inDaemonThread(() -> {
                felix.start();
                return null;
            });
        } catch (BundleException | IOException e) {
            throw doesNotStart(e);
        }
    }

    /** Start bundles of the runtime's own. */
    public void start(OwnBundles bundles) throws StartException {
        try {
            inDaemonThread(() -> {
                bundles.start(context(), pins);
                return null;
            });
        } catch (BundleException | IOException e) {
            throw doesNotStart(e);
        }
    }

    /**
     * Runs something in a thread whose children are daemons and inherit nothing from the host: Felix starts threads
     * that would keep the JVM alive.
     */
    private static <T> T inDaemonThread(Callable<T> action) throws BundleException, IOException {
        FutureTask<T> task = new FutureTask<>(action);
        Thread thread = new Thread(null, task, "pinion-framework", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(PinningFramework.class.getClassLoader());
        thread.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static BundleException rethrown(Throwable cause) throws BundleException, IOException {
        if (cause instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause instanceof IOException io) {
            throw io;
        }
        return cause instanceof BundleException known ? known : new BundleException(cause.toString(), cause);
    }

    /** Pins a bundle and tries to uninstall it: whatever Felix this is, a pin must hold. */
    private void provePins() throws BundleException, IOException {
        Bundle canary = context().installBundle(Pins.CANARY, new ByteArrayInputStream(canary()));
        pins.pin(canary, Duration.ZERO);
        try {
            canary.uninstall();
        } catch (BundleException expected) {
            if (expected.getType() != BundleException.UNSUPPORTED_OPERATION) {
                throw expected;
            }
        } finally {
            pins.unpin(canary);
        }
        if (canary.getState() == Bundle.UNINSTALLED) {
            throw new BundleException("uninstall cannot be disabled in the Felix in " + origin(Felix.class));
        }
        canary.uninstall();
    }

    private static byte[] canary() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        manifest.getMainAttributes().putValue(Constants.BUNDLE_SYMBOLICNAME, "pinion.canary");
        ZipEntry entry = new ZipEntry(JarFile.MANIFEST_NAME);
        // Any time will do; the time of now would take as long as to read the rules of all time zones.
        entry.setTimeLocal(LocalDateTime.of(2000, 1, 1, 0, 0));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream jar = new ZipOutputStream(bytes)) {
            jar.putNextEntry(entry);
            manifest.write(jar);
        }
        return bytes.toByteArray();
    }

    /** Tell where a class comes from. */
    public static String origin(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source == null ? "an unknown place" : String.valueOf(source.getLocation());
    }

    /** Give the framework itself. */
    public Framework framework() {
        return felix;
    }

    /** Give what decides about the life of its bundles. */
    public Pins pins() {
        return pins;
    }

    /** Give the context of the system bundle. */
    public BundleContext context() {
        return felix.getBundleContext();
    }

    /** Tell the listeners of the framework that something failed which has no caller to be told. */
    public void reportError(Bundle bundle, Throwable failure) {
        felix.reportError(bundle, failure);
    }

    /**
     * Install a bundle, which becomes the owner of the jar, unless the framework makes a copy.
     *
     * @param name its symbolic name
     * @return the bundle, or the one that has this location already
     * @throws BundleException if the content is not that of a bundle, there is one of its name and version, or the
     *     framework is being stopped
     * @throws IllegalStateException if the framework is stopped
     */
    public Bundle install(String location, String name, StoredJar jar) throws BundleException {
        return felix.install(location, name, jar);
    }

    /**
     * Tell whether the framework cannot stop before this thread has returned to it, so that the thread must not wait
     * for the end.
     */
    public boolean isAwaited() {
        return felix.isAwaited();
    }

    /**
     * Stop the framework and wait for its end. An interrupt does not end the waiting and is kept for the caller.
     *
     * @return {@code false} if a bundle does not stop within half a minute
     */
    public boolean stop() {
        try {
            // A bundle that never stops must not keep the JVM alive.
            return inDaemonThread(() -> {
                UrlFactory.stopping(felix);
                felix.shutDown();
                return felix.waitForStop(TimeUnit.SECONDS.toMillis(STOP_SECONDS))
                                .getType()
                        != FrameworkEvent.WAIT_TIMEDOUT;
            });
        } catch (BundleException | IOException e) {
            return false;
        }
    }
}
