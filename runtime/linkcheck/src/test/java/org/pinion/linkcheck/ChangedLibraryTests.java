// SPDX-License-Identifier: Apache-2.0
package org.pinion.linkcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What changes of a library do to a plugin that was compiled before: the JVM says so too. */
class ChangedLibraryTests {

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void change_isJudgedAsByTheJvm(ChangeRow row, ChangeRow.Compiled compiled) {
        Change change = compiled.run(row);

        assertThat(change.check()).as(change.toString()).isEqualTo(row.line("then"));
        assertThat(change.agree()).as(change.toString()).isTrue();
    }

    /** Those that the JDK can compile. */
    static Stream<Arguments> change_isJudgedAsByTheJvm() {
        return IntStream.of(17, 21)
                .filter(release -> release <= Runtime.version().feature())
                .boxed()
                .flatMap(release -> {
                    List<ChangeRow> rows = ChangeRow.all().stream()
                            .filter(row -> row.release() == release)
                            .toList();
                    ChangeRow.Compiled compiled = ChangeRow.compile(release, rows);
                    return rows.stream().map(row -> Arguments.arguments(row, compiled));
                });
    }

    @Test
    void rows_coverAllThatComesOfAChange() {
        assertThat(ChangeRow.all())
                .hasSizeGreaterThan(120)
                .extracting(ChangeRow::name)
                .doesNotHaveDuplicates();
        assertThat(ChangeRow.all())
                .extracting(row -> row.line("then"))
                .contains(
                        "ok",
                        "other meaning",
                        "if called AbstractMethodError",
                        "if called IncompatibleClassChangeError",
                        "NoClassDefFoundError",
                        "NoSuchMethodError",
                        "NoSuchFieldError",
                        "IllegalAccessError",
                        "IncompatibleClassChangeError",
                        "InstantiationError",
                        "AbstractMethodError",
                        "VerifyError",
                        "BootstrapMethodError",
                        "InternalError");
    }
}
