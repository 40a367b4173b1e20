// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.jar;

import static org.pinion.embed.internal.diagnosis.ProblemBuilder.problem;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.SoftReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.pinion.Problem.Kind;
import org.pinion.embed.internal.diagnosis.Failure;
import org.pinion.linkcheck.BundleReferences;
import org.pinion.linker.BundleContent;
import org.pinion.linker.LinkReferences;
import org.pinion.linker.Linkage;
import org.pinion.linker.Linker;
import org.pinion.spi.Problems;

/** Reads what a bundle's file says of itself, as far as it can be told before anything else is known. */
final class PluginFileReader {

    /** Where a multi-release jar has the classes for newer versions of Java. */
    private static final Pattern VERSIONED = Pattern.compile("^META-INF/versions/\\d+/");

    private PluginFileReader() {}

    /**
     * Reads a bundle.
     *
     * @throws Failure if the file is no bundle, or its manifest is not in order (O10)
     */
    static PluginFile read(Path file) throws Failure {
        try (JarFile jar = new JarFile(file.toFile(), false)) {
            ManifestFile manifest = ManifestFile.of(jar);
            Attributes headers = manifest == null ? new Attributes() : manifest.headers();
            BundleContent content = BundleContent.of(jar, headers::getValue);
            requireSlashes(content);
            requireBundle(manifest, jar);
            requireValue(
                    headers,
                    Constants.FRAGMENT_HOST,
                    ", if the bundle is a fragment, name the bundle that it belongs to");
            requireValue(
                    headers,
                    Constants.BUNDLE_ACTIVATOR,
                    " name the class that implements org.osgi.framework.BundleActivator");
            Linkage linkage = Linker.read(content);
            // Nobody checks a library.
            BundleReferences references =
                    linkage.mainPackages().isEmpty() ? null : LinkReferences.read(content, linkage);
            boolean mayBreak = references != null && LinkReferences.mayBreak(references);
            return new PluginFile(
                    symbolicName(headers),
                    version(headers),
                    linkage,
                    packages(content),
                    Optional.ofNullable(headers.getValue(Constants.BUNDLE_CLASSPATH)),
                    Optional.ofNullable(headers.getValue(Constants.FRAGMENT_HOST))
                            .map(host -> host.split(";")[0].strip()),
                    mayBreak,
                    new SoftReference<>(mayBreak ? references : null),
                    manifest.plain() && PlainCopy.hasPlainSupplements(jar, headers));
        } catch (IOException | IllegalArgumentException e) {
            // The zip code throws IllegalArgumentException for names that are not what the archive says they are.
            throw JarDamage.of(file, e);
        }
    }

    /** Looks at a header that names something: the framework does not take an empty one for none. */
    private static void requireValue(Attributes headers, String header, String otherwise) throws Failure {
        String value = headers.getValue(header);
        if (value != null && value.isBlank()) {
            throw new Failure(Problems.of(
                    Kind.MANIFEST,
                    header,
                    "manifest header " + header + " is empty",
                    "take it out of the manifest; or" + otherwise));
        }
    }

    /** Looks for names as Windows writes paths: nobody finds what is in the jar under such a name. */
    private static void requireSlashes(BundleContent content) throws Failure, IOException {
        List<String> names = new ArrayList<>();
        for (String name : content.entries()) {
            if (name.indexOf('\\') >= 0 && isMeantAsPath(name, content)) {
                names.add(name);
            }
        }
        if (!names.isEmpty()) {
            throw new Failure(problem(
                            Kind.NOT_A_JAR,
                            names.get(0),
                            "names of entries in the jar have backslashes, so that nothing is found in it")
                    .needed("names with slashes, such as " + names.get(0).replace('\\', '/'))
                    .found(names.get(0) + (names.size() == 1 ? "" : ", and " + (names.size() - 1) + " more"))
                    .fix("build the jar with a tool that writes slashes on Windows, too, such as jar, Maven or bnd"));
        }
    }

    /** The JVM allows a backslash in the name of a class: only the class itself says what is meant. */
    private static boolean isMeantAsPath(String name, BundleContent content) throws IOException {
        String path = name.replace('\\', '/');
        if (!path.endsWith(".class")) {
            return path.equalsIgnoreCase(JarFile.MANIFEST_NAME);
        }
        byte[] own = path.substring(0, path.length() - ".class".length()).getBytes(StandardCharsets.UTF_8);
        try (InputStream bytes = content.open(name)) {
            return new String(bytes.readAllBytes(), StandardCharsets.ISO_8859_1)
                    .contains(new String(own, StandardCharsets.ISO_8859_1));
        }
    }

    private static void requireBundle(ManifestFile manifest, JarFile jar) throws Failure, IOException {
        List<String> missing = new ArrayList<>();
        if (manifest == null) {
            missing.add("it has no META-INF/MANIFEST.MF");
        } else {
            Attributes headers = manifest.headers();
            if (symbolicName(headers).isEmpty()) {
                missing.add("its manifest has no Bundle-SymbolicName");
            }
            if (!"2".equals(strip(headers.getValue(Constants.BUNDLE_MANIFESTVERSION)))) {
                missing.add((missing.isEmpty() ? "its manifest does" : "does") + " not say Bundle-ManifestVersion: 2");
            }
        }
        if (!missing.isEmpty()) {
            throw new Failure(Problems.of(
                    Kind.NOT_A_BUNDLE,
                    "",
                    "is not an OSGi bundle: " + String.join(" and ", missing)
                            + (manifest != null && manifest.cut()
                                    ? "; an empty line before them ends the section in which they count"
                                    : ""),
                    manifest != null && manifest.cut()
                            ? "build it with bnd and the Pinion linker"
                            : PlainJars.fix(jar)));
        }
    }

    private static String symbolicName(Attributes headers) {
        String value = headers.getValue(Constants.BUNDLE_SYMBOLICNAME);
        int end = value == null ? 0 : value.indexOf(';');
        return value == null
                ? ""
                : value.substring(0, end < 0 ? value.length() : end).strip();
    }

    private static Version version(Attributes headers) throws Failure {
        try {
            return Version.parseVersion(headers.getValue(Constants.BUNDLE_VERSION));
        } catch (IllegalArgumentException e) {
            throw new Failure(HeaderProblems.of(headers), e);
        }
    }

    private static String strip(String header) {
        return header == null ? null : header.strip();
    }

    private static Set<String> packages(BundleContent content) throws IOException {
        Set<String> packages = new TreeSet<>();
        for (String entry : content.entries()) {
            String name = VERSIONED.matcher(entry).replaceFirst("");
            int slash = name.lastIndexOf('/');
            if (slash > 0 && name.endsWith(".class") && !name.startsWith("META-INF/")) {
                packages.add(name.substring(0, slash).replace('/', '.'));
            }
        }
        if (content.header(Constants.BUNDLE_CLASSPATH) != null) {
            // There are classes in folders and jars of it, too.
            packages.addAll(Linker.packages(content));
        }
        return packages;
    }
}
