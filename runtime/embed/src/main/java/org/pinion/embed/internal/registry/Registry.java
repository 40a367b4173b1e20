// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.pinion.FailedOpen;
import org.pinion.Library;
import org.pinion.Opened;
import org.pinion.Plugin;
import org.pinion.PluginException;
import org.pinion.PluginException.Reason;
import org.pinion.Problem;
import org.pinion.Symbol;
import org.pinion.SymbolRegistry;
import org.pinion.embed.internal.activation.Initializer;
import org.pinion.embed.internal.activation.LibraryStarts;
import org.pinion.embed.internal.bundle.Wires;
import org.pinion.embed.internal.diagnosis.Bundles;
import org.pinion.embed.internal.diagnosis.Failure;
import org.pinion.embed.internal.diagnosis.HostKind;
import org.pinion.embed.internal.diagnosis.LinkageDiagnosis;
import org.pinion.embed.internal.diagnosis.RefusedJars;
import org.pinion.embed.internal.framework.PinningFramework;
import org.pinion.embed.internal.framework.SharedPackages;
import org.pinion.embed.internal.framework.StartCheck;
import org.pinion.embed.internal.jar.StagedFile;
import org.pinion.embed.internal.jar.Staging;
import org.pinion.embed.internal.lifecycle.Operations;
import org.pinion.embed.internal.lifecycle.RuntimeState;
import org.pinion.embed.internal.lifecycle.WaitGraph;
import org.pinion.embed.internal.plugins.OpenPlugins;
import org.pinion.embed.internal.references.KnownClasses;
import org.pinion.embed.internal.references.ReferenceCheck;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The registry of one runtime: what hosts and bundles see of it. */
public final class Registry implements SymbolRegistry {

    private record Result(List<Plugin> plugins, List<FailedOpen> failures) implements Opened {}

    private static final Logger LOG = LoggerFactory.getLogger("org.pinion");

    private final RuntimeState state = new RuntimeState();
    private final WaitGraph waits = new WaitGraph(state);
    private final OpenPlugins plugins = new OpenPlugins(state);
    private final Operations operations = new Operations(state);
    private final Attempts attempts;
    private final BundleChanges changes;
    private final Staging staging;
    private final Initializer initializer;
    private final Installer installer;
    private final Libraries libraries;
    private final ReferenceCheck references;
    private final Opener opener;

    private Registry(
            PinningFramework framework, Path folder, SharedPackages shared, boolean lendsLoader, HostKind hostKind) {
        BundleContext context = framework.context();
        Bundles bundles = new Bundles(context.getBundle(), shared::isPresent, new RefusedJars(), hostKind);
        LinkageDiagnosis diagnosis = new LinkageDiagnosis(bundles, Wires::providers);
        LibraryStarts starts = new LibraryStarts(waits);
        changes = new BundleChanges(framework.pins());
        staging = new Staging(folder);
        attempts = new Attempts(waits, changes);
        initializer = new Initializer(
                state, framework.pins(), waits, starts, plugins, diagnosis, lendsLoader, (bundle, failure) -> {
                    LOG.error(failure.getMessage(), failure.getCause());
                    framework.reportError(bundle, failure);
                });
        references = new ReferenceCheck(new KnownClasses(context.getBundle()), bundles, diagnosis);
        installer = new Installer(framework, shared, bundles, initializer, references);
        LibraryPasses passes = new LibraryPasses(installer, initializer, starts, changes, plugins);
        libraries = new Libraries(context, shared, bundles, installer, starts, passes);
        opener = new Opener(attempts, new Claims(waits), libraries, installer, initializer, waits, references);
    }

    /**
     * Create the registry of a framework that is initialised but not started, so that no bundle starts unseen.
     *
     * @param folder where files are copied to while they are opened
     * @param shared the packages that the host shares
     * @param lendsLoader whether calls lend the class loader of their plugin to the thread, whatever the plugin says
     *     (C3)
     * @param commandLine whether messages name options of the command line, not methods of Java
     */
    public static Registry of(
            PinningFramework framework, Path folder, SharedPackages shared, boolean lendsLoader, boolean commandLine) {
        Registry registry = new Registry(
                framework, folder, shared, lendsLoader, commandLine ? HostKind.COMMAND_LINE : HostKind.JAVA);
        BundleContext context = framework.context();
        context.addBundleListener(registry.initializer);
        context.addBundleListener(registry.changes);
        context.addBundleListener(registry.references);
        context.addBundleListener(registry.libraries);
        context.registerService(SymbolRegistry.class, registry, null);
        return registry;
    }

    /** Give what must follow the starts of the framework's bundles. */
    public StartCheck startCheck() {
        return initializer;
    }

    /** Begin to take in files: plugins that are to be opened together, and libraries that are to be added. */
    public Batch batch() {
        return batch(true);
    }

    private Batch batch(boolean takesLibraries) {
        return new Batch(operations, staging, opener, installer, libraries, takesLibraries);
    }

    /** Tell how many bundles have come so far: what was missing may have come with a new one. */
    public long installations() {
        return changes.all();
    }

    @Override
    public List<FailedOpen> failures() {
        return Stream.concat(libraries.refused().stream(), attempts.failures().stream())
                .sorted(Comparator.comparing(FailedOpen::location))
                .toList();
    }

    /** Fail all lookups from now on (P5). */
    public void close() {
        state.close();
        waits.wake();
        plugins.clear();
    }

    @Override
    public Plugin open(Path jar) {
        return operations.run("Open", jar.toString(), () -> {
            try (StagedFile staged = staging.of(jar)) {
                return opener.open(staged);
            }
        });
    }

    @Override
    public Plugin open(String location, InputStream jar) {
        Objects.requireNonNull(jar, "jar");
        try {
            return operations.run("Open", Objects.requireNonNull(location, "location"), () -> {
                try (StagedFile staged = staging.of(location, jar)) {
                    return opener.open(staged);
                }
            });
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
        try (Batch batch = batch(false)) {
            batch.expect(files);
            files.forEach(batch::addPlugin);
            for (Path file : batch.order()) {
                observer.step(done++, files.size(), failed.size(), String.valueOf(file.getFileName()));
                try {
                    opened.add(batch.open(file));
                } catch (PluginException e) {
                    if (e.reason() == Reason.CLOSED) {
                        throw e;
                    }
                    failed.add(new FailedFile(file.toString(), e));
                }
            }
        }
        observer.step(done, files.size(), failed.size(), "");
        return new Result(List.copyOf(opened), List.copyOf(failed));
    }

    @Override
    public Bundle addLibrary(Path jar) {
        return operations.run("AddLibrary", jar.toString(), () -> {
            try (StagedFile staged = staging.of(jar)) {
                return libraries.add(staged);
            }
        });
    }

    @Override
    public void startLibraries() {
        operations.run("StartLibraries", null, () -> {
            libraries.start();
            return null;
        });
    }

    @Override
    public List<Library> libraries() {
        return state.isClosed() ? List.of() : libraries.list();
    }

    @Override
    public List<Problem> why(Path jar) {
        return operations.run("Why", jar.toString(), () -> {
            List<Problem> problems = problems(jar);
            // What was found while the framework stopped says nothing about the file.
            state.requireOpen();
            return problems;
        });
    }

    private List<Problem> problems(Path jar) {
        try (StagedFile staged = staging.of(jar)) {
            opener.look(staged);
            return List.of();
        } catch (Failure e) {
            return e.problems();
        }
    }

    @Override
    public List<Problem> remarks(Path jar) {
        return operations.run("Remarks", jar.toString(), () -> {
            try (StagedFile staged = staging.of(jar)) {
                return opener.remarks(staged);
            } catch (Failure e) {
                state.requireOpen();
                return List.of();
            }
        });
    }

    @Override
    public List<Problem> remarks(Plugin plugin) {
        return operations.run("Remarks", plugin.name(), () -> references.remarks(plugin.bundle()));
    }

    @Override
    public Optional<Plugin> plugin(String name) {
        return plugins.find(name);
    }

    @Override
    public List<Plugin> plugins() {
        return plugins.all();
    }

    @Override
    public Symbol lookup(String plugin, String symbol) {
        return plugins.lookup(plugin, symbol);
    }
}
