// SPDX-License-Identifier: Apache-2.0
package org.pinion.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinion.acceptance.boot.BootApplication;
import org.pinion.testing.BundleBuilder;
import org.pinion.testing.Commands;
import org.pinion.testing.Commands.Result;
import org.springframework.boot.loader.tools.Library;
import org.springframework.boot.loader.tools.LibraryScope;
import org.springframework.boot.loader.tools.Repackager;

/** Pinion inside an executable jar of Spring Boot, whose loader reads jars within the jar. */
class SpringBootIT {

    /** What a build with {@code spring-boot-starter} and {@code pinion} puts into the jar. */
    private static final Pattern LIBRARY = Pattern.compile("(spring-(?!boot-loader)|logback-|micrometer-|jul-to-slf4j-"
            + "|log4j-|slf4j-api-|snakeyaml-|jakarta\\.|pinion-|org\\.apache\\.felix\\.|asm-\\d).*(?<!-tests)\\.jar");

    @TempDir
    Path folder;

    @Test
    void executableJar_opensPluginsFromAPathAndFromItself() throws IOException, InterruptedException {
        Path outside = plugin("outside");
        Path jar = repackage(application(plugin("inside")));
        List<String> command = Commands.java(List.of("-jar"));
        command.addAll(List.of(jar.toString(), outside.toString()));

        Result result = Commands.run(folder, command);

        assertThat(result.exitCode()).as(result.output() + result.errors()).isZero();
        assertThat(result.output().lines().filter(line -> line.contains("Ada")))
                .containsExactly("outside: Hello from outside, Ada", "inside: Hello from inside, Ada");
        assertThat(result.output()).contains("Started BootApplication").doesNotContain(" WARN ", " ERROR ", "\tat ");
        assertThat(result.errors()).isEmpty();
    }

    private Path plugin(String name) {
        return BundleBuilder.plugin(name, name)
                .source(name + ".Greeter", """
                        public class Greeter {
                            public static org.pinion.acceptance.boot.api.Greeting greeting =
                                    name -> "Hello from %s, " + name;
                        }
                        """.formatted(name))
                .classPath(Jars.HOSTS)
                .buildTo(folder);
    }

    /** Packs the classes of the application as a build does, before Spring Boot repackages them. */
    private Path application(Path plugin) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        Path jar = folder.resolve("plain.jar");
        Path classes = Jars.HOSTS.resolve(BootApplication.class.getPackageName().replace('.', '/'));
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                Stream<Path> files = Files.walk(classes)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                add(out, Jars.HOSTS.relativize(each).toString().replace(File.separatorChar, '/'), each);
            }
            add(out, "plugins/inside.jar", plugin);
        }
        return jar;
    }

    private static void add(JarOutputStream out, String name, Path file) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        Files.copy(file, out);
        out.closeEntry();
    }

    private Path repackage(Path plain) throws IOException {
        Path jar = folder.resolve("application.jar");
        Repackager repackager = new Repackager(plain.toFile());
        repackager.setMainClass(BootApplication.class.getName());
        repackager.repackage(jar.toFile(), libraries -> {
            for (String element : System.getProperty("java.class.path").split(File.pathSeparator)) {
                File file = new File(element);
                if (LIBRARY.matcher(file.getName()).matches()) {
                    libraries.library(new Library(file, LibraryScope.COMPILE));
                }
            }
        });
        return jar;
    }
}
