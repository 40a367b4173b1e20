// SPDX-License-Identifier: Apache-2.0
package org.pinion.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.pinion.benchmarks.jars.Plugins;

/**
 * Where everything is, and the Java that measures.
 *
 * @param root the checkout
 * @param target the folder that the module is built in
 */
record Workplace(Path root, Path target) {

    /** Finds the place by that of the class. */
    static Workplace find() {
        try {
            Path code = Path.of(Workplace.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toAbsolutePath();
            Path target = code.getParent();
            return new Workplace(target.resolve("../../..").normalize(), target);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Gives the folder for all that is built to be measured. */
    Path work() {
        return target.resolve("work");
    }

    /** Gives the folder for what was measured on this version of Java. */
    Path results() {
        return target.resolve("results").resolve(jdk());
    }

    /** Gives a folder of small plugins, which it builds first unless they are there. */
    Path plugins(int count) {
        Path folder = work().resolve("plugins" + count);
        Plugins.small().write(folder, 0, count);
        return folder;
    }

    /**
     * Gives a new folder for what a process stores. All of them stay until {@link #clear}: some file systems take much
     * longer to make a file where others were removed some minutes ago, and only hosts that copy plugins would pay for
     * it.
     */
    Path storage() {
        try {
            return Files.createTempDirectory(Files.createDirectories(storages()), "process");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path storages() {
        return work().resolve("storage");
    }

    /** Removes what the processes have stored. */
    void clear() {
        if (!Files.exists(storages())) {
            return;
        }
        try (Stream<Path> files = Files.walk(storages())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String jdk() {
        return "jdk" + Runtime.version().feature();
    }

    static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** Gives the options for all processes: those that keep Java from warning of what Felix uses. */
    static List<String> options(String... more) {
        List<String> options = new ArrayList<>(List.of(more));
        if (Runtime.version().feature() >= 24) {
            options.add("--sun-misc-unsafe-memory-access=allow");
        }
        return options;
    }
}
