// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.framework;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.apache.felix.framework.util.manifestparser.ManifestParser;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Opcodes;
import org.osgi.framework.BundleException;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.PackageNamespace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The packages of the host's class path that bundles may import, with their versions. */
public final class SharedPackages {

    private static final Logger LOG = LoggerFactory.getLogger("org.pinion");

    private static final String VERSION_ANNOTATION = "Lorg/osgi/annotation/versioning/Version;";

    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    private final ClassLoader loader;
    private final Map<String, Version> versions = new TreeMap<>();

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
     * Share a package under the version that its {@code package-info} has by {@code @Version}, or that a manifest on the
     * class path exports it with; without either, under 0.0.0.
     */
    public void add(String packageName) {
        Optional<Version> version = versionOf(packageName);
        if (version.isEmpty()) {
            LOG.warn("no package-info and no manifest gives a version to {}, it is shared as 0.0.0", packageName);
        }
        add(packageName, version.orElse(Version.emptyVersion));
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

    /** Tells whether the class loader has a package, be it shared or not. */
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
        try {
            for (URL url : Collections.list(loader.getResources(MANIFEST))) {
                if (isInJarOf(url, path)) {
                    return true;
                }
            }
        } catch (IOException e) {
            LOG.debug("cannot look for {} in jars", path, e);
        }
        return false;
    }

    private static boolean isInJarOf(URL manifest, String path) {
        try {
            return manifest.openConnection() instanceof JarURLConnection connection && contains(connection, path);
        } catch (IOException e) {
            // The class loader finds nothing in it either.
            LOG.debug("cannot read {}", manifest, e);
            return false;
        }
    }

    private static boolean contains(JarURLConnection connection, String path) throws IOException {
        connection.setUseCaches(false);
        try (JarFile jar = connection.getJarFile()) {
            return jar.stream()
                    .map(JarEntry::getName)
                    .anyMatch(name ->
                            name.startsWith(path) && name.indexOf('/', path.length()) < 0 && name.endsWith(".class"));
        }
    }

    /** List the names of the packages. */
    public Set<String> names() {
        return Collections.unmodifiableSet(versions.keySet());
    }

    /** Write the packages as the framework wants them. */
    String header() {
        return versions.entrySet().stream()
                .map(entry -> entry.getKey() + ";version=\"" + entry.getValue() + "\"")
                .collect(Collectors.joining(","));
    }

    private Optional<Version> versionOf(String packageName) {
        try {
            Optional<Version> annotated = annotatedVersion(packageName);
            return annotated.isPresent() ? annotated : exportedVersion(packageName);
        } catch (IOException e) {
            LOG.warn("cannot find the version of {}", packageName, e);
            return Optional.empty();
        }
    }

    /** The annotation is in the class file only, so reflection does not see it. */
    private Optional<Version> annotatedVersion(String packageName) throws IOException {
        String[] version = new String[1];
        try (InputStream file = loader.getResourceAsStream(packageName.replace('.', '/') + "/package-info.class")) {
            if (file == null) {
                return Optional.empty();
            }
            new ClassReader(file)
                    .accept(
                            new ClassVisitor(Opcodes.ASM9) {
                                @Override
                                public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
                                    return !descriptor.equals(VERSION_ANNOTATION)
                                            ? null
                                            : new AnnotationVisitor(Opcodes.ASM9) {
                                                @Override
                                                public void visit(String name, Object value) {
                                                    version[0] = (String) value;
                                                }
                                            };
                                }
                            },
                            ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
        }
        return Optional.ofNullable(version[0]).map(Version::parseVersion);
    }

    private Optional<Version> exportedVersion(String packageName) throws IOException {
        for (URL url : Collections.list(loader.getResources(MANIFEST))) {
            try (InputStream file = url.openStream()) {
                Map<String, Object> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
                new Manifest(file)
                        .getMainAttributes()
                        .forEach((name, value) -> headers.put(name.toString(), value.toString()));
                if (headers.getOrDefault("Export-Package", "").toString().contains(packageName)) {
                    Optional<Version> version = exportedVersion(packageName, headers);
                    if (version.isPresent()) {
                        return version;
                    }
                }
            } catch (BundleException e) {
                LOG.debug("cannot read {}", url, e);
            }
        }
        return Optional.empty();
    }

    private static Optional<Version> exportedVersion(String packageName, Map<String, Object> headers)
            throws BundleException {
        return new ManifestParser(new FelixLog(), Map.of(), null, headers)
                .getCapabilities().stream()
                        .filter(capability -> capability.getNamespace().equals(PackageNamespace.PACKAGE_NAMESPACE))
                        .map(capability -> capability.getAttributes())
                        .filter(attributes -> packageName.equals(attributes.get(PackageNamespace.PACKAGE_NAMESPACE)))
                        .map(attributes -> (Version) attributes.get(PackageNamespace.CAPABILITY_VERSION_ATTRIBUTE))
                        .findFirst();
    }
}
