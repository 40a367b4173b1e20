// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.framework;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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
        for (URL url : Collections.list(loader.getResources("META-INF/MANIFEST.MF"))) {
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
