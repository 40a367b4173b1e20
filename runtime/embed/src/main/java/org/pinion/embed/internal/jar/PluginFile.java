// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.jar;

import static org.pinion.embed.internal.diagnosis.ProblemBuilder.problem;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.pinion.PluginException;
import org.pinion.Problem;
import org.pinion.Problem.Kind;
import org.pinion.embed.internal.diagnosis.Failure;
import org.pinion.linker.BundleContent;
import org.pinion.linker.Linkage;
import org.pinion.linker.Linker;

/**
 * A bundle's file, read without running any of it.
 *
 * @param name its symbolic name
 * @param version its version
 * @param linkage its symbols and inits
 * @param packages the packages in it
 * @param classPath its {@code Bundle-ClassPath}, if it has one
 * @param host the bundle that it belongs to, if it is a fragment
 * @param plain whether the framework reads the manifest as it is
 */
public record PluginFile(
        String name,
        Version version,
        Linkage linkage,
        Set<String> packages,
        Optional<String> classPath,
        Optional<String> host,
        boolean plain) {

    /** Where a multi-release jar has the classes for newer versions of Java. */
    private static final Pattern VERSIONED = Pattern.compile("^META-INF/versions/\\d+/");

    /** Tells whether a bundle has the name and version of this one (O2). */
    public boolean isNamesakeOf(Bundle bundle) {
        return name.equals(bundle.getSymbolicName()) && version.equals(bundle.getVersion());
    }

    /** Gives the text that tells two bundles apart. */
    public String identity() {
        return name + " " + version;
    }

    /**
     * Read a plugin for somebody who has no runtime.
     *
     * @throws PluginException with all that is wrong with the jar itself
     */
    public static PluginFile readPlugin(Path path) {
        Path copy = null;
        try {
            Path real = SourceFile.realPath(path);
            copy = temporary();
            SourceFile.copy(Files.newInputStream(real), copy);
            PluginFile file = read(copy);
            file.requirePlugin();
            List<Problem> problems = new ArrayList<>(JarProblems.ofManifest(copy));
            problems.addAll(file.problems(Set.of()));
            if (!problems.isEmpty()) {
                throw new Failure(problems, null);
            }
            return file;
        } catch (IOException e) {
            throw SourceFile.unreadable(e).toException(reading(path));
        } catch (Failure e) {
            throw e.toException(reading(path));
        } finally {
            delete(copy);
        }
    }

    private static Path temporary() throws Failure {
        try {
            return Files.createTempFile("pinion-read", ".jar");
        } catch (IOException e) {
            throw SourceFile.notStored(e);
        }
    }

    private static String reading(Path path) {
        return "plugin.Read(\"" + path + "\")";
    }

    private static void delete(Path copy) {
        try {
            if (copy != null) {
                Files.delete(copy);
            }
        } catch (IOException e) {
            // Whoever owns the folder for temporary files cleans it up.
        }
    }

    /**
     * Read a bundle.
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
            return new PluginFile(
                    symbolicName(headers),
                    version(headers),
                    Linker.read(content),
                    packages(content),
                    Optional.ofNullable(headers.getValue(Constants.BUNDLE_CLASSPATH)),
                    Optional.ofNullable(headers.getValue(Constants.FRAGMENT_HOST))
                            .map(host -> host.split(";")[0].strip()),
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
            throw new Failure(new Problem(
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
            throw new Failure(new Problem(
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

    /** Tells whether the bundle is in order and has no main package, or is a fragment, which adds nothing to a plugin. */
    public boolean isLibrary() {
        return host.isPresent()
                || linkage.mainPackages().isEmpty() && linkage.errors().isEmpty();
    }

    /** Explains that the bundle is a library, if it is one. */
    public void requirePlugin() throws Failure {
        if (host.isPresent()) {
            throw new Failure(new Problem(
                    Kind.BUNDLE_TYPE,
                    host.get(),
                    "is a fragment, which has no life of its own; it belongs to " + host.get(),
                    "add it as a library, with addLibrary, addlib in the shell, or -L at the command line, then open what"
                            + " uses " + host.get() + "; or take Fragment-Host out of the manifest"));
        }
        if (isLibrary()) {
            throw new Failure(new Problem(
                    Kind.NO_MAIN_PACKAGE,
                    identity(),
                    "bundle " + identity() + " has no main package",
                    "put @PluginMain on the package-info.java of the package with the symbols; or, if it is a library,"
                            + " add it as one, with addLibrary, addlib in the shell, or -L at the command line"));
        }
    }

    /**
     * List what is wrong with the bundle as far as the jar shows it, but for what the framework looks at.
     *
     * @param shared the packages that the host shares. A plugin that has one would have classes of its own by these
     *     names, which the host's are not assignable to (O9).
     */
    public List<Problem> problems(Set<String> shared) {
        List<Problem> problems = new ArrayList<>();
        if (host.isPresent()) {
            return problems;
        }
        if (!isLibrary()) {
            // Who adds a library has not named it.
            HeaderProblems.ofSymbolicName(name).ifPresent(problems::add);
        }
        linkage.errors()
                .forEach(error -> problems.add(new Problem(Kind.LINKAGE, identity(), error.text(), error.fix())));
        Set<String> packed = new TreeSet<>(packages);
        packed.retainAll(shared);
        packed.forEach(name -> problems.add(new Problem(
                Kind.PACKED_PACKAGE,
                name,
                "the jar contains package " + name + ", which the host shares",
                "leave " + name + " out of the jar"
                        + classPath
                                .map(path -> ", which has Bundle-ClassPath: " + path + ",")
                                .orElse("") + " and import it: Import-Package: " + name + " (with bnd, Import-Package: "
                        + name + ", *)")));
        return problems;
    }
}
