// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.registry;

import static org.pinion.embed.internal.diagnosis.ProblemBuilder.problem;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;
import org.pinion.Problem;
import org.pinion.Problem.Kind;
import org.pinion.embed.internal.activation.Initializer;
import org.pinion.embed.internal.bundle.BundleNames;
import org.pinion.embed.internal.diagnosis.Bundles;
import org.pinion.embed.internal.diagnosis.Failure;
import org.pinion.embed.internal.diagnosis.ResolveDiagnosis;
import org.pinion.embed.internal.framework.IsolationHook;
import org.pinion.embed.internal.framework.PinningFramework;
import org.pinion.embed.internal.framework.SharedPackages;
import org.pinion.embed.internal.jar.JarDamage;
import org.pinion.embed.internal.jar.JarProblems;
import org.pinion.embed.internal.jar.PluginFile;
import org.pinion.embed.internal.jar.SourceFile;
import org.pinion.embed.internal.jar.StagedFile;
import org.pinion.embed.internal.references.ReferenceCheck;
import org.pinion.spi.Problems;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings bundles into the framework as far as that runs no code of theirs, and takes those out that failed. */
final class Installer {

    private static final Logger LOG = LoggerFactory.getLogger("org.pinion");

    private static final int RESOLVE_ATTEMPTS = 5;

    /** How long to wait for what others do to the same bundle. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /**
     * How many bundles are resolved at once: each time the framework looks at all wirings, which speaks for many; and
     * it copies for each bundle the list of all that have the same need, which speaks for few.
     */
    private static final int RESOLVED_TOGETHER = 500;

    private final PinningFramework framework;
    private final BundleContext context;
    private final SharedPackages shared;
    private final Bundles bundles;
    private final Initializer initializer;
    private final ReferenceCheck references;

    /** The bundles that are installed and wait for their open, by location. */
    private final Map<String, Early> early = new ConcurrentHashMap<>();

    private record Early(Bundle bundle, String digest) {}

    /**
     * Creates an installer.
     *
     * @param bundles what explanations are made from
     * @param references checks what bundles refer to
     */
    Installer(
            PinningFramework framework,
            SharedPackages shared,
            Bundles bundles,
            Initializer initializer,
            ReferenceCheck references) {
        this.framework = framework;
        this.context = framework.context();
        this.shared = shared;
        this.bundles = bundles;
        this.initializer = initializer;
        this.references = references;
    }

    /**
     * Installs, pins and resolves a bundle.
     *
     * @param installed is told when it is installed, before it looks for what it needs
     * @throws Failure with all that is wrong; the bundle is gone then
     */
    Bundle prepare(StagedFile staged, Runnable installed) throws Failure {
        Bundle bundle = takeEarly(staged.location(), staged.digest());
        if (bundle == null) {
            Bundle other = context.getBundle(staged.location());
            if (other != null) {
                throw alreadyInstalled(staged.file(), other);
            }
            bundle = install(staged);
        }
        installed.run();
        try {
            // From now on nobody refreshes a library under its feet.
            initializer.pin(bundle, PATIENCE);
            requireSound(bundle, staged);
            references.require(bundle, staged.file());
            return bundle;
        } catch (Failure | RuntimeException | Error e) {
            uninstall(bundle);
            throw e;
        }
    }

    /**
     * Does all of an open that runs no code of the bundle, and takes the bundle out again.
     *
     * @param action what to do with the bundle, if nothing is wrong
     * @throws Failure with all that is wrong
     */
    void look(StagedFile staged, Consumer<Bundle> action) throws Failure {
        IsolationHook isolation = new IsolationHook(context, framework.pins(), staged.location());
        try {
            Bundle bundle = prepare(staged, () -> {});
            try {
                initializer.requireClasses(bundle, staged.file().linkage());
                action.accept(bundle);
            } finally {
                uninstall(bundle);
            }
        } finally {
            isolation.close();
        }
    }

    /** Resolves a bundle; if anything is wrong, tells all that is. */
    private void requireSound(Bundle bundle, StagedFile staged) throws Failure {
        PluginFile file = staged.file();
        List<Problem> problems = new ArrayList<>(file.problems(shared.names()));
        // To resolve what is resolved takes Felix as long as to look at the wirings of all bundles.
        boolean resolved = bundle.getState() != Bundle.INSTALLED || resolve(frameworkWiring(), List.of(bundle));
        if (resolved && problems.isEmpty()) {
            return;
        }
        List<Problem> unresolved = resolved ? List.of() : new ResolveDiagnosis(bundles).explain(bundle);
        problems.addAll(JarProblems.of(staged.copy(), unresolved));
        if (!resolved && unresolved.isEmpty()) {
            problems.add(Problems.of(
                    Kind.USES_CONFLICT,
                    file.identity(),
                    "what it imports cannot be had together: the bundles that it needs use different versions of"
                            + " one package",
                    "build it and its libraries against the same versions"));
        }
        throw new Failure(problems, null);
    }

    /** Installs a library, which may be updated as long as no plugin uses it. */
    Bundle installLibrary(StagedFile staged) throws Failure {
        return install(staged, () -> {
            try (InputStream bytes = Files.newInputStream(staged.copy())) {
                return context.installBundle(staged.location(), bytes);
            }
        });
    }

    private Bundle install(StagedFile staged) throws Failure {
        String name = staged.file().name();
        return install(staged, () -> framework.install(staged.location(), name, staged.jar()));
    }

    /** How the framework is given a bundle. */
    private interface Install {
        Bundle run() throws BundleException, IOException;
    }

    private Bundle install(StagedFile staged, Install install) throws Failure {
        PluginFile file = staged.file();
        try {
            return install.run();
        } catch (IOException e) {
            throw SourceFile.notStored(e);
        } catch (BundleException e) {
            if (e.getType() == BundleException.DUPLICATE_BUNDLE_ERROR) {
                throw alreadyInstalled(file, namesake(file));
            }
            if (e.getCause() instanceof IOException io) {
                // What is read and written by now is the runtime's own, unless the jar is what the JDK stumbles over.
                throw JarDamage.isOfJar(io) ? JarDamage.of(staged.copy(), io) : SourceFile.notStored(io);
            }
            Throwable cause = e.getCause() == null ? e : e.getCause();
            List<Problem> problems = new ArrayList<>(JarProblems.ofManifest(staged.copy()));
            if (problems.isEmpty()) {
                problems.add(problem(Kind.MANIFEST, "", "the framework does not accept the manifest")
                        .found("it says: " + Failure.describe(cause).replaceFirst("^[\\w.$]+: ", ""))
                        .fix("correct the header that this is about, or leave it to bnd"));
            }
            problems.addAll(file.problems(shared.names()));
            throw new Failure(problems, e);
        } catch (RuntimeException | Error e) {
            Bundle half = context.getBundle(staged.location());
            if (half != null) {
                uninstall(half);
            }
            throw e;
        }
    }

    private Bundle namesake(PluginFile file) {
        return Arrays.stream(context.getBundles())
                .filter(file::isNamesakeOf)
                .findFirst()
                .orElse(context.getBundle());
    }

    private static Failure alreadyInstalled(PluginFile file, Bundle other) {
        return new Failure(Problems.of(
                Kind.DUPLICATE_BUNDLE,
                file.identity(),
                "plugin already loaded: " + file.identity() + " was opened from "
                        + BundleNames.place(other.getLocation()) + ", by other means than open",
                "give this one another Bundle-Version to open it beside"));
    }

    /**
     * Installs a plugin that will be opened soon, so that others find what it offers.
     *
     * @return the bundle; {@code null} if the plugin is there already, or cannot be opened whatever comes
     * @throws Failure if it cannot be installed
     */
    Bundle installEarly(StagedFile staged) throws Failure {
        if (context.getBundle(staged.location()) != null
                || !staged.file().problems(shared.names()).isEmpty()) {
            return null;
        }
        Bundle bundle = install(staged);
        early.put(staged.location(), new Early(bundle, staged.digest()));
        return bundle;
    }

    /** Resolves installed bundles together, as far as what they need is there. */
    void resolveTogether(List<Bundle> installed) {
        for (int i = 0; i < installed.size(); i += RESOLVED_TOGETHER) {
            List<Bundle> some = installed.subList(i, Math.min(i + RESOLVED_TOGETHER, installed.size()));
            try {
                resolve(frameworkWiring(), some);
            } catch (IllegalStateException | IllegalArgumentException e) {
                LOG.debug("one of {} is gone, or the framework is busy; its open will see", some, e);
            }
        }
    }

    /** Takes a bundle out that was installed early, unless an open has taken it over. */
    void discardEarly(Bundle bundle) {
        if (early.remove(bundle.getLocation()) != null) {
            uninstall(bundle);
        }
    }

    /** Takes a bundle over that was installed early, if it has these bytes. */
    private Bundle takeEarly(String location, String digest) {
        Early found = early.remove(location);
        if (found == null) {
            return null;
        }
        if (found.digest().equals(digest) && found.bundle().getState() != Bundle.UNINSTALLED) {
            return found.bundle();
        }
        uninstall(found.bundle());
        return null;
    }

    private FrameworkWiring frameworkWiring() {
        return context.getBundle(Constants.SYSTEM_BUNDLE_ID).adapt(FrameworkWiring.class);
    }

    /** Tries more than once: the framework stumbles when somebody moves one of the bundles at that moment. */
    private static boolean resolve(FrameworkWiring wiring, List<Bundle> bundles) {
        for (int i = 1; i < RESOLVE_ATTEMPTS; i++) {
            try {
                return wiring.resolveBundles(bundles);
            } catch (IllegalStateException e) {
                LOG.debug("resolving {} once more", bundles, e);
            }
        }
        return wiring.resolveBundles(bundles);
    }

    /** Takes out a bundle that is not to stay. */
    void uninstall(Bundle bundle) {
        framework.pins().unpin(bundle);
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
}
