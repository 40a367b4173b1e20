// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import aQute.bnd.header.OSGiHeader;
import aQute.bnd.header.Parameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.felix.framework.Felix;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.VersionRange;
import org.osgi.framework.wiring.FrameworkWiring;
import org.pinion.SymbolRegistry;
import org.pinion.embed.Pinion;
import org.pinion.linkcheck.LinkCheck;
import org.pinion.linker.Linker;
import org.pinion.shell.Shell;
import org.pinion.ssh.SshShell;
import org.pinion.testing.BundleBuilder;
import org.pinion.wrap.BndWrapper;

/**
 * The packaged jars as bundles: what they export and import, and that they fit each other in a framework that is not
 * ours.
 */
class BundlesIT {

    /** Seen from the classes: the base folder of the build is another one once the jar is packaged. */
    private static final Path SNAPSHOT = BundleBuilder.locationOf(BundlesIT.class)
            .resolve("../../src/test/resources/manifests.txt")
            .normalize();

    private static final List<Class<?>> MODULES = List.of(
            SymbolRegistry.class,
            LinkCheck.class,
            Linker.class,
            Pinion.class,
            BndWrapper.class,
            Shell.class,
            SshShell.class);

    private static final List<String> HEADERS = List.of(
            Constants.BUNDLE_SYMBOLICNAME,
            "Automatic-Module-Name",
            Constants.EXPORT_PACKAGE,
            Constants.IMPORT_PACKAGE,
            Constants.REQUIRE_CAPABILITY,
            Constants.PROVIDE_CAPABILITY);

    @TempDir
    Path storage;

    private static Stream<Path> jars() {
        return MODULES.stream().map(BundleBuilder::locationOf);
    }

    private static Attributes manifest(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest().getMainAttributes();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(jar.toString(), e);
        }
    }

    private static Parameters clauses(Path jar, String header) {
        return OSGiHeader.parseHeader(manifest(jar).getValue(header));
    }

    private static String text(Path jar, String header) {
        return clauses(jar, header).entrySet().stream()
                .map(clause ->
                        "  " + clause.getKey() + (clause.getValue().isEmpty() ? "" : ";" + clause.getValue()) + "\n")
                .collect(Collectors.joining("", header + ":\n", ""));
    }

    /** Run with {@code -Dmanifests.write=true} to write the file anew. */
    @Test
    void manifests_areThoseThatWereReviewed() throws IOException {
        String found = jars().map(jar -> HEADERS.stream()
                        .filter(header -> manifest(jar).getValue(header) != null)
                        .map(header -> text(jar, header))
                        .collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
        if (Boolean.getBoolean("manifests.write")) {
            Files.writeString(SNAPSHOT, found);
        }
        assertThat(found).isEqualTo(Files.readString(SNAPSHOT));
    }

    @Test
    void packagesOfOurs_areImportedInAVersion_andNoneIsInternal() {
        assertThat(jars().flatMap(jar -> clauses(jar, Constants.IMPORT_PACKAGE).entrySet().stream()))
                .filteredOn(clause -> clause.getKey().startsWith("org.pinion"))
                .isNotEmpty()
                .allMatch(
                        clause -> String.valueOf(clause.getValue().getVersion()).startsWith("[1"))
                .noneMatch(clause -> clause.getKey().contains(".internal"));
    }

    /** So compilers of other projects know what may be null there. */
    @Test
    void exportedPackages_areNullMarked() {
        assertThat(jars().flatMap(jar -> clauses(jar, Constants.EXPORT_PACKAGE).keySet().stream()))
                .hasSizeGreaterThan(5)
                .allSatisfy(name ->
                        assertThat(Class.forName(name + ".package-info")).hasAnnotation(NullMarked.class));
    }

    /** Stands for the libraries: the framework exports what nobody of us does. */
    private static String libraries() {
        Set<String> ours = jars().flatMap(jar -> clauses(jar, Constants.EXPORT_PACKAGE).keySet().stream())
                .collect(Collectors.toSet());
        Map<String, String> libraries = new TreeMap<>();
        jars().forEach(jar -> clauses(jar, Constants.IMPORT_PACKAGE).forEach((name, attributes) -> {
            if (!ours.contains(name) && !name.matches("(org\\.osgi|javax|jdk)\\..*")) {
                String range = attributes.getVersion();
                libraries.put(
                        name,
                        range == null
                                ? "0"
                                : VersionRange.valueOf(range).getLeft().toString());
            }
        }));
        return libraries.entrySet().stream()
                .map(each -> each.getKey() + ";version=" + each.getValue())
                .collect(Collectors.joining(","));
    }

    @Test
    void jars_inAFrameworkThatIsNotOurs_areResolved() throws Exception {
        Felix felix = new Felix(Map.of(
                Constants.FRAMEWORK_STORAGE, storage.toString(),
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, libraries()));
        felix.start();
        for (Path jar : jars().toList()) {
            felix.getBundleContext().installBundle(jar.toUri().toString());
        }
        felix.adapt(FrameworkWiring.class).resolveBundles(null);
        assertThat(felix.getBundleContext().getBundles())
                .hasSize(MODULES.size() + 1)
                .allSatisfy(bundle ->
                        assertThat(bundle.getState()).as(bundle.toString()).isIn(Bundle.RESOLVED, Bundle.ACTIVE));
        felix.stop();
        felix.waitForStop(60_000);
    }
}
