// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.activation;

import static org.pinion.embed.internal.diagnosis.ProblemBuilder.problem;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.SynchronousBundleListener;
import org.pinion.Init;
import org.pinion.PluginException;
import org.pinion.Problem.Kind;
import org.pinion.embed.internal.bundle.BundleKind;
import org.pinion.embed.internal.bundle.BundleNames;
import org.pinion.embed.internal.bundle.Wires;
import org.pinion.embed.internal.diagnosis.Failure;
import org.pinion.embed.internal.diagnosis.LinkageDiagnosis;
import org.pinion.embed.internal.framework.Pins;
import org.pinion.embed.internal.framework.StartCheck;
import org.pinion.embed.internal.lifecycle.RuntimeState;
import org.pinion.embed.internal.lifecycle.WaitGraph;
import org.pinion.embed.internal.plugins.LinkedBundles;
import org.pinion.embed.internal.plugins.OpenPlugins;
import org.pinion.embed.internal.plugins.OpenedPlugin;
import org.pinion.linker.Linkage;
import org.pinion.spi.Problems;

/**
 * Runs the init of each bundle once, when the bundle is activated, after that of the bundles it is wired to (I1-I8).
 */
public final class Initializer implements SynchronousBundleListener, StartCheck {

    private static final String AGAIN_ACTIVATED =
            "correct what the exception says; the activator runs again when the file has changed";

    private final LinkedBundles linked = new LinkedBundles();

    private final RuntimeState state;
    private final Pins pins;
    private final InitsByWiring inits;
    private final LibraryStarts libraries;
    private final OpenPlugins plugins;
    private final LinkageDiagnosis diagnosis;
    private final ClassLinker classLinker;
    private final BiConsumer<Bundle, Throwable> reporter;

    /** The bundles that are being started from here, so that there is a caller to be told of a failure. */
    private final Set<Bundle> starting = ConcurrentHashMap.newKeySet();

    /**
     * Create an initializer.
     *
     * @param pins hold what is initialised here
     * @param plugins receives initialised plugins
     * @param lendsLoader whether all calls lend the class loader of their plugin (C3)
     * @param reporter is told of failures that have no caller
     */
    public Initializer(
            RuntimeState state,
            Pins pins,
            WaitGraph waits,
            LibraryStarts libraries,
            OpenPlugins plugins,
            LinkageDiagnosis diagnosis,
            boolean lendsLoader,
            BiConsumer<Bundle, Throwable> reporter) {
        this.state = state;
        this.pins = pins;
        this.inits = new InitsByWiring(waits, pins::unpin);
        this.libraries = libraries;
        this.plugins = plugins;
        this.diagnosis = diagnosis;
        this.classLinker = new ClassLinker(state, diagnosis, lendsLoader);
        this.reporter = reporter;
    }

    /**
     * Pin a bundle, before it gets the wiring that it is to keep.
     *
     * @param patience how long to wait for somebody who is just stopping or removing it
     * @throws Failure if that takes too long
     */
    public void pin(Bundle bundle, Duration patience) throws Failure {
        if (!pins.pin(bundle, patience)) {
            throw new Failure(Problems.of(
                    Kind.START,
                    bundle.getSymbolicName(),
                    "another thread stops, updates, refreshes or uninstalls it at this moment",
                    "open it again when that is over"));
        }
    }

    /**
     * Start a bundle for {@code open}, and so run its init.
     *
     * @return the plugin
     * @throws Failure if it does not start or its init fails; it is stopped then
     */
    public OpenedPlugin start(Bundle bundle, Linkage linkage) throws Failure {
        linked.add(bundle, linkage);
        start(bundle, Bundle.START_TRANSIENT, AGAIN_ACTIVATED);
        return inits.result(bundle);
    }

    /** Forget a bundle that is gone. */
    public void forget(Bundle bundle) {
        inits.forget(bundle);
        linked.forget(bundle);
        libraries.forget(bundle);
    }

    /** Tell whether a resolved bundle is a plugin. */
    public boolean isPlugin(Bundle bundle) throws Failure {
        Linkage linkage = linked.linkage(bundle);
        return linkage != null && !linkage.mainPackages().isEmpty();
    }

    /** Tell whether the init of a bundle has succeeded. */
    public boolean isOpen(Bundle bundle) {
        return inits.hasSucceeded(bundle);
    }

    /**
     * Start a library whose providers have been started, once.
     *
     * @return why it does not start; {@code null} if it does
     * @throws Failure if the thread that starts it waits for this one, or the runtime is closed
     */
    public Failure startLibrary(Bundle bundle) throws Failure {
        boolean initialised = linked.linkage(bundle) != null;
        if (!initialised && bundle.getState() == Bundle.ACTIVE || BundleKind.isFragment(bundle)) {
            return null;
        }
        return libraries.run(bundle, () -> {
            state.requireOpen();
            try {
                start(bundle, LibraryStarts.options(bundle, initialised), ClassLinker.RESTART);
            } catch (Failure e) {
                // If it is still starting, somebody does that in this very thread: its activator asks for what
                // needs it.
                if (bundle.getState() != Bundle.STARTING) {
                    throw e;
                }
            }
            return null;
        });
    }

    private void start(Bundle bundle, int options, String again) throws Failure {
        if (StartProblems.hasActivator(bundle) && !Wires.reached(bundle).contains(bundle)) {
            // Its activator comes before its init, and may use them as well.
            initialiseProviders(bundle, bundle, new HashSet<>());
        }
        starting.add(bundle);
        try {
            bundle.start(options);
        } catch (BundleException e) {
            Failure failure = inits.failure(bundle);
            throw failure == null ? StartProblems.of(bundle, e, diagnosis, again) : failure;
        } finally {
            starting.remove(bundle);
        }
        initialise(bundle);
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.UNINSTALLED) {
            forget(event.getBundle());
        }
    }

    @Override
    public boolean activated(Bundle bundle) {
        try {
            initialise(bundle);
            return true;
        } catch (Failure e) {
            stop(bundle);
            if (!starting.contains(bundle)) {
                reporter.accept(bundle, e.toException(operation(bundle)));
            }
            return false;
        }
    }

    /** Make a start fail whose init failed; the framework did not ask for its outcome. */
    @Override
    public void started(Bundle bundle) throws BundleException {
        Failure init = inits.failure(bundle);
        if (init != null && bundle.getState() != Bundle.ACTIVE) {
            PluginException failure = init.toException(operation(bundle));
            throw new BundleException(failure.getMessage(), BundleException.UNSPECIFIED, failure);
        }
    }

    /** Name the start of a bundle as messages do. */
    public static String operation(Bundle bundle) {
        return "plugin.Start(\""
                + (bundle.getSymbolicName() == null
                        ? BundleNames.place(bundle.getLocation())
                        : bundle.getSymbolicName())
                + "\")";
    }

    private static void stop(Bundle bundle) {
        try {
            bundle.stop(Bundle.STOP_TRANSIENT);
        } catch (BundleException | IllegalStateException e) {
            // Its activator failed to stop: the framework has stopped it nevertheless.
        }
    }

    /** Runs the init of an active bundle, unless somebody did or does; in that case waits for it. */
    private void initialise(Bundle bundle) throws Failure {
        Linkage linkage = linked.linkage(bundle);
        if (linkage != null) {
            inits.once(bundle, () -> run(bundle, linkage));
        }
    }

    private OpenedPlugin run(Bundle bundle, Linkage linkage) throws Failure {
        if (!linkage.errors().isEmpty()) {
            throw new Failure(
                    linkage.errors().stream()
                            .map(error ->
                                    Problems.of(Kind.LINKAGE, bundle.getSymbolicName(), error.text(), error.fix()))
                            .toList(),
                    null);
        }
        requireName(bundle);
        initialiseProviders(bundle, bundle, new HashSet<>());
        boolean isPlugin = linkage.mainPackage().isPresent();
        if (isPlugin) {
            pin(bundle, Duration.ZERO);
        }
        state.requireOpen();
        ClassLinker.Linked classes = classLinker.link(bundle, linkage);
        List<Init> ran = classes.runner().run();
        if (isPlugin) {
            classes.plugin().initialised(ran);
            plugins.publish(classes.plugin());
        }
        return classes.plugin();
    }

    /** The framework installs a bundle without a name, too, if it takes it for one of the time before names. */
    private static void requireName(Bundle bundle) throws Failure {
        if (bundle.getSymbolicName() == null) {
            throw new Failure(problem(
                            Kind.NOT_A_BUNDLE,
                            "",
                            "is not an OSGi bundle: the framework finds no Bundle-SymbolicName in its manifest")
                    .needed(Constants.BUNDLE_SYMBOLICNAME + ", in a manifest with lines that end with a line feed")
                    .found(BundleNames.place(bundle.getLocation()))
                    .fix("open the file with open, which reads every manifest; or build it with bnd"));
        }
    }

    /** Load all that an open of a resolved bundle loads, without running any code of the bundle. */
    public void requireClasses(Bundle bundle, Linkage linkage) throws Failure {
        libraries.requireNoFailure(Wires.reached(bundle));
        StartProblems.requireActivator(bundle, diagnosis);
        classLinker.link(bundle, linkage);
    }

    /**
     * Starts and initialises what a bundle is wired to (I5); bundles that the linker has not seen are passed through.
     */
    private void initialiseProviders(Bundle bundle, Bundle dependent, Set<Bundle> visited) throws Failure {
        for (Bundle provider : Wires.providers(dependent)) {
            if (!visited.add(provider) || provider.equals(bundle)) {
                continue;
            }
            Linkage linkage = linked.linkage(provider);
            if (linkage == null) {
                initialiseProviders(bundle, provider, visited);
                initialiseLibrary(provider);
            } else if (!isWaitingFor(bundle, provider)) {
                initialiseProvider(provider, linkage);
            }
        }
    }

    private void initialiseProvider(Bundle provider, Linkage linkage) throws Failure {
        if (linkage.mainPackages().isEmpty()) {
            initialiseLibrary(provider);
            return;
        }
        try {
            start(provider, Bundle.START_TRANSIENT, AGAIN_ACTIVATED);
        } catch (Failure e) {
            throw StartProblems.because(provider, e);
        }
    }

    private void initialiseLibrary(Bundle library) throws Failure {
        Failure failure = startLibrary(library);
        if (failure != null) {
            throw StartProblems.because(library, failure);
        }
    }

    /** Tells whether two bundles are wired to each other and the other one has begun first: somebody must go ahead. */
    private boolean isWaitingFor(Bundle bundle, Bundle provider) {
        return inits.isUnderWay(provider) && Wires.reached(provider).contains(bundle);
    }
}
