// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** The class files of a bundle, found along its {@code Bundle-ClassPath}; the first of two with one name counts. */
final class ClassFiles {

    private final BundleContent content;
    private final List<String> classPath;
    private final TreeMap<String, byte[]> files = new TreeMap<>();

    private ClassFiles(BundleContent content) {
        this.content = content;
        this.classPath = ClassPathHeader.elements(content.header("Bundle-ClassPath"));
    }

    /**
     * Read all class files.
     *
     * @return the bytes by entry name without {@code .class}, which is the internal name of the class
     */
    static TreeMap<String, byte[]> read(BundleContent content) throws IOException {
        ClassFiles reader = new ClassFiles(content);
        for (String element : reader.classPath) {
            reader.readElement(element);
        }
        return reader.files;
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
        String folder = element.equals(".") ? "" : element + "/";
        for (String entry : entries) {
            if (entry.startsWith(folder) && !isBelowLongerElement(entry, folder)) {
                String name = entry.substring(folder.length());
                if (isClass(name)) {
                    try (InputStream bytes = content.open(entry)) {
                        add(name, bytes);
                    }
                }
            }
        }
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
        ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(jar));
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (isClass(entry.getName())) {
                add(entry.getName(), zip);
            }
        }
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

    private void add(String name, InputStream bytes) throws IOException {
        files.putIfAbsent(name.substring(0, name.length() - ".class".length()), bytes.readAllBytes());
    }

    /** Leaves out the versioned classes of a multi-release jar: they have the same shape as those they replace. */
    private static boolean isClass(String name) {
        return name.endsWith(".class") && !name.startsWith("META-INF/") && !name.endsWith("module-info.class");
    }
}
