// SPDX-License-Identifier: Apache-2.0
package org.pinion.diagnosis;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.jar.Attributes;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** Changes jars in ways that bnd would not: as an editor, a shell script or a bad disk does. */
final class Jars {

    private final Manifest manifest;
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

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

    /** Adds a file. */
    Jars with(String entry, byte[] bytes) {
        entries.put(entry, bytes);
        return this;
    }

    /** Gives the changed jar. */
    byte[] jar() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
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
