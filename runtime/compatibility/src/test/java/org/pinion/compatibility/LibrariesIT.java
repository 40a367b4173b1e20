// SPDX-License-Identifier: Apache-2.0
package org.pinion.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinion.compatibility.Library.Way;
import org.pinion.embed.Pinion;
import org.pinion.testing.BundleBuilder;
import org.pinion.testing.Documents;

/**
 * Uses libraries in plugins, in each way that {@code docs/libraries.md} tells. What its table says is done is what
 * works, and without any one thing of it the plugin fails. Run with {@code -Dlibraries.write=true} to write the table
 * anew.
 */
class LibrariesIT {

    private static final Path PAGE = Documents.ROOT.resolve("docs/libraries.md");
    private static final String HEAD =
            "| library | version | packed | nested | as a library |\n|---|---|---|---|---|\n";

    @TempDir
    private Path folder;

    static Stream<Arguments> uses() {
        return Libraries.ALL.stream()
                .flatMap(library -> Stream.of(Way.values()).map(way -> Arguments.of(library, way)));
    }

    private static List<Advice> advice(Arguments use) {
        return ((Library) use.get()[0]).advice((Way) use.get()[1]);
    }

    static Stream<Arguments> usesThatWork() {
        return uses().filter(use -> advice(use).stream().noneMatch(Advice::isUnfit));
    }

    static Stream<Arguments> usesAndAPartOfTheAdvice() {
        return uses().flatMap(use -> advice(use).stream()
                .filter(Advice::isNeeded)
                .map(part -> Arguments.of(use.get()[0], use.get()[1], part)));
    }

    @ParameterizedTest
    @MethodSource("usesThatWork")
    void library_used_worksAsThePageSays(Library library, Way way) throws IOException {
        assertThat(use(library, way, library.advice(way))).matches(library.result());
    }

    @ParameterizedTest
    @MethodSource("usesAndAPartOfTheAdvice")
    void library_usedWithoutAPartOfTheAdvice_fails(Library library, Way way, Advice part) {
        List<Advice> others =
                library.advice(way).stream().filter(each -> each != part).toList();
        assertThat(catchThrowable(() -> use(library, way, others))).isNotNull();
    }

    private String use(Library library, Way way, List<Advice> advice) throws IOException {
        BundleBuilder builder = BundleBuilder.plugin(library.plugin(), library.plugin())
                .source(library.plugin() + ".Use", library.code())
                .with("-bundleannotations", library.annotations())
                .classPath(library.jars().toArray(Path[]::new));
        switch (way) {
            case PACKED -> builder.with("-includeresource", include(library, "@%2$s"));
            case NESTED -> builder.with("-includeresource", include(library, "lib/%s=%s;lib:=true"));
            case LIBRARY -> {}
        }
        advice.forEach(each -> each.build().accept(builder, library.plugin()));
        Path plugin = builder.buildTo(folder);
        Pinion.Builder settings = Pinion.builder().storage(folder);
        advice.forEach(each -> each.start().accept(settings));
        // That of a host without the library; another one may have left its own.
        Thread.currentThread().setContextClassLoader(LibrariesIT.class.getClassLoader());
        try (Pinion pinion = settings.start()) {
            if (way == Way.LIBRARY) {
                library.jars().forEach(pinion::addLibrary);
            }
            return String.valueOf(
                    pinion.open(plugin).lookup("use").as(Supplier.class).get());
        }
    }

    private static String include(Library library, String clause) {
        return library.jars().stream()
                .map(jar -> clause.formatted(jar.getFileName(), jar))
                .collect(Collectors.joining(","));
    }

    @Test
    void table_ofThePage_isWhatWorks() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(HEAD);
        assertThat(begin).isPositive();
        int end = page.indexOf("\n\n", begin) + 1;
        String expected = page.substring(0, begin) + HEAD + rows() + page.substring(end);

        if (Boolean.getBoolean("libraries.write")) {
            Files.writeString(PAGE, expected);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(expected);
    }

    private static String rows() {
        return Libraries.ALL.stream()
                .map(library -> "| " + library.title() + " | " + library.version() + " | "
                        + Stream.of(Way.values())
                                .map(way -> text(library.advice(way)))
                                .collect(Collectors.joining(" | "))
                        + " |\n")
                .collect(Collectors.joining());
    }

    private static String text(List<Advice> advice) {
        return advice.isEmpty() ? "works" : advice.stream().map(Advice::text).collect(Collectors.joining(" and "));
    }

    /** The page promises twenty. */
    @Test
    void libraries_areTwentyAtLeast() {
        assertThat(Libraries.ALL).hasSizeGreaterThanOrEqualTo(20);
        assertThat(List.copyOf(Libraries.ALL)).doesNotHaveDuplicates();
    }
}
