// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.wiring.FrameworkWiring;
import org.pinion.embed.Pinion;

/** What a failed open must leave as it was. */
record Snapshot(
        SortedSet<String> bundles,
        SortedSet<String> services,
        SortedSet<String> plugins,
        SortedSet<String> threads,
        SortedSet<String> openFiles,
        SortedSet<String> storage) {

    /** Looks at a runtime whose files are all in one folder. */
    static Snapshot of(Pinion pinion, Path folder) {
        BundleContext context = pinion.framework().getBundleContext();
        try {
            return new Snapshot(
                    findBundles(context),
                    findServices(context),
                    texts(pinion.plugins()),
                    findThreads(),
                    findOpenFiles(folder.toRealPath()),
                    files(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SortedSet<String> texts(Collection<?> objects) {
        SortedSet<String> texts = new TreeSet<>();
        objects.forEach(object -> texts.add(object.toString()));
        return texts;
    }

    /** All bundles with their states, also those that are gone but still in use. */
    private static SortedSet<String> findBundles(BundleContext context) {
        SortedSet<String> bundles = new TreeSet<>();
        for (Bundle bundle : context.getBundles()) {
            bundles.add(bundle.getBundleId() + " " + bundle + " is in state " + bundle.getState());
        }
        for (Bundle bundle : context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                .adapt(FrameworkWiring.class)
                .getRemovalPendingBundles()) {
            bundles.add(bundle + " is gone, but in use");
        }
        return bundles;
    }

    private static SortedSet<String> findServices(BundleContext context) throws InvalidSyntaxException {
        var references = context.getAllServiceReferences(null, null);
        return references == null ? new TreeSet<>() : texts(Arrays.asList(references));
    }

    /** The threads of the runtime; those of the JVM and of the test come and go. */
    private static SortedSet<String> findThreads() {
        SortedSet<String> threads = new TreeSet<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            String name = thread.getName();
            // Those of the resolver are a pool, from which idle ones go after a minute.
            if (name.startsWith("Felix") && !name.startsWith("FelixResolver") || name.startsWith("pinion")) {
                threads.add(name + " " + thread.hashCode());
            }
        }
        return threads;
    }

    private static SortedSet<String> findOpenFiles(Path folder) throws IOException {
        SortedSet<String> open = new TreeSet<>();
        Path descriptors = Path.of("/proc/self/fd");
        if (!Files.exists(descriptors)) {
            return open;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(descriptors)) {
            for (Path descriptor : all) {
                if (Files.isSymbolicLink(descriptor)) {
                    String target = Files.readSymbolicLink(descriptor).toString();
                    if (target.startsWith(folder.toString())) {
                        open.add(descriptor.getFileName() + " -> " + target);
                    }
                }
            }
        }
        return open;
    }

    private static SortedSet<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return texts(files.toList());
        }
    }
}
