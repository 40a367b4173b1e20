// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** The class files of a bundle, found along its {@code Bundle-ClassPath}; the first of two with one name counts. */
final class ClassFiles {

    private static final String MULTI_RELEASE = "Multi-Release";

    /** A class file for some release of Java, in a jar that has others for others. */
    private static final Pattern VERSIONED = Pattern.compile("META-INF/versions/(\\d{1,5})/(.+\\.class)");

    private final BundleContent content;
    private final List<String> classPath;
    private final TreeMap<String, byte[]> files = new TreeMap<>();

    /** The release of Java whose class files are asked for; 0 for those that all releases share. */
    private final int release;

    /** The releases that there are class files for, beside those that all share. */
    private final SortedSet<Integer> releases = new TreeSet<>();

    /** The class files of one element of the class path, each with the release that it is for. */
    private final class Element {

        private final Map<String, byte[]> found = new HashMap<>();
        private final Map<String, Integer> versions = new HashMap<>();
        private boolean multiRelease;

        void add(String entry, InputStream bytes) throws IOException {
            Matcher versioned = VERSIONED.matcher(entry);
            if (versioned.matches()) {
                add(versioned.group(2), Integer.parseInt(versioned.group(1)), bytes);
            } else {
                add(entry, 0, bytes);
            }
        }

        private void add(String name, int version, InputStream bytes) throws IOException {
            if (!isClass(name) || version > 0 && !multiRelease) {
                return;
            }
            if (version > 0) {
                releases.add(version);
            }
            if (version <= release && versions.getOrDefault(name, -1) < version) {
                versions.put(name, version);
                found.put(name, bytes.readAllBytes());
            }
        }

        void finish() {
            found.forEach(
                    (name, bytes) -> files.putIfAbsent(name.substring(0, name.length() - ".class".length()), bytes));
        }
    }

    private ClassFiles(BundleContent content, int release) {
        this.content = content;
        this.release = release;
        this.classPath = ClassPathHeader.elements(content.header("Bundle-ClassPath"));
    }

    /**
     * Read all class files.
     *
     * @return the bytes by entry name without {@code .class}, which is the internal name of the class
     */
    static TreeMap<String, byte[]> read(BundleContent content) throws IOException {
        return read(content, 0);
    }

    /**
     * Read all class files as a release of Java finds them, in jars for several releases, too.
     *
     * @param release its feature number, such as 17
     * @return the bytes by entry name without {@code .class}, which is the internal name of the class
     */
    static TreeMap<String, byte[]> read(BundleContent content, int release) throws IOException {
        return new ClassFiles(content, release).readAll().files;
    }

    /** Tells which releases of Java a bundle has class files of their own for. */
    static SortedSet<Integer> releases(BundleContent content) throws IOException {
        return new ClassFiles(content, 0).readAll().releases;
    }

    private ClassFiles readAll() throws IOException {
        for (String element : classPath) {
            readElement(element);
        }
        return this;
    }

    private void readElement(String element) throws IOException {
        Set<String> entries = new HashSet<>(content.entries());
        if (entries.contains(element)) {
            byte[] jar;
            try (InputStream bytes = content.open(element)) {
                jar = bytes.readAllBytes();
            }
            try {
                readJar(jar);
            } catch (IOException | IllegalArgumentException e) {
                // The latter is for an entry whose name is not in UTF-8.
                throw new NestedJarException(element, e);
            }
            return;
        }
        Element found = new Element();
        found.multiRelease = element.equals(".") && "true".equalsIgnoreCase(content.header(MULTI_RELEASE));
        String folder = element.equals(".") ? "" : element + "/";
        for (String entry : entries) {
            if (entry.endsWith(".class") && entry.startsWith(folder) && !isBelowLongerElement(entry, folder)) {
                try (InputStream bytes = content.open(entry)) {
                    found.add(entry.substring(folder.length()), bytes);
                }
            }
        }
        found.finish();
    }

    /** Tells whether an entry belongs to a folder of the class path that is inside this one. */
    private boolean isBelowLongerElement(String entry, String folder) {
        return classPath.stream()
                .filter(element -> !element.equals("."))
                .map(element -> element + "/")
                .anyMatch(other -> other.length() > folder.length() && entry.startsWith(other));
    }

    private void readJar(byte[] jar) throws IOException {
        if (!hasEnd(jar)) {
            // What reads entry by entry does not notice that some are missing.
            throw new ZipException("zip END header not found");
        }
        Element found = new Element();
        found.multiRelease = isMultiRelease(jar);
        ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(jar));
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            found.add(entry.getName(), zip);
        }
        found.finish();
    }

    private static boolean isMultiRelease(byte[] jar) throws IOException {
        ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(jar));
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (entry.getName().equalsIgnoreCase(JarFile.MANIFEST_NAME)) {
                return "true"
                        .equalsIgnoreCase(new Manifest(zip).getMainAttributes().getValue(MULTI_RELEASE));
            }
        }
        return false;
    }

    /** Looks for the record at the end of a zip archive, after which there may be a comment. */
    private static boolean hasEnd(byte[] jar) {
        for (int at = jar.length - 22; at >= Math.max(0, jar.length - 22 - 0xffff); at--) {
            if (jar[at] == 'P' && jar[at + 1] == 'K' && jar[at + 2] == 5 && jar[at + 3] == 6) {
                return true;
            }
        }
        return false;
    }

    private static boolean isClass(String name) {
        return name.endsWith(".class") && !name.startsWith("META-INF/") && !name.endsWith("module-info.class");
    }
}
