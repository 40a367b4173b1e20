// SPDX-License-Identifier: Apache-2.0
package org.pinion.diagnosis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pinion.testing.BundleBuilder;

/**
 * What a host shares, adds and opens, in a folder of its own; recorded, so that it can be done in several frameworks.
 */
final class Stage {

    /** What is done before the plugin in question is opened. */
    enum Verb {
        /** A library is added. */
        ADD,
        /** A bundle is installed in the framework, as fragments are. */
        INSTALL,
        /** Another plugin is opened. */
        OPEN,
        /** A plugin is opened, and that fails. */
        TRY,
        /** A file is written; it has its content from another one. */
        WRITE
    }

    /** One thing that is done; {@code content} is for {@link Verb#WRITE}. */
    record Step(Verb verb, Path file, Path content) {}

    private final Path folder;
    private final Map<String, String> shared = new TreeMap<>();
    private final List<String> with = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private Path last;
    private Path plugin;
    private boolean called;
    private int contents;

    Stage(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets the host share a package. */
    Stage share(String packageName, String version) {
        shared.put(packageName, version);
        return this;
    }

    /** Starts with bundles of the runtime's own. */
    Stage with(String name) {
        with.add(name);
        return this;
    }

    /** Gives the names of the bundles to start with. */
    String[] with() {
        return with.toArray(String[]::new);
    }

    /** Adds a library. */
    Stage add(Path jar) {
        return step(Verb.ADD, write(jar.getFileName().toString(), read(jar)));
    }

    /** Adds a library in the end, just before the plugin is opened. */
    Stage addLast(Path jar) {
        last = write(jar.getFileName().toString(), read(jar));
        return this;
    }

    /** Installs a bundle that is no library by itself. */
    Stage install(Path jar) {
        return step(Verb.INSTALL, write(jar.getFileName().toString(), read(jar)));
    }

    /** Opens another plugin before. */
    Stage opened(String name, byte[] jar) {
        return written(name, jar).step(Verb.OPEN, file(name));
    }

    /** Tries to open a file before, without success. */
    Stage tried(String name, byte[] jar) {
        return written(name, jar).step(Verb.TRY, file(name));
    }

    /** Writes a file at this point, over what may be there. */
    Stage written(String name, byte[] jar) {
        steps.add(new Step(Verb.WRITE, file(name), write("content-" + ++contents, jar)));
        return this;
    }

    private Stage step(Verb verb, Path file) {
        steps.add(new Step(verb, file, null));
        return this;
    }

    /** Opens a plugin in the end, {@code shop.jar}. */
    Stage plugin(byte[] jar) {
        return plugin(write("shop.jar", jar));
    }

    /** Opens a plugin in the end. */
    Stage plugin(BundleBuilder plugin) {
        return plugin(plugin.build());
    }

    /** Opens a plugin in the end. */
    Stage plugin(Jars plugin) {
        return plugin(plugin.jar());
    }

    /** Opens a file in the end. */
    Stage plugin(Path file) {
        plugin = file;
        return this;
    }

    /** Calls {@code checkout} once the plugin is open. */
    Stage called() {
        called = true;
        return this;
    }

    /** Gives the path of a file in the folder. */
    Path file(String name) {
        return folder.resolve(name);
    }

    /** Makes a folder. */
    Path directory(String name) {
        try {
            return Files.createDirectories(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file at once. */
    Path write(String name, byte[] content) {
        try {
            Files.createDirectories(folder);
            return Files.write(file(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a file. */
    static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path folder() {
        return folder;
    }

    Map<String, String> shared() {
        return shared;
    }

    List<Step> steps() {
        return steps;
    }

    /** Gives the library that is added in the end; {@code null} if there is none. */
    Path last() {
        return last;
    }

    Path plugin() {
        return plugin;
    }

    boolean isCalled() {
        return called;
    }
}
