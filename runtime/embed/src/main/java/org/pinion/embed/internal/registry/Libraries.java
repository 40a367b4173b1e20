// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.registry;

import static org.pinion.embed.internal.diagnosis.ProblemBuilder.problem;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.namespace.HostNamespace;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.pinion.FailedOpen;
import org.pinion.Library;
import org.pinion.PluginException;
import org.pinion.Problem;
import org.pinion.Problem.Kind;
import org.pinion.embed.internal.activation.Initializer;
import org.pinion.embed.internal.activation.LibraryStarts;
import org.pinion.embed.internal.bundle.BundleKind;
import org.pinion.embed.internal.bundle.BundleNames;
import org.pinion.embed.internal.diagnosis.Bundles;
import org.pinion.embed.internal.diagnosis.Failure;
import org.pinion.embed.internal.framework.SharedPackages;
import org.pinion.embed.internal.jar.PluginFile;
import org.pinion.embed.internal.jar.StagedFile;
import org.pinion.spi.Problems;

/**
 * The libraries that were added: they are resolved together and started, each after what it is wired to, before
 * anything is opened (L1).
 */
final class Libraries implements SynchronousBundleListener {

    private record Known(Bundle bundle, Duration startTime, Optional<PluginException> failure) implements Library {}

    private final BundleContext context;
    private final SharedPackages shared;
    private final Bundles bundles;
    private final Installer installer;
    private final LibraryStarts starts;
    private final LibraryPasses passes;

    /** The digests of what was added, by location. */
    private final Map<String, String> digests = new ConcurrentHashMap<>();

    /** What was in a batch and could not be added, by path. */
    private final Map<String, FailedOpen> refused = new ConcurrentHashMap<>();

    /** In the order of adding. */
    private final Set<Bundle> added = new CopyOnWriteArraySet<>();

    /** Counts what was added. */
    private final AtomicLong additions = new AtomicLong();

    Libraries(
            BundleContext context,
            SharedPackages shared,
            Bundles bundles,
            Installer installer,
            LibraryStarts starts,
            LibraryPasses passes) {
        this.context = context;
        this.shared = shared;
        this.bundles = bundles;
        this.installer = installer;
        this.starts = starts;
        this.passes = passes;
    }

    /** Installs a library; the same file again gives the same bundle. */
    Bundle add(StagedFile staged) throws Failure {
        String place = BundleNames.place(staged.location());
        bundles.refused().remove(place);
        try {
            return install(staged);
        } catch (Failure e) {
            // Those that miss its packages are told of it.
            bundles.refused().add(place, staged.copy(), e);
            throw e;
        }
    }

    private Bundle install(StagedFile staged) throws Failure {
        String location = staged.location();
        Bundle installed = context.getBundle(location);
        if (installed != null && digests.containsKey(location)) {
            if (!digests.get(location).equals(staged.digest())) {
                throw new Failure(Problems.of(
                        Kind.CHANGED,
                        location,
                        "changed since it was added; a library cannot be reloaded, restart the runtime",
                        "restart the runtime; or give the new one another version and file name to add it beside"));
            }
            return installed;
        }
        PluginFile file = staged.library();
        Optional<Bundle> namesake = added.stream().filter(file::isNamesakeOf).findFirst();
        if (namesake.isPresent()) {
            requireSameBytes(file, namesake.get(), staged.digest());
            return namesake.get();
        }
        if (!file.isLibrary() && !file.linkage().mainPackages().isEmpty()) {
            throw new Failure(Problems.of(
                    Kind.BUNDLE_TYPE,
                    file.identity(),
                    "bundle " + file.identity() + " is a plugin, not a library",
                    "open it"));
        }
        List<Problem> problems = file.problems(shared.names());
        if (!problems.isEmpty()) {
            throw new Failure(problems, null);
        }
        Bundle library = installer.installLibrary(staged);
        if (installed == null && BundleKind.isFragment(library) && library.getState() == Bundle.INSTALLED) {
            requireFreeHost(library);
        }
        digests.put(location, staged.digest());
        added.add(library);
        additions.incrementAndGet();
        return library;
    }

    private void requireSameBytes(PluginFile file, Bundle namesake, String digest) throws Failure {
        if (!digest.equals(digests.get(namesake.getLocation()))) {
            throw new Failure(Problems.of(
                    Kind.DUPLICATE_BUNDLE,
                    file.identity(),
                    "library already added: " + file.identity() + " was added from "
                            + BundleNames.place(namesake.getLocation()) + ", with other bytes",
                    "keep one of the two files; or give this one another Bundle-Version to add it beside"));
        }
    }

    /** Makes sure that a fragment can be attached: the framework does that only when it resolves the host. */
    private void requireFreeHost(Bundle library) throws Failure {
        List<Bundle> hosts = hosts(library);
        if (!hosts.isEmpty() && hosts.stream().noneMatch(Libraries::isFree)) {
            installer.uninstall(library);
            throw new Failure(problem(
                            Kind.LATE_FRAGMENT,
                            library.getSymbolicName(),
                            "fragment " + BundleNames.name(library) + " comes too late for "
                                    + BundleNames.name(hosts.get(0)) + ", which is resolved already")
                    .found(hosts.stream().map(BundleNames::nameAndPlace).toList())
                    .fix("add the fragment before anything uses " + hosts.get(0).getSymbolicName()
                            + "; for that restart the runtime with it"));
        }
    }

    private List<Bundle> hosts(Bundle fragment) {
        List<BundleRequirement> requirements =
                fragment.adapt(BundleRevision.class).getDeclaredRequirements(HostNamespace.HOST_NAMESPACE);
        return Stream.of(context.getBundles())
                .filter(bundle -> Bundles.capabilities(bundle, HostNamespace.HOST_NAMESPACE)
                        .anyMatch(host -> requirements.stream().anyMatch(requirement -> requirement.matches(host))))
                .toList();
    }

    /** Tells whether the framework would attach a fragment; the framework itself takes extensions at any time. */
    private static boolean isFree(Bundle host) {
        return BundleKind.isHost(host) || host.getState() == Bundle.INSTALLED;
    }

    /** Installs a library of a batch, and remembers it if that fails. */
    Bundle addFromBatch(Path path, StagedFile staged) throws Failure {
        String place = path.toString();
        refused.remove(place);
        try {
            return add(staged);
        } catch (Failure e) {
            refused.put(place, new FailedFile(place, e.toException("plugin.AddLibrary(\"" + place + "\")")));
            throw e;
        }
    }

    /** Lists the libraries of batches that could not be added. */
    Collection<FailedOpen> refused() {
        return refused.values();
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.UNINSTALLED) {
            added.remove(event.getBundle());
        }
    }

    /**
     * Starts what was added and is not started yet, as far as all that it needs is there.
     *
     * @throws Failure if libraries wait for each other for ever, or the runtime is closed; a library that fails is only
     *     remembered
     */
    void start() throws Failure {
        passes.start(additions.get(), added);
    }

    /**
     * Lists the libraries: first those whose start has begun, in that order, then the others in the order of adding.
     */
    List<Library> list() {
        Set<Bundle> all = new LinkedHashSet<>(starts.begun());
        all.addAll(added);
        List<Library> libraries = new ArrayList<>();
        for (Bundle bundle : all) {
            Failure own = starts.failure(bundle);
            Failure failure = own != null || starts.isStarted(bundle) ? own : passes.blocker(bundle);
            libraries.add(new Known(
                    bundle,
                    starts.time(bundle),
                    Optional.ofNullable(failure).map(known -> known.toException(Initializer.operation(bundle)))));
        }
        return List.copyOf(libraries);
    }
}
