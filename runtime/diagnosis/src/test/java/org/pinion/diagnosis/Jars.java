// SPDX-License-Identifier: Apache-2.0
package org.pinion.diagnosis;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** Changes jars in ways that bnd would not: as an editor, a shell script or a bad disk does. */
final class Jars {

    private final Manifest manifest;
    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private String lines = "";

    private Jars(byte[] jar) {
        try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(jar))) {
            manifest = in.getManifest();
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), in.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Begins with a jar as it is. */
    static Jars edit(byte[] jar) {
        return new Jars(jar);
    }

    /** Sets a header of the manifest. */
    Jars header(String name, String value) {
        manifest.getMainAttributes().putValue(name, value);
        return this;
    }

    /** Adds lines to the manifest as they are. */
    Jars lines(String text) {
        lines += text;
        return this;
    }

    /** Removes a header of the manifest. */
    Jars withoutHeader(String name) {
        manifest.getMainAttributes().remove(new Attributes.Name(name));
        return this;
    }

    /** Removes all headers that are not those of a plain jar. */
    Jars withoutHeaders() {
        manifest.getMainAttributes().keySet().removeIf(name -> !name.toString().equals("Manifest-Version"));
        return this;
    }

    /** Takes the manifest of another jar. */
    Jars manifestOf(byte[] jar) {
        manifest.getMainAttributes().clear();
        manifest.getMainAttributes().putAll(edit(jar).manifest.getMainAttributes());
        return this;
    }

    /** Removes a file. */
    Jars without(String entry) {
        if (entries.remove(entry) == null) {
            throw new IllegalArgumentException(entry + " is not among " + entries.keySet());
        }
        return this;
    }

    /** Changes a file. */
    Jars change(String entry, UnaryOperator<byte[]> change) {
        byte[] bytes = entries.get(entry);
        return without(entry).with(entry, change.apply(bytes));
    }

    /** Gives all files other names, but for the manifest. */
    Jars renamed(UnaryOperator<String> names) {
        Map<String, byte[]> old = new LinkedHashMap<>(entries);
        entries.clear();
        old.forEach((name, bytes) -> entries.put(names.apply(name), bytes));
        return this;
    }

    /** Adds a file. */
    Jars with(String entry, byte[] bytes) {
        entries.put(entry, bytes);
        return this;
    }

    private byte[] manifest() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        manifest.write(bytes);
        String text = bytes.toString(StandardCharsets.ISO_8859_1);
        // The main section ends with the first empty line.
        return text.replaceFirst("\r\n\r\n", "\r\n" + lines + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Gives the changed jar. */
    byte[] jar() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry(JarFile.MANIFEST_NAME));
            out.write(manifest());
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
