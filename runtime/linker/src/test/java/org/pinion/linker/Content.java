// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.pinion.testing.BundleBuilder;

/** A bundle in memory whose entries and headers a test can change. */
final class Content implements BundleContent {

    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /** A bundle without anything. */
    static Content empty() {
        return new Content();
    }

    static Content of(byte[] jar) {
        Content content = new Content();
        try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(jar))) {
            Manifest manifest = in.getManifest();
            manifest.getMainAttributes().forEach((name, value) -> content.headers.put(name.toString(), (String) value));
            for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
                if (!entry.isDirectory()) {
                    content.entries.put(entry.getName(), in.readAllBytes());
                }
            }
            return content;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Builds a bundle with the linker and scans it, and makes sure on the way that its headers and its class files say
     * the same.
     */
    static Linkage link(BundleBuilder bundle) {
        Content content = of(bundle.build());
        Linkage scanned = content.scan();
        assertThat(scanned.errors()).isEmpty();
        assertSame(content.read(), scanned);
        return scanned;
    }

    /** Scans what a builder that leaves the linker out builds. */
    static Linkage scan(BundleBuilder bundle) {
        return of(bundle.unlinked().build()).scan();
    }

    /** Compares all but the findings, which only the scan has. */
    static void assertSame(Linkage parsed, Linkage scanned) {
        assertThat(parsed.errors()).isEmpty();
        assertThat(parsed.mainPackages()).isEqualTo(scanned.mainPackages());
        assertThat(parsed.symbols()).containsExactlyInAnyOrderElementsOf(scanned.symbols());
        assertThat(parsed.inits()).isEqualTo(scanned.inits());
        assertThat(parsed.lendsLoader()).isEqualTo(scanned.lendsLoader());
    }

    /** Names the symbols of a bundle as {@code Type.member(parameters)}. */
    static List<String> symbols(Linkage linkage) {
        return linkage.symbols().stream()
                .map(symbol -> symbol.qualifiedName() + symbol.signature())
                .sorted()
                .toList();
    }

    /** Writes the init order of a bundle as its header does. */
    static String inits(Linkage linkage) {
        return LinkHeaders.write(linkage).get(LinkHeaders.INIT);
    }

    static byte[] jar(Map<String, byte[]> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new JarEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    Content with(String entry, byte[] bytes) {
        entries.put(entry, bytes);
        return this;
    }

    Content without(String entry) {
        entries.remove(entry);
        return this;
    }

    Content header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    byte[] bytes(String entry) {
        return entries.get(entry);
    }

    Map<String, byte[]> all() {
        return entries;
    }

    Linkage scan() {
        try {
            return Linker.scan(this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Linkage scan(Predicate<String> visible) {
        try {
            return Linker.scan(this, visible, name -> java.util.Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Linkage read() {
        try {
            return Linker.read(this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<String> entries() {
        return List.copyOf(entries.keySet());
    }

    @Override
    public InputStream open(String name) {
        return new ByteArrayInputStream(entries.get(name));
    }

    @Override
    public String header(String name) {
        return headers.get(name);
    }
}
