// SPDX-License-Identifier: Apache-2.0
package org.pinion.compatibility;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A library of {@code docs/libraries.md}, and what somebody has to do who uses it in a plugin. */
final class Library {

    private static final Path JARS = Path.of("target/libraries").toAbsolutePath();
    private static final Path SOURCES = Path.of("src/test/resources/libraries");

    /** How a plugin comes to the classes of a library. */
    enum Way {
        PACKED,
        NESTED,
        LIBRARY
    }

    private final String title;
    private final String source;
    private final List<String> jars;
    private final String result;
    private final Map<Way, List<Advice>> advice = new EnumMap<>(Way.class);

    private String annotations = "*";

    private Library(String title, String source, String result, List<String> jars) {
        this.title = title;
        this.source = source;
        this.result = result;
        this.jars = jars;
    }

    /**
     * Begins a library that works in all three ways.
     *
     * @param source the name of the file with the class of the plugin
     * @param result what its function {@code use} returns, as a regular expression
     * @param jars the artifactIds of its jars, the library's own first
     */
    static Library of(String title, String source, String result, String... jars) {
        return new Library(title, source, result, List.of(jars));
    }

    /** Says what has to be done in one of the ways. */
    Library advise(Way way, Advice... what) {
        advice.put(way, List.of(what));
        return this;
    }

    /** Says what has to be done if the classes are in the plugin's jar. */
    Library inside(Advice... what) {
        return advise(Way.PACKED, what).advise(Way.NESTED, what);
    }

    /** Keeps bnd from looking for annotations of OSGi in annotations of annotations, which takes long in some jars. */
    Library withoutAnnotations() {
        annotations = "!*";
        return this;
    }

    /** Tells which annotations bnd looks for. */
    String annotations() {
        return annotations;
    }

    /** Gives all that has to be done in one of the ways, often nothing. */
    List<Advice> advice(Way way) {
        return advice.getOrDefault(way, List.of());
    }

    String title() {
        return title;
    }

    String result() {
        return result;
    }

    /** Gives the name of the plugin and its package. */
    String plugin() {
        return "acme." + source.replace("-", "");
    }

    /** Reads the class of the plugin, but for its package. */
    String code() {
        try {
            return Files.readString(SOURCES.resolve(source + ".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives the jars, which the build has fetched. */
    List<Path> jars() {
        return jars.stream().map(Library::jar).toList();
    }

    private static Path jar(String artifact) {
        try (Stream<Path> files = Files.list(JARS)) {
            return files.filter(file -> version(artifact, file) != null)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + artifact + " in " + JARS));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives the version in the name of a file; {@code null} if it is of another artifact. */
    private static String version(String artifact, Path file) {
        String name = file.getFileName().toString();
        String rest = name.startsWith(artifact + "-") ? name.substring(artifact.length() + 1) : "";
        return rest.matches("\\d.*\\.jar") ? rest.substring(0, rest.length() - ".jar".length()) : null;
    }

    /** Tells the version of the library. */
    String version() {
        return version(jars.get(0), jars().get(0));
    }

    @Override
    public String toString() {
        return title;
    }
}
