// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.registry;

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
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.pinion.PluginException.Reason;
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
 */
record PluginFile(String name, Version version, Linkage linkage, Set<String> packages) {

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
                throw new Failure(Reason.FILE, "is a directory");
            }
            if (!Files.isRegularFile(real)) {
                // A pipe or a device has no end, or none yet.
                throw new Failure(Reason.FILE, "is not a regular file");
            }
            return real;
        } catch (IOException e) {
            throw unreadable(e);
        } catch (ClosedFileSystemException e) {
            throw new Failure(Reason.FILE, "its file system is closed", e);
        }
    }

    /** Explains why a file cannot be read. */
    static Failure unreadable(IOException e) {
        if (e instanceof NoSuchFileException) {
            return new Failure(Reason.FILE, "no such file", e);
        }
        if (e instanceof AccessDeniedException) {
            return new Failure(Reason.FILE, "permission denied", e);
        }
        return new Failure(Reason.FILE, "cannot be read: " + e.getMessage(), e);
    }

    /** Explains why the runtime has no copy of a file; that is not the file's fault. */
    static Failure notStored(IOException e) {
        return new Failure(Reason.RUNTIME, "the storage of the runtime cannot be written: " + e.getMessage(), e);
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
            byte[] buffer = new byte[1 << 16];
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
     * Read a bundle.
     *
     * @throws Failure if the file is no bundle, or not in order (O10)
     */
    static PluginFile read(Path file) throws Failure {
        try (JarFile jar = new JarFile(file.toFile(), false)) {
            Manifest manifest = jar.getManifest();
            if (manifest == null) {
                throw noBundle("it has no META-INF/MANIFEST.MF");
            }
            Attributes headers = manifest.getMainAttributes();
            String name = headers.getValue(Constants.BUNDLE_SYMBOLICNAME);
            if (name == null) {
                throw noBundle("its manifest has no Bundle-SymbolicName");
            }
            if (!"2".equals(strip(headers.getValue(Constants.BUNDLE_MANIFESTVERSION)))) {
                throw noBundle("its manifest does not say 'Bundle-ManifestVersion: 2'");
            }
            if (headers.getValue(Constants.FRAGMENT_HOST) != null) {
                throw new Failure(
                        Reason.NOT_A_PLUGIN,
                        "is a fragment, which has no life of its own; it belongs to "
                                + headers.getValue(Constants.FRAGMENT_HOST));
            }
            BundleContent content = BundleContent.of(jar);
            return new PluginFile(
                    name.split(";")[0].strip(),
                    version(headers.getValue(Constants.BUNDLE_VERSION)),
                    Linker.read(content),
                    packages(content));
        } catch (IOException | IllegalArgumentException e) {
            // The zip code throws IllegalArgumentException for names that are not what the archive says they are.
            throw new Failure(Reason.NOT_A_PLUGIN, noJar(file, e), e);
        }
    }

    private static Failure noBundle(String why) {
        return new Failure(
                Reason.NOT_A_PLUGIN, "is not an OSGi bundle: " + why + "; build it with bnd and the Pinion linker");
    }

    private static String noJar(Path file, Exception e) {
        try (InputStream bytes = Files.newInputStream(file)) {
            byte[] start = bytes.readNBytes(2);
            if (start.length == 0) {
                return "is not a jar file: it is empty";
            }
            boolean zip = start.length == 2 && start[0] == 'P' && start[1] == 'K';
            return zip
                    ? "is a damaged or truncated jar file" + (e instanceof ZipException ? ": " + e.getMessage() : "")
                    : "is not a jar file";
        } catch (IOException other) {
            return "cannot be read: " + other.getMessage();
        }
    }

    private static Version version(String header) throws Failure {
        try {
            return Version.parseVersion(header);
        } catch (IllegalArgumentException e) {
            throw new Failure(
                    Reason.MALFORMED,
                    "manifest header Bundle-Version: '" + header
                            + "' is not a version, which is major.minor.micro.qualifier"
                            + " with numbers for the first three",
                    e);
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

    /**
     * Check that the jar holds no package that the host shares (O9): the plugin would have classes of its own by these
     * names, which the host's are not assignable to.
     */
    void checkShared(Set<String> shared) throws Failure {
        Set<String> packed = new TreeSet<>(packages);
        packed.retainAll(shared);
        if (!packed.isEmpty()) {
            throw new Failure(
                    Reason.SHARED_PACKAGE,
                    packed.stream()
                            .map(name -> "the jar contains package " + name
                                    + ", which the host shares; leave it out of the jar and import it")
                            .toList(),
                    null);
        }
    }
}
