// SPDX-License-Identifier: Apache-2.0
package org.pinion.testing;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Constants;
import aQute.bnd.osgi.EmbeddedResource;
import aQute.bnd.osgi.Jar;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * Builds real bundles for tests: compiles Java sources and runs bnd with the linker on the result. The linker is that
 * of the class path; without one, only what is {@link #unlinked()} can be built. The same calls give the same bytes.
 *
 * <pre>{@code
 * Path jar = BundleBuilder.plugin("acme.add", "acme")
 *         .source("acme.Add", "public class Add { public static int add(int a, int b) { return a + b; } }")
 *         .buildTo(folder);
 * }</pre>
 */
public final class BundleBuilder {

    /** By name, as in the builds of users. */
    private static final String LINKER = "org.pinion.linker.bnd.LinkerPlugin";

    private final String name;
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, String> instructions = new LinkedHashMap<>();
    private final Map<String, byte[]> resources = new LinkedHashMap<>();
    private final List<Path> classPath = new ArrayList<>();
    private final List<String> javacOptions = new ArrayList<>(List.of("-g", "--release", "17", "-proc:none"));
    private boolean linked = true;

    /** What bnd said: errors and warnings, with their location if there is one. */
    private final List<String> errors = new ArrayList<>();

    private final List<String> warnings = new ArrayList<>();

    private BundleBuilder(String name) {
        this.name = name;
        instructions.put(Constants.BUNDLE_SYMBOLICNAME, name);
        instructions.put(Constants.BUNDLE_VERSION, "1.0.0");
        instructions.put(Constants.NOEXTRAHEADERS, "true");
        instructions.put(Constants.NOIMPORTJAVA, "true");
        classPath.add(locationOf(org.pinion.PluginMain.class));
    }

    /** Starts a plugin: a bundle whose main package is annotated. */
    public static BundleBuilder plugin(String name, String mainPackage) {
        return new BundleBuilder(name).mainPackage(mainPackage);
    }

    /** Starts a library that the linker links. */
    public static BundleBuilder library(String name) {
        return new BundleBuilder(name).with("-pinion", "library");
    }

    /** Starts an ordinary bundle, which the linker does not see. */
    public static BundleBuilder bundle(String name) {
        return new BundleBuilder(name).unlinked();
    }

    /** Starts a bundle that is linked as a plugin but has no main package yet. */
    public static BundleBuilder unmarked(String name) {
        return new BundleBuilder(name);
    }

    /** Annotates a package with {@code @PluginMain}. */
    public BundleBuilder mainPackage(String packageName) {
        sources.put(packageName + ".package-info", "@org.pinion.PluginMain package " + packageName + ";");
        return this;
    }

    /** Says in {@code @PluginMain} that each call lends the class loader of the plugin. */
    public BundleBuilder lending(String mainPackage) {
        sources.put(
                mainPackage + ".package-info",
                "@org.pinion.PluginMain(contextClassLoader = true) package " + mainPackage + ";");
        return this;
    }

    /** Adds a class, named with its package; a package statement is put before the text. */
    public BundleBuilder source(String className, String text) {
        int dot = className.lastIndexOf('.');
        sources.put(className, dot < 0 ? text : "package " + className.substring(0, dot) + ";\n" + text);
        return this;
    }

    /** Sets a bnd instruction or a manifest header, in place of the one that was set. */
    public BundleBuilder with(String header, String value) {
        instructions.put(header, value);
        return this;
    }

    /** Sets the version of the bundle. */
    public BundleBuilder version(String version) {
        return with(Constants.BUNDLE_VERSION, version);
    }

    /** Adds an entry to the jar. */
    public BundleBuilder resource(String path, byte[] bytes) {
        resources.put(path, bytes);
        return this;
    }

    /** Adds an entry with text to the jar. */
    public BundleBuilder resource(String path, String text) {
        return resource(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Puts a jar or folder on the class path of javac and bnd, so that imports get their version from it. */
    public BundleBuilder classPath(Path... elements) {
        classPath.addAll(List.of(elements));
        return this;
    }

    /** Compiles with these options of javac instead of {@code -g --release 17}; no annotation processor runs. */
    public BundleBuilder javac(String... options) {
        javacOptions.clear();
        javacOptions.addAll(List.of(options));
        javacOptions.add("-proc:none");
        return this;
    }

    /** Leaves the linker out of the build. */
    public BundleBuilder unlinked() {
        linked = false;
        return this;
    }

    /**
     * Builds the bundle into {@code folder/NAME-VERSION.jar}.
     *
     * @throws IllegalStateException if javac or bnd reports an error; the message has all of them
     */
    public Path buildTo(Path folder) {
        return buildAs(folder.resolve(name + "-" + instructions.get(Constants.BUNDLE_VERSION) + ".jar"));
    }

    /**
     * Builds the bundle into a file, which is replaced.
     *
     * @throws IllegalStateException if javac or bnd reports an error; the message has all of them
     */
    public Path buildAs(Path file) {
        try {
            Files.write(file, build());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Builds the bundle and returns the bytes of the jar.
     *
     * @throws IllegalStateException if javac or bnd reports an error; the message has all of them
     */
    public byte[] build() {
        byte[] bytes = run();
        if (!errors.isEmpty()) {
            throw new IllegalStateException("bnd: " + String.join("\n", errors));
        }
        return bytes;
    }

    /**
     * Runs bnd and returns its errors, each preceded by {@code FILE:LINE: } if it has a location; none if the bundle is
     * good.
     *
     * @throws IllegalStateException if javac reports an error
     */
    public List<String> errors() {
        run();
        return List.copyOf(errors);
    }

    /** Runs bnd and returns its warnings, like {@link #errors()}. */
    public List<String> warnings() {
        run();
        return List.copyOf(warnings);
    }

    private byte[] run() {
        errors.clear();
        warnings.clear();
        Path work = null;
        try {
            work = Files.createTempDirectory("bundle-builder");
            compile(work);
            return runBnd(work);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            delete(work);
        }
    }

    private void compile(Path work) throws IOException {
        Path classes = Files.createDirectories(work.resolve("classes"));
        List<File> files = new ArrayList<>();
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = work.resolve("src").resolve(source.getKey().replace('.', '/') + ".java");
            Files.createDirectories(file.getParent());
            Files.writeString(file, source.getValue());
            files.add(file.toFile());
        }
        if (files.isEmpty()) {
            return;
        }
        List<String> options = new ArrayList<>(javacOptions);
        options.addAll(List.of("-d", classes.toString(), "-cp"));
        options.add(classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        try (var manager = javac.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            var out = new java.io.StringWriter();
            boolean ok = javac.getTask(out, manager, null, options, null, manager.getJavaFileObjectsFromFiles(files))
                    .call();
            if (!ok) {
                throw new IllegalStateException("javac: " + out);
            }
        }
    }

    private byte[] runBnd(Path work) throws Exception {
        try (Builder bnd = new Builder()) {
            bnd.setBase(work.toFile());
            bnd.setProperty("project.build.sourceDirectory", "src");
            instructions.forEach(bnd::setProperty);
            if (linked) {
                bnd.setProperty(Constants.PLUGIN + ".linker", LINKER);
            }
            Jar content = new Jar(work.resolve("classes").toFile());
            resources.forEach((path, bytes) -> content.putResource(path, new EmbeddedResource(bytes, 0L)));
            bnd.setJar(content);
            for (Path element : classPath) {
                bnd.addClasspath(element.toFile());
            }
            Jar jar = bnd.build();
            bnd.getErrors().forEach(error -> errors.add(locate(bnd, work, error)));
            bnd.getWarnings().forEach(warning -> warnings.add(locate(bnd, work, warning)));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            jar.setReproducible("true");
            jar.write(bytes);
            return bytes.toByteArray();
        }
    }

    private static String locate(Builder bnd, Path work, String message) {
        var location = bnd.getLocation(message);
        if (location == null || location.file == null) {
            return message;
        }
        Path file = work.resolve("src").relativize(Path.of(location.file));
        return file.toString().replace('\\', '/') + ":" + (location.line + 1) + ": " + message;
    }

    /**
     * Copies a bundle under another symbolic name, which is much faster than building another one. The bytes that are
     * given stay as they are.
     */
    public static byte[] renamed(byte[] bundle, String name) {
        try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(bundle))) {
            Manifest manifest = new Manifest(in.getManifest());
            manifest.getMainAttributes().putValue(Constants.BUNDLE_SYMBOLICNAME, name);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
                for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
                    out.putNextEntry(new JarEntry(entry.getName()));
                    in.transferTo(out);
                }
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives the jar or folder that a class was loaded from, for the class path of a bundle. */
    public static Path locationOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void delete(Path folder) {
        if (folder == null) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            Path[] all = files.toArray(Path[]::new);
            for (int i = all.length - 1; i >= 0; i--) {
                Files.delete(all[i]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot delete " + Arrays.toString(folder.toFile().list()), e);
        }
    }
}
