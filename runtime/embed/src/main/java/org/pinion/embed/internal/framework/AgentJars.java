// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.framework;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * The jars of agents on the system class loader. An agent is one if it was named by {@code -javaagent}, or if it
 * attached later: then the JVM has added its jar to a class path that did not have it. A jar of the host's class path
 * that could be an agent, and is none, is a library like all others.
 */
final class AgentJars {

    private static final List<Attributes.Name> AGENT = List.of(
            new Attributes.Name("Premain-Class"),
            new Attributes.Name("Agent-Class"),
            new Attributes.Name("Launcher-Agent-Class"));

    private static final String OPTION = "-javaagent:";

    /** What is known of jars; they do not change while the JVM has them open. */
    private static final Map<URI, Boolean> KNOWN = new ConcurrentHashMap<>();

    private AgentJars() {}

    /** Tells whether a class is in the jar of an agent. */
    static boolean have(String className) {
        URL found = ClassLoader.getSystemResource(className.replace('.', '/') + ".class");
        if (found == null || !found.getProtocol().equals("jar")) {
            return false;
        }
        try {
            JarURLConnection connection = (JarURLConnection) found.openConnection();
            URI jar = connection.getJarFileURL().toURI();
            Boolean known = KNOWN.get(jar);
            if (known == null) {
                known = isAgent(Path.of(jar));
                KNOWN.put(jar, known);
            }
            return known;
        } catch (IOException | URISyntaxException | RuntimeException e) {
            return false;
        }
    }

    private static boolean isAgent(Path jar) throws IOException {
        Manifest manifest = manifest(jar);
        if (manifest == null || AGENT.stream().noneMatch(manifest.getMainAttributes()::containsKey)) {
            return false;
        }
        Path real = jar.toRealPath();
        return named().contains(real) || !classPath().contains(real);
    }

    /** Lists the agents of the JVM's arguments; without the module of management nobody tells. */
    private static Set<Path> named() {
        try {
            Set<Path> named = new HashSet<>();
            for (String argument : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
                if (argument.startsWith(OPTION)) {
                    String agent = argument.substring(OPTION.length());
                    int options = agent.indexOf('=');
                    add(named, Path.of(options < 0 ? agent : agent.substring(0, options)));
                }
            }
            return named;
        } catch (LinkageError e) {
            return Set.of();
        }
    }

    /** Lists the jars of the class path, and those that their manifests name. */
    private static Set<Path> classPath() {
        Set<Path> all = new HashSet<>();
        Stream.of(System.getProperty("java.class.path", "").split(File.pathSeparator))
                .filter(element -> !element.isEmpty())
                .forEach(element -> addWithItsOwn(all, Path.of(element)));
        return all;
    }

    private static void addWithItsOwn(Set<Path> all, Path jar) {
        if (!add(all, jar)) {
            return;
        }
        try {
            Manifest manifest = manifest(jar);
            String named =
                    manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            for (String each : named == null ? new String[0] : named.strip().split(" +")) {
                URI uri = jar.toAbsolutePath().toUri().resolve(each);
                if ("file".equals(uri.getScheme())) {
                    addWithItsOwn(all, Path.of(uri));
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            // The JVM leaves out what it cannot read, too.
        }
    }

    /** Tells whether there is such a file that was not there before. */
    private static boolean add(Set<Path> paths, Path file) {
        try {
            return paths.add(file.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }

    private static Manifest manifest(Path jar) throws IOException {
        if (!Files.isRegularFile(jar)) {
            return null;
        }
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            return file.getManifest();
        }
    }
}
