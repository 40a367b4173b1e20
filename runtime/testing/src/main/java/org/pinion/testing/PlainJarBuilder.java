// SPDX-License-Identifier: Apache-2.0
package org.pinion.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * Builds jars as Maven does for a project that has not heard of OSGi: its manifest has the headers that are added, and
 * no other.
 */
public final class PlainJarBuilder {

    private final BundleBuilder classes = BundleBuilder.bundle("classes");
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private boolean compiled;

    /** Adds a class, named with its package; a package statement is put before the text. */
    public PlainJarBuilder source(String className, String text) {
        classes.source(className, text);
        compiled = true;
        return this;
    }

    /** Adds a package that is annotated as that of a plugin. */
    public PlainJarBuilder mainPackage(String name) {
        classes.mainPackage(name);
        compiled = true;
        return this;
    }

    /** Compiles with these options of javac instead of {@code -g --release 17}; no annotation processor runs. */
    public PlainJarBuilder javac(String... options) {
        classes.javac(options);
        return this;
    }

    /** Adds what the classes are compiled against. */
    public PlainJarBuilder classPath(Path... elements) {
        classes.classPath(elements);
        return this;
    }

    /** Adds a header of the manifest. */
    public PlainJarBuilder header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Adds a file. */
    public PlainJarBuilder entry(String name, byte[] content) {
        entries.put(name, content);
        return this;
    }

    /** Adds a file with a text. */
    public PlainJarBuilder entry(String name, String content) {
        return entry(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a class for a version of Java and newer ones, which makes this a multi-release jar. */
    public PlainJarBuilder versioned(int version, String className, String text) {
        header("Multi-Release", "true");
        content(BundleBuilder.bundle("versioned").source(className, text))
                .forEach((name, content) -> entry("META-INF/versions/" + version + "/" + name, content));
        return this;
    }

    /**
     * Writes the jar into a file, which is replaced, and returns the file.
     *
     * @throws IllegalStateException if javac reports an error
     */
    public Path buildAs(Path file) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.forEach((name, value) -> manifest.getMainAttributes().putValue(name, value));
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            Map<String, byte[]> all = compiled ? content(classes) : new LinkedHashMap<>();
            all.putAll(entries);
            for (Map.Entry<String, byte[]> entry : all.entrySet()) {
                jar.putNextEntry(new JarEntry(entry.getKey()));
                jar.write(entry.getValue());
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, byte[]> content(BundleBuilder bundle) {
        Map<String, byte[]> content = new LinkedHashMap<>();
        try (JarInputStream jar = new JarInputStream(new ByteArrayInputStream(bundle.build()))) {
            for (JarEntry entry = jar.getNextJarEntry(); entry != null; entry = jar.getNextJarEntry()) {
                if (!entry.isDirectory()) {
                    content.put(entry.getName(), jar.readAllBytes());
                }
            }
            return content;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
