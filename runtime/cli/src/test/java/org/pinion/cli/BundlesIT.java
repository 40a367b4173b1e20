// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.felix.framework.Felix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;
import org.pinion.SymbolRegistry;
import org.pinion.embed.Pinion;
import org.pinion.linker.Linker;
import org.pinion.shell.Shell;
import org.pinion.ssh.SshShell;
import org.pinion.testing.BundleBuilder;
import org.pinion.wrap.BndWrapper;

/** The packaged jars as bundles: what they export and import, and that they fit each other in a framework that is not ours. */
class BundlesIT {

    /** Seen from the classes: the base folder of the build is another one once the jar is packaged. */
    private static final Path SNAPSHOT = BundleBuilder.locationOf(BundlesIT.class)
            .resolve("../../src/test/resources/manifests.txt")
            .normalize();

    private static final List<Class<?>> MODULES =
            List.of(SymbolRegistry.class, Linker.class, Pinion.class, BndWrapper.class, Shell.class, SshShell.class);

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

    /** Lists the clauses of a header, one a line; a comma in quotes ends none. */
    private static List<String> clauses(String header) {
        return List.of(header.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)"));
    }

    /** Run with {@code -Dmanifests.write=true} to write the file anew. */
    @Test
    void manifests_areThoseThatWereReviewed() throws IOException {
        String found = jars().map(BundlesIT::manifest)
                .map(manifest -> HEADERS.stream()
                        .filter(header -> manifest.getValue(header) != null)
                        .map(header -> header + ":\n"
                                + clauses(manifest.getValue(header)).stream()
                                        .map(clause -> "  " + clause + "\n")
                                        .collect(Collectors.joining()))
                        .collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
        if (Boolean.getBoolean("manifests.write")) {
            Files.writeString(SNAPSHOT, found);
        }
        assertThat(found).isEqualTo(Files.readString(SNAPSHOT));
    }

    @Test
    void packagesOfOurs_areImportedInAVersion_andNoneIsInternal() {
        assertThat(jars().map(BundlesIT::manifest)
                        .flatMap(manifest -> clauses(manifest.getValue(Constants.IMPORT_PACKAGE)).stream()))
                .filteredOn(clause -> clause.startsWith("org.pinion"))
                .isNotEmpty()
                .allMatch(clause -> clause.contains(";version=\"[1"))
                .noneMatch(clause -> clause.contains(".internal"));
    }

    /** Stands for the libraries: the framework exports what nobody of us does. */
    private static String libraries() {
        TreeSet<String> ours = jars().map(jar -> manifest(jar).getValue(Constants.EXPORT_PACKAGE))
                .filter(Objects::nonNull)
                .flatMap(header -> clauses(header).stream())
                .map(clause -> clause.split(";")[0])
                .collect(Collectors.toCollection(TreeSet::new));
        Map<String, String> libraries = new TreeMap<>();
        jars().flatMap(jar -> clauses(manifest(jar).getValue(Constants.IMPORT_PACKAGE)).stream())
                .filter(clause -> !ours.contains(clause.split(";")[0]) && !clause.startsWith("org.osgi."))
                .forEach(clause -> libraries.put(
                        clause.split(";")[0],
                        clause.contains("version=\"[") ? clause.replaceFirst(".*version=\"\\[([^,]*),.*", "$1") : "0"));
        libraries.keySet().removeIf(name -> name.startsWith("javax.") || name.startsWith("jdk."));
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
