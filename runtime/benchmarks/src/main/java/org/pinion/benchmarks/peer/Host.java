// SPDX-License-Identifier: Apache-2.0
package org.pinion.benchmarks.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.osgi.framework.BundleException;

/** Opens small plugins in one of the ways that are compared. */
public interface Host extends AutoCloseable {

    /** Start what opens plugins one by one; {@link #openAll} starts what it needs itself. */
    void start() throws Exception;

    /** Open a plugin: install and start it, load and initialise its classes. */
    void open(Path jar) throws Exception;

    /** Open all plugins of a folder, in the best way that there is for it. */
    void openAll(Path folder) throws Exception;

    /** Give the class of an opened plugin, to see that it is there. */
    Class<?> type(Path jar, String name) throws Exception;

    @Override
    void close() throws IOException, BundleException;

    /** Lists the jars of a folder by name. */
    static List<Path> jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    /**
     * Create a host.
     *
     * @param name {@code pinion}, {@code felix}, {@code pf4j} or {@code classloader}
     * @return the host, with no plugin open
     */
    static Host of(String name) throws Exception {
        return switch (name) {
            case "pinion" -> new PinionHost();
            case "felix" -> new FelixHost();
            case "pf4j" -> new Pf4jHost();
            case "classloader" -> new ClassLoaderHost();
            default -> throw new IllegalArgumentException(name);
        };
    }
}
