// SPDX-License-Identifier: Apache-2.0
package org.pinion.wrap;

import aQute.bnd.osgi.AbstractResource;
import aQute.bnd.osgi.Analyzer;
import aQute.bnd.osgi.Descriptors.PackageRef;
import aQute.bnd.osgi.Jar;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Constants;

/** Writes the manifest of a bundle that is made of a jar; bnd tells what the classes refer to. */
final class Headers {

    /** What says nothing to the framework, and stays. */
    private static final Set<String> DESCRIPTIONS = Set.of(
            "bundle-name",
            "bundle-description",
            "bundle-vendor",
            "bundle-license",
            "bundle-docurl",
            "bundle-copyright");

    /** What the framework, bnd or SPI Fly would take at its word. */
    private static final List<String> INSTRUCTIONS = List.of(
            "bundle-",
            "import-",
            "export-",
            "dynamicimport-",
            "require-",
            "provide-",
            "fragment-",
            "private-",
            "include-",
            "ignore-",
            "spi-",
            "service-",
            "tool",
            "bnd-",
            "class-path",
            "pinion-");

    /** What every Java has; a bundle that exported it would take its place. */
    private static final Set<String> OF_THE_JDK = ModuleFinder.ofSystem().findAll().stream()
            .filter(module -> module.descriptor().name().startsWith("java."))
            .flatMap(module -> module.descriptor().exports().stream())
            .map(ModuleDescriptor.Exports::source)
            .collect(Collectors.toUnmodifiableSet());

    /** A class that refers to it has its name, as it is or in a descriptor. */
    private static final String SERVICE_LOADER = "java/util/ServiceLoader";

    private final PlainJar jar;
    private final Identity identity;

    /** Whether a class refers to ServiceLoader; known when bnd has read the classes. */
    private boolean looksForServices;

    /** The packages that the bundle exports. */
    private final Set<String> exported;

    Headers(PlainJar jar, Identity identity) {
        this.jar = jar;
        this.identity = identity;
        this.exported = new TreeSet<>(jar.packages());
        exported.removeIf(name -> name.startsWith("java.") || OF_THE_JDK.contains(name));
    }

    /**
     * Writes the manifest.
     *
     * @param classPath the value of {@code Bundle-ClassPath}; {@code null} for none
     */
    Manifest manifest(String classPath) throws IOException {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        jar.headers().forEach((name, value) -> {
            if (isKept(name.toString())) {
                headers.put(name, value);
            }
        });
        headers.putIfAbsent(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        headers.putValue(Constants.BUNDLE_SYMBOLICNAME, identity.name());
        headers.putValue(Constants.BUNDLE_VERSION, identity.version().toString());
        if (classPath != null) {
            headers.putValue(Constants.BUNDLE_CLASSPATH, classPath);
        }
        addPackages(headers);
        addCapabilities(headers);
        // A linked library without anything to initialise: whatever is called init here, its own code calls it.
        headers.putValue("Pinion-Init", "-");
        return manifest;
    }

    private static boolean isKept(String header) {
        String name = header.toLowerCase(Locale.ROOT);
        return DESCRIPTIONS.contains(name) || INSTRUCTIONS.stream().noneMatch(name::startsWith);
    }

    private void addPackages(Attributes headers) throws IOException {
        Set<String> imported = new TreeSet<>(jar.packages());
        // Its own copies of them must not meet those of others.
        imported.retainAll(OF_THE_JDK);
        Map<String, Set<String>> uses = new TreeMap<>();
        try (Analyzer bnd = analyze(jar.classes())) {
            imported.addAll(names(bnd.getReferred().keySet()));
            bnd.getUses().forEach((name, used) -> uses.put(name.getFQN(), names(used)));
        }
        try (Analyzer bnd = analyze(jar.versioned())) {
            imported.addAll(names(bnd.getReferred().keySet()));
        }
        imported.removeIf(name -> name.startsWith("java.") || isItsOwn(name));
        put(headers, Constants.IMPORT_PACKAGE, imported.stream().map(name -> name + ";resolution:=optional"));
        put(headers, Constants.EXPORT_PACKAGE, exported.stream().map(name -> {
            Set<String> used = uses.getOrDefault(name, Set.of());
            String others = used.stream()
                    .filter(other -> !other.equals(name) && (exported.contains(other) || imported.contains(other)))
                    .collect(Collectors.joining(","));
            return name + ";version=\"" + identity.version() + "\""
                    + (others.isEmpty() ? "" : ";uses:=\"" + others + "\"");
        }));
    }

    private boolean isItsOwn(String name) {
        return jar.packages().contains(name) && !OF_THE_JDK.contains(name);
    }

    private static Set<String> names(Collection<PackageRef> packages) {
        return packages.stream()
                .map(PackageRef::getFQN)
                .filter(PlainJar::isPackage)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Has bnd read class files; what it cannot read refers to nothing. */
    private Analyzer analyze(Map<String, JarEntry> classes) throws IOException {
        Analyzer bnd = new Analyzer();
        try {
            Jar content = new Jar("classes");
            classes.forEach((name, entry) -> content.putResource(name, new ClassResource(entry)));
            bnd.setJar(content);
            // Those of OSGi are of no use here, and to look for them takes very long in classes with many others.
            bnd.setProperty("-bundleannotations", "!*");
            bnd.analyze();
            return bnd;
        } catch (Exception e) {
            bnd.close();
            if (e instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw e instanceof IOException io ? io : new IOException(e);
        }
    }

    /** Says what SPI Fly needs to know of the services; without SPI Fly it means nothing. */
    private void addCapabilities(Attributes headers) throws IOException {
        List<String> services = jar.services();
        List<String> required = new ArrayList<>();
        if (jar.java() > 0) {
            // Before Java 9 the versions are written 1.8.
            required.add("osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=" + (jar.java() < 9 ? "1." : "") + jar.java()
                    + "))\"");
        }
        if (!services.isEmpty()) {
            required.add(extender("registrar"));
        }
        if (looksForServices) {
            // Without a requirement of a service SPI Fly takes this for all of them.
            required.add(extender("processor"));
        }
        put(headers, Constants.REQUIRE_CAPABILITY, required.stream());
        put(
                headers,
                Constants.PROVIDE_CAPABILITY,
                services.stream().map(name -> "osgi.serviceloader;osgi.serviceloader=\"" + name + "\""));
    }

    private static String extender(String name) {
        return "osgi.extender;filter:=\"(&(osgi.extender=osgi.serviceloader." + name + ")(version>=1.0.0)"
                + "(!(version>=2.0.0)))\";resolution:=optional";
    }

    private static void put(Attributes headers, String name, Stream<String> clauses) {
        String value = clauses.collect(Collectors.joining(","));
        if (!value.isEmpty()) {
            headers.putValue(name, value);
        }
    }

    /** A class file as bnd reads it: when it is its turn. */
    private final class ClassResource extends AbstractResource {
        private final JarEntry entry;

        ClassResource(JarEntry entry) {
            super(0);
            this.entry = entry;
        }

        @Override
        protected byte[] getBytes() throws IOException {
            try (InputStream content = jar.open(entry)) {
                byte[] bytes = content.readAllBytes();
                looksForServices |= new String(bytes, StandardCharsets.ISO_8859_1).contains(SERVICE_LOADER);
                return bytes;
            }
        }
    }
}
