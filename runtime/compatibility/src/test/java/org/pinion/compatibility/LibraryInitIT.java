// SPDX-License-Identifier: Apache-2.0
package org.pinion.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinion.Plugin;
import org.pinion.embed.Pinion;
import org.pinion.testing.BundleBuilder;

/**
 * Libraries that have a {@code static void init()} of their own, packed into a plugin: Pinion leaves it alone (I10).
 */
class LibraryInitIT {

    private static final String MAIN =
            "public class Main { public static int inits; private static void init() { inits++; } }";

    @TempDir
    Path folder;

    static Stream<Path> libraries() throws IOException {
        List<Path> jars;
        try (Stream<Path> files = Files.list(Path.of("target/libraries-with-init"))) {
            jars = files.sorted().toList();
        }
        assertThat(jars).hasSizeGreaterThan(15);
        return jars.stream();
    }

    private static BundleBuilder plugin() {
        return BundleBuilder.plugin("com.example.packed", "com.example.packed")
                .source("com.example.packed.Main", MAIN)
                .with("Import-Package", "*;resolution:=optional")
                // What a library asks for by annotations is not what is tested here.
                .with("-bundleannotations", "!*");
    }

    /** Puts the classes of a library among those of the plugin. */
    private static BundleBuilder unpacked(Path library) {
        return plugin().with("-includeresource", "@" + library.toAbsolutePath() + "!/!META-INF/*");
    }

    private static BundleBuilder nested(Path library) {
        return plugin().with("-includeresource", "lib/library.jar=" + library.toAbsolutePath() + ";lib:=true")
                .with("Bundle-ClassPath", ".,lib/library.jar");
    }

    private void assertOnlyOwnInitRuns(BundleBuilder bundle) {
        assertThat(bundle.warnings())
                .anyMatch(
                        text -> text.startsWith("pinion: init() does not run in ") && text.contains("-pinion-init: !"));
        // Linked when it is built, and when it is opened.
        assertOnlyOwnInitRuns(bundle.buildTo(folder));
        assertOnlyOwnInitRuns(bundle.unlinked().buildTo(folder));
    }

    private static void assertOnlyOwnInitRuns(Path jar) {
        try (Pinion pinion = Pinion.start()) {
            Plugin plugin = pinion.open(jar);
            assertThat(plugin.inits())
                    .extracting(init -> init.packageName() + "." + init.typeName())
                    .containsExactly("com.example.packed.Main");
            assertThat(plugin.lookup("inits").as(IntSupplier.class).getAsInt()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void init_ofALibraryAmongTheClasses_isLeftAlone(Path library) {
        assertOnlyOwnInitRuns(unpacked(library));
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void init_ofANestedLibrary_isLeftAlone(Path library) {
        assertOnlyOwnInitRuns(nested(library));
    }

    @Test
    void init_ofPackagesThatBndCopies_isLeftAlone() throws IOException {
        Path library = libraries()
                .filter(jar -> jar.getFileName().toString().startsWith("commons-lang3"))
                .findFirst()
                .orElseThrow();
        assertOnlyOwnInitRuns(plugin().source(
                        "com.example.packed.Processors",
                        "public class Processors { public static String type() {"
                                + " return org.apache.commons.lang3.ArchUtils.getProcessor().getType().toString(); } }")
                .classPath(library)
                .with("-conditionalpackage", "org.apache.commons.lang3.*"));
    }
}
