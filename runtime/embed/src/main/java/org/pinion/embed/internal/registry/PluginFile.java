// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.registry;

import static org.pinion.embed.internal.diagnosis.ProblemBuilder.problem;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
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
 */
public record PluginFile(
        String name, Version version, Linkage linkage, Set<String> packages, Optional<String> classPath) {

    /** Where a multi-release jar has the classes for newer versions of Java. */
    private static final Pattern VERSIONED = Pattern.compile("^META-INF/versions/\\d+/");

    /** Gives the text that tells two bundles apart. */
    String identity() {
        return name + " " + version;
    }

    /**
     * Resolve a path as {@code open} does (O1).
     *
     * @throws Failure if there is no such file, or it is a directory or a device
     */
    static Path realPath(Path path) throws Failure {
        try {
            Path real = path.toRealPath();
            if (Files.isDirectory(real)) {
                throw new Failure(
                        new Problem(Kind.FILE, real.toString(), "is a directory", "give the path of a jar file in it"));
            }
            if (!Files.isRegularFile(real)) {
                // A pipe or a device has no end, or none yet.
                throw new Failure(new Problem(
                        Kind.FILE, real.toString(), "is not a regular file", "give the path of a jar file"));
            }
            return real;
        } catch (IOException e) {
            throw unreadable(e);
        } catch (ClosedFileSystemException e) {
            throw new Failure(new Problem(Kind.FILE, path.toString(), "its file system is closed", ""), e);
        }
    }

    /** Explains why a file cannot be read. */
    static Failure unreadable(IOException e) {
        if (e instanceof NoSuchFileException missing) {
            return new Failure(noSuchFile(missing.getFile()), e);
        }
        if (e instanceof AccessDeniedException denied) {
            return new Failure(
                    new Problem(
                            Kind.FILE,
                            denied.getFile(),
                            "permission denied",
                            "let " + System.getProperty("user.name") + " read " + denied.getFile()),
                    e);
        }
        return new Failure(new Problem(Kind.FILE, "", "cannot be read: " + e.getMessage(), ""), e);
    }

    private static Problem noSuchFile(String file) {
        Path path = Path.of(file).toAbsolutePath().normalize();
        Path folder = path.getParent();
        return problem(Kind.FILE, file, "no such file")
                .found(
                        folder != null && Files.isDirectory(folder)
                                ? "the folder " + folder + ", which has no " + path.getFileName()
                                : "not even the folder " + folder)
                .fix("check the path"
                        + (Path.of(file).isAbsolute()
                                ? ""
                                : ", it starts at " + Path.of("").toAbsolutePath()));
    }

    /** Explains why the runtime has no copy of a file; that is not the file's fault. */
    static Failure notStored(IOException e) {
        return new Failure(
                new Problem(
                        Kind.RUNTIME,
                        "",
                        "the storage of the runtime cannot be written: " + e.getMessage(),
                        "make room there, or choose another folder with Pinion.builder().storage(...)"),
                e);
    }

    /**
     * Read bytes to their end and write them to a file.
     *
     * @param source where from; closed in every case
     * @return their SHA-256 digest, as text
     */
    static String copy(InputStream source, Path target) throws Failure {
        MessageDigest digest = sha256();
        try (source;
                OutputStream copy = create(target)) {
            byte[] buffer = new byte[1 << 13];
            for (int count = source.read(buffer); count >= 0; count = source.read(buffer)) {
                digest.update(buffer, 0, count);
                write(copy, buffer, count);
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static OutputStream create(Path target) throws Failure {
        try {
            return Files.newOutputStream(target);
        } catch (IOException e) {
            throw notStored(e);
        }
    }

    private static void write(OutputStream target, byte[] buffer, int count) throws Failure {
        try {
            target.write(buffer, 0, count);
        } catch (IOException e) {
            throw notStored(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * Read a plugin for somebody who has no runtime.
     *
     * @throws PluginException with all that is wrong with the jar itself
     */
    public static PluginFile readPlugin(Path path) {
        Path copy = null;
        try {
            Path real = realPath(path);
            copy = Files.createTempFile("pinion-read", ".jar");
            copy(Files.newInputStream(real), copy);
            PluginFile file = read(copy);
            file.requirePlugin();
            List<Problem> problems = new ArrayList<>(JarProblems.ofManifest(copy));
            problems.addAll(file.problems(Set.of()));
            if (!problems.isEmpty()) {
                throw new Failure(problems, null);
            }
            return file;
        } catch (IOException e) {
            throw unreadable(e).toException(reading(path));
        } catch (Failure e) {
            throw e.toException(reading(path));
        } finally {
            delete(copy);
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
            Attributes headers = bundleHeaders(manifest(jar));
            String host = headers.getValue(Constants.FRAGMENT_HOST);
            if (host != null) {
                throw new Failure(new Problem(
                        Kind.BUNDLE_TYPE,
                        host,
                        "is a fragment, which has no life of its own; it belongs to " + host,
                        "install it with framework().getBundleContext().installBundle(...), then open the plugin "
                                + host + "; or take Fragment-Host out of the manifest"));
            }
            BundleContent content = BundleContent.of(jar);
            return new PluginFile(
                    headers.getValue(Constants.BUNDLE_SYMBOLICNAME)
                            .split(";")[0]
                            .strip(),
                    version(headers),
                    Linker.read(content),
                    packages(content),
                    Optional.ofNullable(headers.getValue(Constants.BUNDLE_CLASSPATH)));
        } catch (IOException | IllegalArgumentException e) {
            // The zip code throws IllegalArgumentException for names that are not what the archive says they are.
            throw new Failure(noJar(file, e), e);
        }
    }

    private static Manifest manifest(JarFile jar) throws Failure {
        try {
            return jar.getManifest();
        } catch (IOException e) {
            throw new Failure(
                    problem(
                                    Kind.MANIFEST,
                                    JarFile.MANIFEST_NAME,
                                    JarFile.MANIFEST_NAME + " cannot be read: " + e.getMessage())
                            .needed(
                                    "lines of the form Name: value, of at most 72 bytes; what goes on begins with a blank")
                            .fix("build the jar with bnd, which writes the manifest"),
                    e);
        }
    }

    private static Attributes bundleHeaders(Manifest manifest) throws Failure {
        List<String> missing = new ArrayList<>();
        if (manifest == null) {
            missing.add("it has no META-INF/MANIFEST.MF");
        } else {
            Attributes headers = manifest.getMainAttributes();
            if (headers.getValue(Constants.BUNDLE_SYMBOLICNAME) == null) {
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
                    "is not an OSGi bundle: " + String.join(" and ", missing),
                    "build it with bnd and the Pinion linker"));
        }
        return manifest.getMainAttributes();
    }

    private static Problem noJar(Path file, Exception e) {
        String summary;
        try (InputStream bytes = Files.newInputStream(file)) {
            byte[] start = bytes.readNBytes(2);
            if (start.length == 0) {
                summary = "is not a jar file: it is empty";
            } else if (start.length == 2 && start[0] == 'P' && start[1] == 'K') {
                summary =
                        "is a damaged or truncated jar file" + (e instanceof ZipException ? ": " + e.getMessage() : "");
            } else {
                summary = "is not a jar file";
            }
        } catch (IOException other) {
            summary = "cannot be read: " + other.getMessage();
        }
        return new Problem(Kind.NOT_A_JAR, "", summary, "copy or build the jar anew");
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

    /** Tells whether the bundle is in order and has no main package. */
    boolean isLibrary() {
        return linkage.mainPackages().isEmpty() && linkage.errors().isEmpty();
    }

    /** Explains that the bundle is a library, if it is one. */
    void requirePlugin() throws Failure {
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
    List<Problem> problems(Set<String> shared) {
        List<Problem> problems = new ArrayList<>();
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
                                .orElse("") + " and import it: Import-Package: " + name)));
        return problems;
    }
}
