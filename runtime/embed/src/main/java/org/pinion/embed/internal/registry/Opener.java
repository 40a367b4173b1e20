// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;
import org.pinion.PluginException.Reason;
import org.pinion.embed.internal.diagnosis.Failure;
import org.pinion.embed.internal.diagnosis.ResolveDiagnosis;
import org.pinion.embed.internal.events.OpenEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens files as the package documentation describes. */
final class Opener {

    private static final Logger LOG = LoggerFactory.getLogger("org.pinion");

    private static final int RESOLVE_ATTEMPTS = 5;

    /** How long to wait for what others do to the same bundle. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** A file to be opened: its location, and a private copy with the digest of its bytes. */
    private record Request(String location, Path copy, String digest) {}

    /** An attempt to open a file. */
    private static final class Attempt {
        final String digest;
        final Work<OpenedPlugin> work;

        /** How many bundles had been installed when it looked for what it needs: more may have come since. */
        volatile long installations;

        Attempt(Request request) {
            digest = request.digest();
            work = new Work<>("open of " + shortName(request.location()));
        }
    }

    private final BundleContext context;
    private final Path folder;
    private final Set<String> shared;
    private final Initializer initializer;
    private final WaitGraph waits;

    private final Map<String, Attempt> attempts = new ConcurrentHashMap<>();

    /** Who has, or is about to have, a name and version; with the location for messages. */
    private final Map<String, Claim> claims = new ConcurrentHashMap<>();

    private record Claim(String location, String digest, Work<OpenedPlugin> work) {}

    /** The digests of the libraries by location. */
    private final Map<String, String> libraries = new ConcurrentHashMap<>();

    private final AtomicLong copies = new AtomicLong();
    private final AtomicLong installations = new AtomicLong();

    /**
     * Create an opener.
     *
     * @param context the context of the system bundle
     * @param folder where files are copied to while they are opened
     * @param shared the packages that the host shares
     */
    Opener(BundleContext context, Path folder, Set<String> shared, Initializer initializer, WaitGraph waits) {
        this.context = context;
        this.folder = folder;
        this.shared = shared;
        this.initializer = initializer;
        this.waits = waits;
    }

    /** Counts a bundle that was installed, by whomever. */
    void bundleInstalled() {
        installations.incrementAndGet();
    }

    OpenedPlugin open(Path path) throws Failure {
        Path real = PluginFile.realPath(path);
        try {
            return open(location(real), Files.newInputStream(real));
        } catch (IOException e) {
            throw PluginFile.unreadable(e);
        }
    }

    private static String location(Path real) {
        return real.toUri().toString();
    }

    OpenedPlugin open(String location, InputStream source) throws Failure {
        Path copy = folder.resolve("open-" + copies.incrementAndGet() + ".jar");
        try {
            return open(new Request(location, copy, PluginFile.copy(source, copy)));
        } finally {
            delete(copy);
        }
    }

    private static void delete(Path copy) {
        try {
            Files.deleteIfExists(copy);
        } catch (IOException e) {
            // It goes with the storage when the runtime closes.
        }
    }

    private OpenedPlugin open(Request request) throws Failure {
        while (true) {
            Attempt mine = new Attempt(request);
            Attempt attempt = attempts.compute(
                    request.location(), (location, old) -> old == null || isOver(old, request) ? mine : old);
            if (attempt == mine) {
                return run(request, mine);
            }
            boolean previous = attempt.work.isDone();
            waits.await(attempt.work);
            if (attempt.work.hasFailed()) {
                if (previous || !attempt.digest.equals(request.digest())) {
                    if (isOver(attempt, request)) {
                        continue;
                    }
                    throw attempt.work.failure().again();
                }
                throw attempt.work.failure();
            }
            if (!attempt.digest.equals(request.digest())) {
                throw new Failure(
                        Reason.CHANGED,
                        "changed since it was opened; a plugin cannot be reloaded, restart the runtime");
            }
            return attempt.work.result();
        }
    }

    /**
     * Tells whether a failed attempt says nothing about a new one: the file has changed, or what it missed may have
     * come, be it a bundle or room on the disk.
     */
    private boolean isOver(Attempt old, Request request) {
        return old.work.hasFailed()
                && (!old.digest.equals(request.digest())
                        || old.work.failure().reason() == Reason.RUNTIME
                        || old.work.failure().reason() == Reason.UNRESOLVED
                                && old.installations != installations.get());
    }

    private OpenedPlugin run(Request request, Attempt attempt) throws Failure {
        OpenEvent event = new OpenEvent();
        event.begin();
        OpenedPlugin plugin = null;
        Failure failure = null;
        try {
            PluginFile file = PluginFile.read(request.copy());
            check(file);
            claim(file, request, attempt.work);
            plugin = waits.within(attempt.work, () -> install(file, request, attempt));
        } catch (Failure e) {
            failure = e;
        } catch (RuntimeException | Error e) {
            failure = new Failure(Reason.START_FAILED, "it cannot be opened: " + Failure.describe(e), e);
        }
        event.location = request.location();
        event.opened = failure == null;
        event.problem = failure == null ? null : failure.getMessage();
        event.commit();
        waits.end(attempt.work, plugin, failure);
        return attempt.work.result();
    }

    private void check(PluginFile file) throws Failure {
        if (!file.linkage().errors().isEmpty()) {
            throw new Failure(Reason.MALFORMED, file.linkage().errors(), null);
        }
        if (file.linkage().mainPackages().isEmpty()) {
            throw new Failure(
                    Reason.NOT_A_PLUGIN,
                    "bundle " + file.identity()
                            + " has no main package; put @PluginMain on the package-info.java of the"
                            + " package with the symbols, or add the bundle as a library");
        }
        file.checkShared(shared);
    }

    /** Takes the bundle's name and version, after those who had them first have failed (O2). */
    private void claim(PluginFile file, Request request, Work<OpenedPlugin> work) throws Failure {
        Claim mine = new Claim(request.location(), request.digest(), work);
        while (true) {
            Claim claim = claims.compute(
                    file.identity(), (key, old) -> old == null || old.work().hasFailed() ? mine : old);
            if (claim == mine) {
                return;
            }
            waits.await(claim.work());
            if (!claim.work().hasFailed()) {
                throw alreadyLoaded(
                        file,
                        claim.location(),
                        claim.digest().equals(request.digest()) ? "with the same bytes" : "with other bytes");
            }
        }
    }

    private static Failure alreadyLoaded(PluginFile file, String location, String bytes) {
        return new Failure(
                Reason.ALREADY_LOADED,
                "plugin already loaded: " + file.identity() + " was opened from " + shortName(location) + ", " + bytes
                        + "; give this one another version to open it beside");
    }

    private OpenedPlugin install(PluginFile file, Request request, Attempt attempt) throws Failure {
        if (context.getBundle(request.location()) != null) {
            throw alreadyLoaded(file, request.location(), "by other means than open");
        }
        Bundle bundle = installBundle(file, request);
        attempt.installations = installations.get();
        try {
            // From now on nobody refreshes a library under its feet.
            initializer.pin(bundle, PATIENCE);
            resolve(bundle);
            return initializer.start(bundle, file.linkage());
        } catch (Failure | RuntimeException | Error e) {
            uninstall(bundle);
            throw e;
        }
    }

    private Bundle installBundle(PluginFile file, Request request) throws Failure {
        try (InputStream content = Files.newInputStream(request.copy())) {
            return context.installBundle(request.location(), content);
        } catch (IOException e) {
            throw PluginFile.unreadable(e);
        } catch (BundleException e) {
            if (e.getType() == BundleException.DUPLICATE_BUNDLE_ERROR) {
                throw alreadyLoaded(file, locationOf(file), "by other means than open");
            }
            if (e.getCause() instanceof IOException io) {
                throw PluginFile.notStored(io);
            }
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new Failure(Reason.MALFORMED, "the framework does not accept it: " + cause.getMessage(), e);
        }
    }

    private String locationOf(PluginFile file) {
        for (Bundle bundle : context.getBundles()) {
            if (file.name().equals(bundle.getSymbolicName()) && file.version().equals(bundle.getVersion())) {
                return bundle.getLocation();
            }
        }
        return "an unknown place";
    }

    private void resolve(Bundle bundle) throws Failure {
        FrameworkWiring wiring = frameworkWiring();
        if (!resolve(wiring, bundle)) {
            List<String> problems = new ResolveDiagnosis(wiring).explain(bundle);
            if (problems.isEmpty()) {
                problems = List.of("what it imports cannot be had together: two bundles that it needs use different"
                        + " versions of one package");
            }
            throw new Failure(Reason.UNRESOLVED, problems, null);
        }
    }

    private FrameworkWiring frameworkWiring() {
        return context.getBundle(Constants.SYSTEM_BUNDLE_ID).adapt(FrameworkWiring.class);
    }

    /** Tries more than once: the framework stumbles when somebody moves one of the bundles at that moment. */
    private static boolean resolve(FrameworkWiring wiring, Bundle bundle) {
        for (int i = 1; i < RESOLVE_ATTEMPTS; i++) {
            try {
                return wiring.resolveBundles(List.of(bundle));
            } catch (IllegalStateException e) {
                LOG.debug("resolving {} once more", bundle, e);
            }
        }
        return wiring.resolveBundles(List.of(bundle));
    }

    private void uninstall(Bundle bundle) {
        initializer.unpin(bundle);
        // The framework gives up when the thread is interrupted while it waits for a lock.
        boolean interrupted = Thread.interrupted();
        try {
            // When the runtime is closed the bundle goes with the storage.
            if (context.getBundle(Constants.SYSTEM_BUNDLE_ID).getState() == Bundle.ACTIVE) {
                bundle.uninstall();
                releaseUsers(bundle);
            }
        } catch (BundleException | IllegalStateException e) {
            // Gone already, or the runtime is being closed.
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        initializer.forget(bundle);
    }

    /** Bundles that were wired to a failed plugin would go on with its classes, next to those of a good one (O6). */
    private void releaseUsers(Bundle bundle) throws InterruptedException {
        FrameworkWiring wiring = frameworkWiring();
        if (wiring.getRemovalPendingBundles().contains(bundle)) {
            CountDownLatch refreshed = new CountDownLatch(1);
            wiring.refreshBundles(List.of(bundle), event -> refreshed.countDown());
            // It takes another thread of the framework, which may itself wait for this one.
            refreshed.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Installs a library; the same file again gives the same bundle. */
    Bundle addLibrary(Path path) throws Failure {
        Path real = PluginFile.realPath(path);
        Path copy = folder.resolve("library-" + copies.incrementAndGet() + ".jar");
        try {
            String digest = PluginFile.copy(Files.newInputStream(real), copy);
            String location = location(real);
            Bundle installed = context.getBundle(location);
            if (installed != null && libraries.containsKey(location)) {
                if (!libraries.get(location).equals(digest)) {
                    throw new Failure(Reason.CHANGED, "changed since it was added; restart the runtime");
                }
                return installed;
            }
            PluginFile file = PluginFile.read(copy);
            if (!file.linkage().mainPackages().isEmpty()) {
                throw new Failure(
                        Reason.NOT_A_PLUGIN, "bundle " + file.identity() + " is a plugin, not a library; open it");
            }
            file.checkShared(shared);
            Bundle library = installBundle(file, new Request(location, copy, digest));
            libraries.put(location, digest);
            return library;
        } catch (IOException e) {
            throw PluginFile.unreadable(e);
        } finally {
            delete(copy);
        }
    }

    /** Lists the failures that are remembered. */
    List<String> failures() {
        List<String> failures = new ArrayList<>();
        attempts.forEach((location, attempt) -> {
            if (attempt.work.hasFailed()) {
                failures.add(shortName(location) + ": " + attempt.work.failure().getMessage());
            }
        });
        failures.sort(Comparator.naturalOrder());
        return failures;
    }

    private static String shortName(String location) {
        if (!location.startsWith("file:///")) {
            return location;
        }
        try {
            return Path.of(java.net.URI.create(location)).toString();
        } catch (IllegalArgumentException e) {
            // The location of a stream is any text; this one only looks like that of a file.
            return location;
        }
    }
}
