// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Objects;
import java.util.Scanner;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinion.testing.BundleBuilder;

/** Runs after {@code package}, on the one jar that is given to users. */
class ExecutableJarIT {

    private static final Path JAR = Path.of(System.getProperty("cli.jar", "no cli.jar"));

    @TempDir
    Path folder;

    @Test
    void version_asked_isPrinted() {
        Cli cli = Cli.runJar(JAR, "--version");

        assertThat(cli.out()).startsWith("pinion ").hasLineCount(1);
        assertThat(cli.err()).isEmpty();
        assertThat(cli.exit()).isZero();
    }

    @Test
    void function_called_resultIsPrinted() {
        assertThat(Cli.runJar(JAR, "call", TestPlugins.tools(folder), "add", "-1", "2"))
                .isEqualTo(new Cli("tools init\n1\n", "", 0));
    }

    @Test
    void failure_ofAnInit_isTold_withoutAStackTraceOfOurs() {
        Cli cli = Cli.runJar(JAR, "open", TestPlugins.failing(folder));

        assertThat(cli.err())
                .contains("threw java.lang.IllegalStateException: no luck")
                .doesNotContain("org.pinion.embed")
                .hasLineCount(3);
        assertThat(cli.exit()).isEqualTo(1);
    }

    @Test
    void plugin_asked_whyIsJson() {
        Cli cli = Cli.runJar(JAR, "why", "--json", folder.resolve("missing.jar"));

        assertThat(cli.out()).startsWith("{\n").contains("\"kind\": \"FILE\"");
        assertThat(cli.err()).isEmpty();
        assertThat(cli.exit()).isEqualTo(1);
    }

    @Test
    void component_ofAPlugin_isActivated_withDs() {
        assertThat(Cli.runJar(JAR, "get", "--with", "ds", TestPlugins.component(folder), "lit"))
                .isEqualTo(new Cli("lamp init, lit: false\ntrue\n", "", 0));
    }

    @Test
    void slf4j_ofAPlugin_logsThroughTheProviderThatIsAdded_withServices() {
        Path api = BundleBuilder.locationOf(org.slf4j.Logger.class);
        Path provider = BundleBuilder.locationOf(org.slf4j.simple.SimpleServiceProvider.class);
        Path jar = BundleBuilder.plugin("talker", "talker")
                .classPath(api)
                .source("talker.Talker", """
                        public class Talker {
                            public static String talk() {
                                org.slf4j.LoggerFactory.getLogger("acme").warn("seen");
                                return org.slf4j.LoggerFactory.getILoggerFactory().getClass().getName();
                            }
                        }
                        """)
                .buildTo(folder);

        Cli cli = Cli.runJar(JAR, "call", "--with", "services", "-L", provider, "-L", api, jar, "talk");
        assertThat(cli.out()).isEqualTo("org.slf4j.simple.SimpleLoggerFactory\n");
        assertThat(cli.err()).contains("seen").doesNotContain("SLF4J(");
    }

    @Test
    void component_ofAPlugin_needsDs() {
        Path jar = TestPlugins.component(folder);

        assertThat(Cli.runJar(JAR, "why", "--with", "ds", jar).exit()).isZero();
        Cli cli = Cli.runJar(JAR, "why", jar);
        assertThat(cli.out()).contains("no bundle provides the capability osgi.extender=osgi.component");
        assertThat(cli.exit()).isEqualTo(1);
    }

    @Test
    void server_withSsh_warnsOfNothing() throws Exception {
        KeyPair key = KeyPairGenerator.getInstance("EC").generateKeyPair();
        Path keys = Files.writeString(folder.resolve("keys"), PublicKeyEntry.toString(key.getPublic()));
        List<String> what = List.of("-jar", JAR.toString());
        try (Server server =
                new Server(what, folder, "--ssh", 0, "--authorized-keys", keys, TestPlugins.tools(folder))) {
            server.await("ready: 1 plugin open, 0 failed; ssh on 127.0.0.1 port ");

            assertThat(server.err().lines()).allMatch(line -> line.contains(" INFO org.pinion"));
        }
    }

    /** A jar in a jar must not be opened by the build: nobody would find its licence, and it would have no manifest. */
    @Test
    void bundles_inTheJar_areWhole() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile());
                Scanner index = new Scanner(jar.getInputStream(jar.getEntry("META-INF/pinion/with/ds/index")))) {
            assertThat(index.tokens()).hasSize(5).allSatisfy(name -> {
                try (JarInputStream bundle =
                        new JarInputStream(jar.getInputStream(jar.getEntry("META-INF/pinion/with/ds/" + name)))) {
                    assertThat(bundle.getManifest().getMainAttributes().getValue("Bundle-SymbolicName"))
                            .isEqualTo(name.replace(".jar", ""));
                    assertThat(Stream.generate(() -> next(bundle))
                                    .takeWhile(Objects::nonNull)
                                    .map(ZipEntry::getName))
                            .contains("META-INF/LICENSE", "META-INF/NOTICE");
                }
            });
            assertThat(jar.getEntry("org/apache/felix/scr/")).isNull();
        }
    }

    private static ZipEntry next(JarInputStream jar) {
        try {
            return jar.getNextJarEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void entries_ofTheJar_areWhatFelixAndLicensesNeed() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(jar.stream().map(ZipEntry::getName))
                    .contains(
                            "default.properties",
                            "META-INF/services/org.osgi.framework.launch.FrameworkFactory",
                            "META-INF/services/org.slf4j.spi.SLF4JServiceProvider",
                            "META-INF/LICENSE",
                            "META-INF/NOTICE",
                            "META-INF/licenses/asm.txt",
                            "META-INF/licenses/jline.txt",
                            "org/jline/nativ/Windows/x86_64/jlinenative.dll",
                            "META-INF/licenses/slf4j.txt")
                    .noneMatch(name -> name.endsWith("module-info.class"))
                    .noneMatch(name -> name.endsWith(".so") || name.startsWith("org/jline/console/"))
                    .noneMatch(name -> name.startsWith("com/google/errorprone") || name.endsWith(".pro"))
                    // It would load classes of SSH whenever somebody asks for a file system.
                    .doesNotContain("META-INF/services/java.nio.file.spi.FileSystemProvider")
                    .doesNotHaveDuplicates();
            assertThat(new String(
                            jar.getInputStream(jar.getEntry("META-INF/NOTICE")).readAllBytes(), UTF_8))
                    .contains("Apache Felix Framework\n", "Apache Felix Gogo Runtime\n", "Apache MINA SSHD\n");
            assertThat(jar.getManifest().getMainAttributes().getValue("Add-Opens"))
                    .contains("java.base/java.net ");
        }
    }
}
