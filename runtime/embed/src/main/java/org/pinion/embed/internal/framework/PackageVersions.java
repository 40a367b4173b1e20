// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.framework;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
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

/** Finds the versions of the packages on a class path. */
final class PackageVersions {

    private static final Logger LOG = LoggerFactory.getLogger("org.pinion");

    private static final String VERSION_ANNOTATION = "Lorg/osgi/annotation/versioning/Version;";

    private final ClassLoader loader;

    PackageVersions(ClassLoader loader) {
        this.loader = loader;
    }

    /** Finds the version that a package has by {@code @Version}, or that a manifest exports it with. */
    Optional<Version> of(String packageName) {
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
        for (URL url : Collections.list(loader.getResources(JarFile.MANIFEST_NAME))) {
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
