// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.pinion.FailedOpen;
import org.pinion.PluginException.Reason;
import org.pinion.Problem;
import org.pinion.Problem.Kind;
import org.pinion.embed.internal.diagnosis.Bundles;
import org.pinion.embed.internal.diagnosis.Failure;
import org.pinion.embed.internal.events.OpenEvent;
import org.pinion.embed.internal.events.Recording;
import org.pinion.embed.internal.framework.SharedPackages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens files as the package documentation describes. */
final class Opener {

    private static final Logger LOG = LoggerFactory.getLogger("org.pinion");

    /** An attempt to open a file, or to look at what an open would meet. */
    private static final class Attempt {
        final String digest;
        final boolean look;
        final Work<OpenedPlugin> work;

        /** What a look takes the place of until it is over; may be {@code null}. */
        Attempt replaced;

        /** How many bundles had been installed when it looked for what it needs: more may have come since. */
        volatile long installations;

        Attempt(Request request, boolean look) {
            digest = request.digest();
            this.look = look;
            String location = request.location();
            work = new Work<>(() -> (look ? "look at " : "open of ") + Bundles.place(location));
        }
    }

    private final BundleContext context;
    private final Path folder;
    private final Installer installer;
    private final Initializer initializer;
    private final WaitGraph waits;

    private final Libraries libraries;

    private final Map<String, Attempt> attempts = new ConcurrentHashMap<>();

    /** Who has, or is about to have, a name and version; with the location for messages. */
    private final Map<String, Claim> claims = new ConcurrentHashMap<>();

    private record Claim(String location, String digest, Work<OpenedPlugin> work) {}

    private final AtomicLong copies = new AtomicLong();
    private final AtomicLong installations = new AtomicLong();

    /**
     * Create an opener.
     *
     * @param context the context of the system bundle
     * @param folder where files are copied to while they are opened
     * @param bundles what explanations are made from
     */
    Opener(
            BundleContext context,
            Path folder,
            SharedPackages shared,
            Bundles bundles,
            Initializer initializer,
            WaitGraph waits) {
        this.context = context;
        this.folder = folder;
        this.installer = new Installer(context, shared, bundles, initializer);
        this.initializer = initializer;
        this.waits = waits;
        this.libraries = new Libraries(context, shared, bundles, installer, initializer);
    }

    /** Gives the libraries. */
    Libraries libraries() {
        return libraries;
    }

    /** Notes what gives reason to try again what failed before. */
    void bundleChanged(BundleEvent event) {
        Bundle bundle = event.getBundle();
        switch (event.getType()) {
            case BundleEvent.INSTALLED -> {
                if (!initializer.pins().isExamined(bundle)) {
                    installations.incrementAndGet();
                    libraries.bundleInstalled();
                }
            }
            case BundleEvent.UPDATED -> {
                installations.incrementAndGet();
                libraries.bundleUpdated();
            }
            case BundleEvent.UNINSTALLED -> libraries.forget(bundle);
            default -> {
                // Says nothing about what failed.
            }
        }
    }

    /** Tells how many bundles have been installed or updated so far. */
    long installations() {
        return installations.get();
    }

    /** Begins to take in files that are to be opened together, or added if libraries are taken, too. */
    Arrival arrival(Registry registry, boolean libraries) {
        return new Arrival(registry, this, installer, libraries);
    }

    OpenedPlugin open(Path path) throws Failure {
        try (Request request = request(path)) {
            return open(request);
        }
    }

    OpenedPlugin open(String location, InputStream source) throws Failure {
        try (Request request = request(location, source)) {
            return open(request);
        }
    }

    OpenedPlugin open(Request request) throws Failure {
        libraries.start();
        return attempt(request, false);
    }

    /** Copies a file that is to be opened. Any thread may do that, also for another one. */
    Request request(Path path) throws Failure {
        Path real = SourceFile.realPath(path);
        try {
            return request(SourceFile.location(real), Files.newInputStream(real));
        } catch (IOException e) {
            throw SourceFile.unreadable(e);
        }
    }

    private Request request(String location, InputStream source) throws Failure {
        Path copy = folder.resolve("copy-" + copies.incrementAndGet() + ".jar");
        String digest = null;
        try {
            digest = SourceFile.copy(source, copy);
            return new Request(location, copy, digest);
        } finally {
            if (digest == null) {
                new Request(location, copy, "").close();
            }
        }
    }

    /** Opens a file or looks at it, unless somebody has done so or does; in that case waits for the result. */
    private OpenedPlugin attempt(Request request, boolean look) throws Failure {
        while (true) {
            Attempt mine = new Attempt(request, look);
            Attempt attempt = attempts.compute(request.location(), (location, old) -> {
                if (old != null && !isOver(old, request)) {
                    return old;
                }
                mine.replaced = look ? old : null;
                return mine;
            });
            if (attempt == mine) {
                return look ? look(request, mine) : run(request, mine);
            }
            boolean previous = attempt.work.isDone();
            waits.await(attempt.work);
            if (attempt.work.hasFailed()) {
                if (attempt.look || previous || !attempt.digest.equals(request.digest())) {
                    if (isOver(attempt, request)) {
                        continue;
                    }
                    throw attempt.work.failure().again();
                }
                throw attempt.work.failure();
            }
            if (!attempt.digest.equals(request.digest())) {
                throw changed(request);
            }
            return attempt.work.result();
        }
    }

    /**
     * Tells whether a failed attempt says nothing about a new one: it was a look, the file has changed, or what it missed
     * may have come, be it a bundle or room on the disk.
     */
    private boolean isOver(Attempt old, Request request) {
        return old.work.hasFailed()
                && (old.look
                        || !old.digest.equals(request.digest())
                        || old.work.failure().reason() == Reason.RUNTIME
                        || isCurable(old.work.failure()) && old.installations != installations.get());
    }

    /** Tells whether another bundle may help: something was missing, or a library failed. */
    private static boolean isCurable(Failure failure) {
        return failure.reason() == Reason.UNRESOLVED
                || failure.problems().get(0).kind() == Kind.FAILED_BUNDLE;
    }

    private OpenedPlugin run(Request request, Attempt attempt) throws Failure {
        OpenEvent event = Recording.isPossible() ? new OpenEvent() : null;
        if (event != null) {
            event.begin();
        }
        OpenedPlugin plugin = null;
        Failure failure = null;
        try {
            PluginFile file = request.file();
            file.requirePlugin();
            claim(file, request, attempt.work);
            plugin = waits.within(attempt.work, () -> install(request, attempt));
        } catch (Failure e) {
            failure = e;
        } catch (RuntimeException | Error e) {
            failure = unexpected(e);
        }
        if (event != null) {
            event.location = request.location();
            event.opened = failure == null;
            event.problem = failure == null ? null : failure.getMessage();
            event.commit();
        }
        if (failure != null) {
            releaseClasses(failure);
        }
        waits.end(attempt.work, plugin, failure);
        return attempt.work.result();
    }

    /** A failure is remembered, and there may be many of them. */
    private static void releaseClasses(Failure failure) {
        try {
            failure.releaseClasses();
        } catch (RuntimeException | Error e) {
            // What a plugin throws may be of a class of its own, with methods that throw. Then its classes stay.
            LOG.debug("the classes of a failed plugin are kept by what it threw", e);
        }
    }

    /** Tells of what nobody has foreseen. */
    static Failure unexpected(Throwable e) {
        return new Failure(
                new Problem(
                        Kind.START,
                        "",
                        "it cannot be opened: " + Failure.describe(e),
                        "this is a fault of Pinion or of the framework, on a jar that it does not expect; build the jar with"
                                + " bnd and the Pinion linker, and report the stack trace of the cause"),
                e);
    }

    private static Failure changed(Request request) {
        return new Failure(new Problem(
                Kind.CHANGED,
                request.location(),
                "changed since it was opened; a plugin cannot be reloaded, restart the runtime",
                "restart the runtime; or give the new one another version and file name to open it beside"));
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
                throw alreadyLoaded(file, claim.location(), claim.digest().equals(request.digest()));
            }
        }
    }

    private static Failure alreadyLoaded(PluginFile file, String location, boolean sameBytes) {
        return new Failure(new Problem(
                Kind.DUPLICATE_BUNDLE,
                file.identity(),
                "plugin already loaded: " + file.identity() + " was opened from " + Bundles.place(location)
                        + (sameBytes ? ", with the same bytes" : ", with other bytes"),
                sameBytes ? "use the plugin that is open" : "give this one another Bundle-Version to open it beside"));
    }

    private OpenedPlugin install(Request request, Attempt attempt) throws Failure {
        Bundle bundle = installer.prepare(request, () -> attempt.installations = installations.get());
        try {
            return initializer.start(bundle, request.file().linkage());
        } catch (Failure | RuntimeException | Error e) {
            installer.uninstall(bundle);
            throw e;
        }
    }

    /** Tells why a file would not open. */
    List<Problem> why(Path path) {
        try (Request request = request(path)) {
            attempt(request, true);
            return List.of();
        } catch (Failure e) {
            return e.problems();
        }
    }

    /** Does all of an open that runs no code, and leaves no trace: afterwards all is remembered that was before. */
    private OpenedPlugin look(Request request, Attempt attempt) throws Failure {
        try {
            PluginFile file = request.file();
            file.requirePlugin();
            claim(file, request, attempt.work);
            return waits.within(attempt.work, () -> {
                installer.examine(request);
                return null;
            });
        } catch (RuntimeException | Error e) {
            throw unexpected(e);
        } finally {
            claims.values().removeIf(claim -> claim.work() == attempt.work);
            attempts.compute(
                    request.location(), (location, present) -> present == attempt ? attempt.replaced : present);
            // An open that waited takes its turn.
            waits.end(attempt.work, null, new Failure(Kind.NOT_OPEN, "it was only looked at"));
        }
    }

    /** Installs a library; the same file again gives the same bundle. */
    Bundle addLibrary(Path path) throws Failure {
        try (Request request = request(path)) {
            return libraries.add(request);
        }
    }

    /** Lists the failures that are remembered. */
    List<FailedOpen> failures() {
        List<FailedOpen> failures = new ArrayList<>(libraries.refused());
        attempts.forEach((location, attempt) -> {
            if (attempt.work.hasFailed()) {
                String place = Bundles.place(location);
                failures.add(
                        new FailedOpen(place, attempt.work.failure().toException("plugin.Open(\"" + place + "\")")));
            }
        });
        failures.sort(Comparator.comparing(FailedOpen::location));
        return failures;
    }
}
