// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.jar;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Writes the runtime's copy of a jar anew, so that the framework reads the manifests in it as the JDK does. Felix knows
 * neither lines that end with a carriage return alone nor another case of the manifest's name.
 */
final class PlainCopy {

    /** What the framework takes imports and requirements from on some versions of Java. */
    private static final Pattern SUPPLEMENT = Pattern.compile("META-INF/versions/\\d+/OSGI-INF/MANIFEST\\.MF");

    private PlainCopy() {}

    /** Tells whether the framework can read the manifests of a jar for other versions of Java. */
    static boolean hasPlainSupplements(JarFile jar, Attributes headers) throws IOException {
        if (!"true".equalsIgnoreCase(headers.getValue(Attributes.Name.MULTI_RELEASE))) {
            return true;
        }
        for (ZipEntry entry : jar.stream().toList()) {
            if (SUPPLEMENT.matcher(entry.getName()).matches()) {
                byte[] bytes = read(jar, entry);
                if (bytes.length + 2 != ManifestFile.supplement(bytes).length) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Replaces a jar by one with the same content, except for the form of its manifests. */
    static void write(Path jar) throws IOException {
        Path plain = jar.resolveSibling(jar.getFileName() + ".plain");
        try {
            try (ZipFile from = new ZipFile(jar.toFile());
                    ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(plain))) {
                Set<String> names = new HashSet<>();
                for (ZipEntry entry : from.stream().toList()) {
                    boolean manifest = entry.getName().equalsIgnoreCase(JarFile.MANIFEST_NAME);
                    String name = manifest ? JarFile.MANIFEST_NAME : entry.getName();
                    if (names.add(name)) {
                        ZipEntry copy = new ZipEntry(name);
                        copy.setTime(entry.getTime());
                        to.putNextEntry(copy);
                        byte[] bytes = read(from, entry);
                        to.write(plain(name, bytes));
                    }
                }
            }
            Files.move(plain, jar, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(plain);
        }
    }

    private static byte[] plain(String name, byte[] bytes) {
        if (SUPPLEMENT.matcher(name).matches()) {
            return ManifestFile.supplement(bytes);
        }
        return name.equals(JarFile.MANIFEST_NAME) ? ManifestFile.withPlainLines(bytes) : bytes;
    }

    private static byte[] read(ZipFile jar, ZipEntry entry) throws IOException {
        try (InputStream content = jar.getInputStream(entry)) {
            return content.readAllBytes();
        }
    }
}
