// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The class files of a bundle, found along its {@code Bundle-ClassPath}; the first of two with one name counts. */
final class ClassFiles {

    private final BundleContent content;
    private final List<String> classPath;
    private final TreeMap<String, byte[]> files = new TreeMap<>();

    private ClassFiles(BundleContent content) {
        this.content = content;
        this.classPath = classPath(content.header("Bundle-ClassPath"));
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
            try (InputStream jar = content.open(element)) {
                readJar(jar);
            }
            return;
        }
        String folder = element.equals(".") ? "" : element + "/";
        for (String entry : entries) {
            if (entry.startsWith(folder)) {
                String name = entry.substring(folder.length());
                if (isClass(name)) {
                    try (InputStream bytes = content.open(entry)) {
                        add(name, bytes);
                    }
                }
            }
        }
    }

    private void readJar(InputStream jar) throws IOException {
        ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(jar.readAllBytes()));
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (isClass(entry.getName())) {
                add(entry.getName(), zip);
            }
        }
    }

    private void add(String name, InputStream bytes) throws IOException {
        files.putIfAbsent(name.substring(0, name.length() - ".class".length()), bytes.readAllBytes());
    }

    /** Leaves out the versioned classes of a multi-release jar: they have the same shape as those they replace. */
    private static boolean isClass(String name) {
        return name.endsWith(".class") && !name.startsWith("META-INF/") && !name.endsWith("module-info.class");
    }

    private static List<String> classPath(String header) {
        List<String> elements = new ArrayList<>();
        for (String element : (header == null ? "." : header).split(",")) {
            String path = element.split(";")[0].strip();
            while (path.startsWith("/")) {
                path = path.substring(1);
            }
            while (path.endsWith("/")) {
                path = path.substring(0, path.length() - 1);
            }
            elements.add(path.isEmpty() ? "." : path);
        }
        return elements;
    }
}
