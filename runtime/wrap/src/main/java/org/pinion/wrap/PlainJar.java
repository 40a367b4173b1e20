// SPDX-License-Identifier: Apache-2.0
package org.pinion.wrap;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipException;

/** A jar that is no bundle: what is in it. */
final class PlainJar implements AutoCloseable {

    private static final Pattern SERVICE = Pattern.compile("META-INF/services/([^/]+)");
    private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]+\\.SF", Pattern.CASE_INSENSITIVE);
    private static final Pattern VERSIONED = Pattern.compile("META-INF/versions/(\\d{1,4})/(.+\\.class)");

    private static final String CLASS = ".class";
    private static final String MODULE = "module-info.class";

    private static final int MAGIC = 0xCAFEBABE;

    /** Far more than any compiler writes. */
    private static final int LARGEST_CLASS = 1 << 24;

    /** The class files of Java 1.1 have the major version 45. */
    private static final int MAJOR_BEFORE_JAVA_1 = 44;

    /** Far in the future. */
    private static final int LARGEST_MAJOR = 100;

    private final JarFile jar;
    private final Attributes headers;
    private final List<JarEntry> entries;
    private final TreeMap<String, JarEntry> classes = new TreeMap<>();
    private final TreeMap<String, JarEntry> versioned = new TreeMap<>();
    private final Set<String> packages = new TreeSet<>();
    private int java;

    /** Opens a jar. */
    PlainJar(Path file) throws IOException {
        jar = new JarFile(file.toFile(), false);
        try {
            Manifest manifest = jar.getManifest();
            headers = manifest == null ? new Attributes() : manifest.getMainAttributes();
            entries = jar.stream().toList();
            for (JarEntry entry : entries) {
                String name = entry.getName();
                if (name.endsWith(CLASS) && !name.startsWith("META-INF/") && !name.endsWith(MODULE)) {
                    addClass(entry);
                }
            }
            addVersioned();
            if (packages.isEmpty()) {
                entries.stream().filter(entry -> !entry.isDirectory()).forEach(entry -> addPackage(entry.getName()));
            }
        } catch (IOException | RuntimeException e) {
            jar.close();
            throw e;
        }
    }

    /**
     * Adds the classes that a multi-release jar has for newer versions of Java, and the packages of those for this one.
     */
    private void addVersioned() throws IOException {
        if (!"true".equalsIgnoreCase(headers.getValue("Multi-Release"))) {
            return;
        }
        Map<String, Integer> versions = new HashMap<>();
        for (JarEntry entry : entries) {
            Matcher parts = VERSIONED.matcher(entry.getName());
            if (parts.matches() && !parts.group(2).endsWith(MODULE) && major(entry) >= 0) {
                int version = Integer.parseInt(parts.group(1));
                String name = parts.group(2);
                if (versions.merge(name, version, Math::max) == version) {
                    versioned.put(name, entry);
                }
                if (version <= Runtime.version().feature()) {
                    addPackage(name);
                }
            }
        }
    }

    private void addClass(JarEntry entry) throws IOException {
        int major = major(entry);
        if (major < 0) {
            return;
        }
        String name = entry.getName();
        classes.put(name, entry);
        java = Math.max(java, major - MAJOR_BEFORE_JAVA_1);
        addPackage(name);
    }

    private void addPackage(String file) {
        String name = file.substring(0, Math.max(0, file.lastIndexOf('/'))).replace('/', '.');
        if (isPackage(name)) {
            packages.add(name);
        }
    }

    /**
     * Tells the major version of a class file; -1 if no class loader would take it: it is data with the name of a
     * class.
     */
    private int major(JarEntry entry) throws IOException {
        if (entry.getSize() > LARGEST_CLASS) {
            return -1;
        }
        try (InputStream file = jar.getInputStream(entry)) {
            byte[] head = file.readNBytes(Long.BYTES);
            if (head.length < Long.BYTES || ByteBuffer.wrap(head).getInt() != MAGIC) {
                return -1;
            }
            int major = ByteBuffer.wrap(head).getShort(Short.BYTES * 3);
            return major > MAJOR_BEFORE_JAVA_1 && major <= LARGEST_MAJOR ? major : -1;
        } catch (ZipException e) {
            return -1;
        }
    }

    /** Tells whether a name is that of a package; a folder such as BOOT-INF/classes is none. */
    static boolean isPackage(String name) {
        for (String part : name.split("\\.", -1)) {
            if (part.isEmpty()
                    || !Character.isJavaIdentifierStart(part.codePointAt(0))
                    || !part.codePoints().allMatch(Character::isJavaIdentifierPart)) {
                return false;
            }
        }
        return true;
    }

    /** Gives the main attributes of the manifest; empty if there is none. */
    Attributes headers() {
        return headers;
    }

    /** Lists all entries, in the order of the jar. */
    List<JarEntry> entries() {
        return entries;
    }

    /** Opens an entry. */
    InputStream open(JarEntry entry) throws IOException {
        return jar.getInputStream(entry);
    }

    /** Gives the class files by their names, but for those for newer versions of Java. */
    TreeMap<String, JarEntry> classes() {
        return classes;
    }

    /**
     * Lists the packages that have a class for this version of Java, and if there are none, those that have any file;
     * not the default package.
     */
    Set<String> packages() {
        return packages;
    }

    /** Tells the newest version of Java that a class was compiled for, but for those of a multi-release jar. */
    int java() {
        return java;
    }

    /** Tells whether it was signed, rightly or not. */
    boolean isSigned() {
        return entries.stream()
                .anyMatch(entry -> SIGNATURE.matcher(entry.getName()).matches());
    }

    /** Lists the class files for newer versions of Java, by the name that they have there; the newest counts. */
    TreeMap<String, JarEntry> versioned() {
        return versioned;
    }

    /** Lists the services of which the jar has a provider. */
    List<String> services() throws IOException {
        Set<String> services = new TreeSet<>();
        for (JarEntry entry : entries) {
            Matcher name = SERVICE.matcher(entry.getName());
            if (name.matches() && isPackage(name.group(1)) && hasProvider(entry)) {
                services.add(name.group(1));
            }
        }
        return new ArrayList<>(services);
    }

    private boolean hasProvider(JarEntry entry) throws IOException {
        try (InputStream content = jar.getInputStream(entry)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .anyMatch(line -> !line.isEmpty());
        }
    }

    @Override
    public void close() throws IOException {
        jar.close();
    }
}
