// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinion.SymbolRegistry;
import org.pinion.embed.Pinion;
import org.pinion.linker.Linker;
import org.pinion.shell.Shell;
import org.pinion.ssh.SshShell;
import org.pinion.testing.BundleBuilder;

/** The names by which sources with a {@code module-info} require the jars. They are kept for ever. */
class ModuleNamesIT {

    private static final List<Path> JARS = Stream.of(
                    SymbolRegistry.class, Linker.class, Pinion.class, Shell.class, SshShell.class)
            .map(BundleBuilder::locationOf)
            .toList();

    @TempDir
    Path folder;

    @Test
    void jars_haveTheModuleNamesOfTheirPackages() throws IOException {
        Map<String, String> names = new TreeMap<>();
        for (Path path : JARS) {
            try (JarFile jar = new JarFile(path.toFile())) {
                names.put(
                        path.getFileName().toString().replaceFirst("-\\d.*", ""),
                        jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name"));
            }
        }

        assertThat(names)
                .isEqualTo(Map.of(
                        "pinion-api", "org.pinion",
                        "pinion-linker", "org.pinion.linker",
                        "pinion", "org.pinion.embed",
                        "pinion-shell", "org.pinion.shell",
                        "pinion-ssh", "org.pinion.ssh"));
    }

    @Test
    void sourcesOfAModule_compileAgainstTheJars() throws IOException {
        Path module = Files.writeString(folder.resolve("module-info.java"), """
                module acme.host {
                    requires org.pinion;
                    requires org.pinion.linker;
                    requires org.pinion.embed;
                    requires org.pinion.shell;
                    requires org.pinion.ssh;
                }
                """);
        Path type = Files.writeString(folder.resolve("Host.java"), """
                package acme;
                class Host {
                    org.pinion.Function function;
                    org.pinion.linker.Linkage linkage;
                    org.pinion.embed.Pinion pinion;
                    org.pinion.shell.Shell shell;
                    org.pinion.ssh.SshShell ssh;
                }
                """);

        assertThat(compile(module, type)).isEmpty();
    }

    private String compile(Path... sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter output = new StringWriter();
        String path = JARS.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            compiler.getTask(
                            output,
                            files,
                            null,
                            List.of("--release", "17", "-p", path, "-d", folder.toString()),
                            null,
                            files.getJavaFileObjectsFromPaths(Arrays.asList(sources)))
                    .call();
        }
        return output.toString();
    }
}
