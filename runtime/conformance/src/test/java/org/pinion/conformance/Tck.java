// SPDX-License-Identifier: Apache-2.0
package org.pinion.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.felix.framework.Felix;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.commons.AnalyzerAdapter;
import org.objectweb.asm.tree.ClassNode;
import org.pinion.PluginMain;
import org.pinion.embed.Pinion;
import org.pinion.linkcheck.LinkCheck;
import org.pinion.linker.Linkage;
import org.slf4j.Logger;
import org.slf4j.simple.SimpleLogger;

/** Where OSGi's tests are, and how they get a JVM of their own. */
final class Tck {

    /** The folder into which the build has fetched them. */
    static final Path FOLDER = Path.of(System.getProperty("tck.folder"));

    private static final int MINUTES = 5;

    private Tck() {}

    /** List the jars in a folder, in a fixed order. */
    static List<Path> jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    /** Find the jar or folder that a class was loaded from. */
    static Path locationOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * List what the runtime and the classes next to this one need; no JUnit, which the tests bring in another version.
     */
    static List<Path> runtime() {
        return Stream.of(
                        Tck.class,
                        Pinion.class,
                        PluginMain.class,
                        Linkage.class,
                        LinkCheck.class,
                        ClassVisitor.class,
                        ClassNode.class,
                        AnalyzerAdapter.class,
                        Felix.class,
                        Logger.class,
                        SimpleLogger.class)
                .map(Tck::locationOf)
                .toList();
    }

    /** Make a class path. */
    static String classPath(List<Path> elements) {
        return elements.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** Make an empty folder for the output of one run. */
    static Path emptyFolder(String name) throws IOException {
        Path folder = FOLDER.resolve(name);
        if (Files.exists(folder)) {
            try (Stream<Path> old = Files.walk(folder)) {
                old.sorted(java.util.Comparator.reverseOrder())
                        .map(Path::toFile)
                        .forEach(File::delete);
            }
        }
        return Files.createDirectories(folder);
    }

    /**
     * Run Java until it ends, its output in a file.
     *
     * @param arguments options of the JVM, the class and its arguments
     */
    static void java(Path log, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES))
                    .as("the tests end within %s minutes, see %s", MINUTES, log)
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
    }
}
