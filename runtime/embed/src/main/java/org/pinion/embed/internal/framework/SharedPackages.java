// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.framework;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The packages of the host's class path that bundles may import, with their versions. */
public final class SharedPackages {

    private static final Logger LOG = LoggerFactory.getLogger("org.pinion");

    private final ClassLoader loader;
    private final Map<String, Version> versions = new TreeMap<>();

    /** The folders with classes in the jars of the class path; {@code null} until somebody asks. */
    private volatile Set<String> folders;

    /**
     * Create an empty set.
     *
     * @param loader the class loader of the framework, which will load the classes
     */
    public SharedPackages(ClassLoader loader) {
        this.loader = loader;
    }

    /** Share a package under a version. */
    public void add(String packageName, Version version) {
        versions.put(packageName, version);
    }

    /**
     * Share a package under the version that its {@code package-info} has by {@code @Version}, or that a manifest on
     * the class path exports it with; without either, under 0.0.0.
     */
    public void add(String packageName) {
        Optional<Version> version = new PackageVersions(loader).of(packageName);
        if (version.isEmpty()) {
            LOG.warn(
                    "no package-info and no manifest gives a version to {}, it is shared as 0.0.0{}; put"
                            + " @org.osgi.annotation.versioning.Version(\"1.0.0\") on its package-info.java, or name the"
                            + " version when you share it",
                    packageName,
                    packedWith(packageName));
        }
        add(packageName, version.orElse(Version.emptyVersion));
    }

    /**
     * Says so if the package is in one jar with Pinion: whoever has packed it has dropped the manifest with the
     * version.
     */
    private String packedWith(String packageName) {
        CodeSource own = SharedPackages.class.getProtectionDomain().getCodeSource();
        String path = packageName.replace('.', '/') + "/";
        return own != null && own.getLocation().getPath().endsWith(".jar") && isInPackedJar(own.getLocation(), path)
                ? ", as it was packed into one jar with others, " + own.getLocation() + ", which has only one manifest"
                : "";
    }

    private static boolean isInPackedJar(URL jar, String path) {
        try {
            return folders(new URL("jar:" + jar + "!/")).contains(path);
        } catch (MalformedURLException e) {
            return false;
        }
    }

    /**
     * List the packages that the class loader does not find. Plugins would be wired to them all the same, and fail only
     * when they use a class.
     */
    public Set<String> missing() {
        Set<String> missing = new TreeSet<>(versions.keySet());
        missing.removeIf(this::isPresent);
        return missing;
    }

    /** Tell whether the class loader has a package, be it shared or not. */
    public boolean isPresent(String packageName) {
        for (ClassLoader each = loader; each != null; each = each.getParent()) {
            if (each.getDefinedPackage(packageName) != null) {
                return true;
            }
        }
        String path = packageName.replace('.', '/') + "/";
        return loader.getResource(path) != null
                || loader.getResource(path + "package-info.class") != null
                || ModuleLayer.boot().modules().stream()
                        .anyMatch(module -> module.getPackages().contains(packageName))
                || isInAJar(path);
    }

    /** Looks into the jars themselves, as some have no entries for folders. */
    private boolean isInAJar(String path) {
        Set<String> known = folders;
        if (known == null) {
            known = new HashSet<>();
            try {
                for (URL url : Collections.list(loader.getResources(JarFile.MANIFEST_NAME))) {
                    known.addAll(folders(url));
                }
            } catch (IOException e) {
                LOG.debug("cannot look for {} in jars", path, e);
            }
            folders = known;
        }
        return known.contains(path);
    }

    /** Lists the folders of a jar that have a class. */
    private static Set<String> folders(URL inJar) {
        Set<String> folders = new HashSet<>();
        try {
            if (inJar.openConnection() instanceof JarURLConnection connection) {
                connection.setUseCaches(false);
                try (JarFile jar = connection.getJarFile()) {
                    jar.stream()
                            .map(JarEntry::getName)
                            .filter(name -> name.endsWith(".class"))
                            .forEach(name -> folders.add(name.substring(0, name.lastIndexOf('/') + 1)));
                }
            }
        } catch (IOException e) {
            // The class loader finds nothing in it either.
            LOG.debug("cannot read {}", inJar, e);
        }
        return folders;
    }

    /** List the names of the packages. */
    public Set<String> names() {
        return Collections.unmodifiableSet(versions.keySet());
    }

    /**
     * Warn if another class loader has classes of its own of a shared package: what plugins get is not what is used
     * there.
     *
     * @param other one that the host uses
     */
    public void warnIfLoadedBy(ClassLoader other, String packageName) {
        if (other != loader && hasItsOwn(other, packageName)) {
            LOG.warn(
                    "{} is shared from {}, but the host uses the one of {}: objects of it cannot be exchanged with"
                            + " plugins. Let one class loader load that package, Pinion and Felix, and the classes that"
                            + " use them: with Spring Boot's devtools, name their jars with restart.include in"
                            + " META-INF/spring-devtools.properties, or leave devtools out",
                    packageName,
                    name(loader),
                    name(other));
        }
    }

    private boolean hasItsOwn(ClassLoader other, String packageName) {
        for (ClassLoader each = other; each != null && !isAbove(each); each = each.getParent()) {
            if (each.getDefinedPackage(packageName) != null) {
                return true;
            }
        }
        try {
            Optional<String> type = anyClass(other, packageName);
            return type.isPresent()
                    && Class.forName(type.get(), false, other) != Class.forName(type.get(), false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            LOG.debug("cannot compare {}", packageName, e);
            return false;
        }
    }

    /** Tells whether a class loader is the one of the framework, or one that it may ask. */
    private boolean isAbove(ClassLoader other) {
        for (ClassLoader each = loader; each != null; each = each.getParent()) {
            if (each == other) {
                return true;
            }
        }
        return false;
    }

    private static String name(ClassLoader loader) {
        String text = loader.getClass().getName() + "@" + Integer.toHexString(System.identityHashCode(loader));
        return loader.getName() == null ? text : "'" + loader.getName() + "', " + text;
    }

    /**
     * Warn if the classes of a package have one in their signatures that is on the class path and not shared: a plugin
     * that brings its own class of that name cannot exchange objects with the host (R6).
     */
    public void warnOfUnsharedUses(String packageName) {
        Set<String> uses = SharedUses.of(loader, classes(loader, packageName));
        uses.removeIf(name -> versions.containsKey(name) || SystemPackages.have(name) || !isPresent(name));
        uses.forEach(name -> LOG.warn(
                "{} uses {}, which is not shared: a plugin cannot have it but by a copy of its own, and is refused then;"
                        + " share it, too, with Pinion.builder().share(\"{}\")",
                packageName,
                name,
                name));
    }

    /** Finds the name of any class of a package. */
    private static Optional<String> anyClass(ClassLoader loader, String packageName) {
        return classes(loader, packageName).stream().findFirst();
    }

    /** Lists the classes of a package, by name. */
    private static List<String> classes(ClassLoader loader, String packageName) {
        String path = packageName.replace('.', '/') + "/";
        URL url = loader.getResource(path);
        if (url == null) {
            url = loader.getResource(path + "package-info.class");
        }
        try {
            if (url != null && url.getProtocol().equals("file")) {
                Path folder = Path.of(url.toURI());
                try (Stream<Path> files = Files.list(Files.isDirectory(folder) ? folder : folder.getParent())) {
                    return classes(files.map(file -> path + file.getFileName()), path);
                }
            }
            if (url != null && url.openConnection() instanceof JarURLConnection connection) {
                connection.setUseCaches(false);
                try (JarFile jar = connection.getJarFile()) {
                    return classes(jar.stream().map(JarEntry::getName), path);
                }
            }
        } catch (IOException | URISyntaxException | IllegalArgumentException e) {
            LOG.debug("cannot list {}", url, e);
        }
        return List.of();
    }

    private static List<String> classes(Stream<String> names, String path) {
        return names.filter(name ->
                        name.startsWith(path) && name.endsWith(".class") && name.indexOf('/', path.length()) < 0)
                .map(name ->
                        name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                .sorted()
                .toList();
    }

    /** Writes the packages as the framework wants them. */
    String header() {
        return versions.entrySet().stream()
                .map(entry -> entry.getKey() + ";version=\"" + entry.getValue() + "\"")
                .collect(Collectors.joining(","));
    }
}
