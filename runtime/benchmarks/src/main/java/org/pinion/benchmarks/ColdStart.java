// SPDX-License-Identifier: Apache-2.0
package org.pinion.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.pinion.benchmarks.jars.Plugins;
import org.pinion.benchmarks.report.Measurements;
import org.pinion.testing.BundleBuilder;

/** Measures whole processes that call one function of one plugin, from their start to their end. */
final class ColdStart {

    private static final String CODE = "org/pinion/benchmarks/";

    private final Workplace workplace;
    private final Path folder;
    private final Map<String, List<String>> commands = new LinkedHashMap<>();

    ColdStart(Workplace workplace) throws IOException {
        this.workplace = workplace;
        this.folder = Files.createDirectories(workplace.work().resolve("cold-" + Workplace.jdk()));
        commands.put("hello", hello());
        commands.put("pinion", pinion());
        commands.put("pf4j", pf4j());
        GoPeer.find(folder.resolve("go")).ifPresent(go -> commands.put("go", go.command()));
    }

    /** Runs all commands in turns. */
    void measure(int rounds, Measurements measurements) {
        for (int round = -1; round < rounds; round++) {
            for (Map.Entry<String, List<String>> command : commands.entrySet()) {
                long start = System.nanoTime();
                String output = Child.run(folder, command.getValue());
                double millis = (System.nanoTime() - start) / 1e6;
                if (!output.lines().anyMatch("3"::equals)) {
                    throw new IllegalStateException(command + " printed " + output);
                }
                if (round >= 0) {
                    measurements.add("cold." + command.getKey(), "ms", millis);
                }
            }
        }
    }

    private List<String> hello() throws IOException {
        String file = CODE + "child/Hello.class";
        Path copy = folder.resolve("hello").resolve(file);
        Files.createDirectories(copy.getParent());
        Files.write(copy, resource(file));
        return List.of(
                Workplace.java().toString(),
                "-cp",
                folder.resolve("hello").toString(),
                "org.pinion.benchmarks.child.Hello");
    }

    /** The script builds itself and the example if they are not there. */
    private List<String> pinion() throws IOException {
        String script = workplace.root().resolve("pinion").toString();
        Child.run(workplace.root(), List.of(script, "example"));
        try (Stream<Path> built = Files.list(workplace.root().resolve("example-plugins/add/target"))) {
            Path add = built.filter(
                            file -> file.getFileName().toString().matches("add-[0-9].*(?<!sources|javadoc)\\.jar"))
                    .findFirst()
                    .orElseThrow();
            return List.of(script, "call", add.toString(), "ExportedFunc", "1", "2");
        }
    }

    /**
     * The same with PF4J: one jar, started by a script, with the options that the other script has, and an archive of
     * classes.
     */
    private List<String> pf4j() throws IOException {
        Path jar = folder.resolve("pf4j-call.jar");
        writeJar(jar);
        Path plugin = Files.createDirectories(folder.resolve("pf4j")).resolve("p00001.jar");
        Files.write(plugin, Plugins.calledByPeers().copy(1));
        Path archive = folder.resolve("pf4j-call.jsa");
        Files.deleteIfExists(archive);
        String java = "\"" + Workplace.java() + "\" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC ";
        Path script = folder.resolve("pf4j-call");
        Files.writeString(
                script, "#!/bin/sh\nexec " + java + "-XX:SharedArchiveFile=" + archive + " -jar " + jar + " \"$@\"\n");
        Child.run(
                folder,
                List.of(
                        "sh",
                        "-c",
                        java + "-XX:ArchiveClassesAtExit=" + archive + " -jar " + jar + " " + plugin + " 1 2 2>&1"));
        return List.of("sh", script.toString(), plugin.toString(), "1", "2");
    }

    private void writeJar(Path file) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "org.pinion.benchmarks.child.Pf4jCall");
        Set<String> written = new HashSet<>();
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            for (String entry : List.of(CODE + "child/Pf4jCall.class", CODE + "jars/AddExtension.class")) {
                jar.putNextEntry(new JarEntry(entry));
                jar.write(resource(entry));
            }
            for (String type : List.of(
                    "org.pf4j.PluginManager",
                    "org.slf4j.Logger",
                    "org.slf4j.nop.NOPServiceProvider",
                    "com.github.zafarkhaja.semver.Version",
                    "org.objectweb.asm.ClassReader")) {
                copy(BundleBuilder.locationOf(type(type)), jar, written);
            }
        }
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name, false, ColdStart.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void copy(Path library, JarOutputStream jar, Set<String> written) throws IOException {
        try (JarInputStream in = new JarInputStream(Files.newInputStream(library))) {
            for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
                String name = entry.getName();
                boolean wanted = name.endsWith(".class") || name.startsWith("META-INF/services/");
                if (wanted && !name.endsWith("module-info.class") && written.add(name)) {
                    jar.putNextEntry(new JarEntry(name));
                    in.transferTo(jar);
                }
            }
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = ColdStart.class.getResourceAsStream("/" + name)) {
            return in.readAllBytes();
        }
    }
}
