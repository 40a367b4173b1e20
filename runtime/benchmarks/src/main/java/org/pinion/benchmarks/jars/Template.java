// SPDX-License-Identifier: Apache-2.0
package org.pinion.benchmarks.jars;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.pinion.linker.BundleContent;
import org.pinion.linker.LinkReferences;
import org.pinion.linker.Linker;

/**
 * A jar of which distinct copies can be made in no time.
 *
 * <p>Wherever the jar says {@value #PLACE}, in names of packages, headers, or file names, a copy has its own number.
 * The text is replaced by one of the same length, so that class files and manifests stay what they are. What the linker
 * says of the class files is written anew, as it has a checksum of them.
 */
public final class Template {

    /** What every copy replaces by the name of its own. */
    public static final String PLACE = "p00000";

    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    /**
     * Take a jar as a template.
     *
     * @param jar its bytes
     */
    public Template(byte[] jar) {
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), in.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Name a copy.
     *
     * @param number from 0 to 99,999
     * @return what takes the place of {@link #PLACE} in it
     */
    public static String name(int number) {
        return String.format("p%05d", number);
    }

    /**
     * Make a copy.
     *
     * @param number its number
     * @return the bytes of a jar
     */
    public byte[] copy(int number) {
        String name = name(number);
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(jar)) {
            Map<String, byte[]> copies = new LinkedHashMap<>();
            entries.forEach((entry, content) -> copies.put(entry.replace(PLACE, name), replaced(content, name)));
            if (copies.containsKey(LinkReferences.ENTRY)) {
                Copy content = new Copy(copies);
                copies.putAll(LinkReferences.write(content, Linker.read(content), packageName -> Optional.empty()));
            }
            for (Map.Entry<String, byte[]> entry : copies.entrySet()) {
                ZipEntry copy = new ZipEntry(entry.getKey());
                copy.setTime(0);
                out.putNextEntry(copy);
                out.write(entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jar.toByteArray();
    }

    /**
     * Write copies into a folder, each as a file of its name; a folder that has them is left as it is.
     *
     * @param folder where to
     * @param first the number of the first
     * @param count how many
     */
    public void write(Path folder, int first, int count) {
        Path complete = folder.resolveSibling(folder.getFileName() + ".complete");
        if (Files.exists(complete)) {
            return;
        }
        try {
            Files.createDirectories(folder);
            for (int number = first; number < first + count; number++) {
                Files.write(folder.resolve(name(number) + ".jar"), copy(number));
            }
            Files.createFile(complete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The content of a copy. */
    private record Copy(Map<String, byte[]> content) implements BundleContent {
        @Override
        public List<String> entries() {
            return content.keySet().stream().filter(name -> !name.endsWith("/")).toList();
        }

        @Override
        public InputStream open(String name) {
            return new ByteArrayInputStream(content.get(name));
        }

        @Override
        public String header(String name) {
            try {
                return new Manifest(new ByteArrayInputStream(content.get(JarFile.MANIFEST_NAME)))
                        .getMainAttributes()
                        .getValue(name);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** In this character set each byte is a character, and stays what it is. */
    private static byte[] replaced(byte[] content, String name) {
        return new String(content, StandardCharsets.ISO_8859_1)
                .replace(PLACE, name)
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
