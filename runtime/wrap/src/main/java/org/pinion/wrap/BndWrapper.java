// SPDX-License-Identifier: Apache-2.0
package org.pinion.wrap;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.pinion.embed.spi.LibraryWrapper;

/**
 * Makes a bundle of a jar that is none.
 *
 * <p>The bundle exports all packages of the jar, and imports what the classes refer to if it is there. The same jar
 * under the same name gives the same bytes on the same version of Java. A jar that is signed is put into the bundle as
 * it is, so that its signatures hold.
 */
public final class BndWrapper implements LibraryWrapper {

    private static final LocalDateTime ANY_TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

    private static final int BUFFER = 1 << 16;

    /** Create a wrapper, which any thread can use. */
    public BndWrapper() {}

    @Override
    public void wrap(Path jar, String fileName, Path bundle) throws IOException {
        try (PlainJar plain = new PlainJar(jar)) {
            Identity identity = Identity.of(plain, fileName);
            String nested = plain.isSigned() ? identity.name() + "-" + identity.version() + ".jar" : null;
            Manifest manifest = new Headers(plain, identity).manifest(nested);
            // The numbers in a zip file are written byte by byte.
            try (ZipOutputStream out =
                    new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(bundle), BUFFER))) {
                out.putNextEntry(entry(JarFile.MANIFEST_NAME));
                manifest.write(out);
                if (nested == null) {
                    copyEntries(plain, out);
                } else {
                    nest(jar, nested, out);
                }
            }
        }
    }

    private static ZipEntry entry(String name) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(ANY_TIME);
        return entry;
    }

    private static void copyEntries(PlainJar jar, ZipOutputStream out) throws IOException {
        Set<String> names = new HashSet<>();
        names.add(JarFile.MANIFEST_NAME);
        for (JarEntry entry : jar.entries()) {
            // The first of two with one name counts, as for a class loader.
            if (names.add(entry.getName())) {
                out.putNextEntry(entry(entry.getName()));
                try (InputStream content = jar.open(entry)) {
                    content.transferTo(out);
                }
            }
        }
    }

    /** Stores the jar uncompressed: the framework reads it from there. */
    private static void nest(Path jar, String name, ZipOutputStream out) throws IOException {
        CRC32 checksum = new CRC32();
        try (InputStream content = Files.newInputStream(jar);
                OutputStream sum = new java.util.zip.CheckedOutputStream(OutputStream.nullOutputStream(), checksum)) {
            content.transferTo(sum);
        }
        ZipEntry entry = entry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(Files.size(jar));
        entry.setCrc(checksum.getValue());
        out.putNextEntry(entry);
        Files.copy(jar, out);
    }
}
