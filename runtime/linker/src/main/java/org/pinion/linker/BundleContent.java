// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.jar.JarFile;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/**
 * What the linker reads: the entries and the class path header of a bundle, wherever its bytes are.
 *
 * @since 0.1
 */
public interface BundleContent {

    /**
     * List the names of all entries, directories left out.
     *
     * @return names as in a jar, with slashes
     */
    List<String> entries();

    /**
     * Open an entry.
     *
     * @param name a name from {@link #entries()}
     * @return its bytes, to be closed by the caller
     * @throws IOException if the entry cannot be read
     */
    InputStream open(String name) throws IOException;

    /**
     * Give the CRC-32 of an entry.
     *
     * @param name a name from {@link #entries()}
     * @return the checksum, which an archive has in its directory
     * @throws IOException if the entry cannot be read
     */
    default long checksum(String name) throws IOException {
        CRC32 sum = new CRC32();
        try (InputStream bytes = open(name)) {
            sum.update(bytes.readAllBytes());
        }
        return sum.getValue();
    }

    /**
     * Give a header of the bundle's manifest.
     *
     * @param name the header's name
     * @return its value, or {@code null} if the manifest has none
     */
    @Nullable
    String header(String name);

    /**
     * See a jar file as bundle content.
     *
     * @param jar the open jar, which stays the caller's to close
     * @return the content
     * @throws IOException if the manifest cannot be read
     */
    static BundleContent of(JarFile jar) throws IOException {
        var manifest = jar.getManifest();
        return of(
                jar,
                name -> manifest == null ? null : manifest.getMainAttributes().getValue(name));
    }

    /**
     * See a jar file as bundle content, whose manifest has been read already; the content is for one thread.
     *
     * @param jar the open jar, which stays the caller's to close
     * @param headers gives the value of a header by its name, or {@code null} if there is none
     * @return the content
     */
    static BundleContent of(JarFile jar, UnaryOperator<@Nullable String> headers) {
        return new BundleContent() {
            private @Nullable List<String> entries;

            @Override
            public List<String> entries() {
                if (entries == null) {
                    entries = jar.stream()
                            .filter(entry -> !entry.isDirectory())
                            .map(ZipEntry::getName)
                            .toList();
                }
                return entries;
            }

            @Override
            public InputStream open(String name) throws IOException {
                return jar.getInputStream(jar.getEntry(name));
            }

            @Override
            public long checksum(String name) {
                return jar.getEntry(name).getCrc();
            }

            @Override
            public @Nullable String header(String name) {
                return headers.apply(name);
            }
        };
    }
}
