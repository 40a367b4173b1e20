// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a {@code Bundle-ClassPath} names, however it is written. */
class ClassPathHeaderTests {

    static Stream<Arguments> headers() {
        return Stream.of(
                Arguments.of("., lib/a.jar", List.of(".", "lib/a.jar")),
                Arguments.of("a.jar;b.jar;attribute=\"1,2\", c.jar", List.of("a.jar", "b.jar", "c.jar")),
                Arguments.of("\"a,b.jar\", \"c=d.jar\", e=f.jar, =g", List.of("a,b.jar", "c=d.jar")),
                Arguments.of("/lib/, //lib/sub//", List.of("lib", "lib/sub")),
                Arguments.of("/, a", List.of(".", "a")),
                Arguments.of("\"\", a", List.of(".", "a")),
                Arguments.of("a, \"b", List.of("a", "\"b")),
                Arguments.of("\"", List.of("\"")),
                Arguments.of("a\"", List.of("a\"")),
                Arguments.of(" , ;x=y", List.of(".")));
    }

    @ParameterizedTest
    @MethodSource("headers")
    void elements_areThePathsWithoutQuotationMarksAndSlashesAtTheirEnds(String header, List<String> elements) {
        assertThat(ClassPathHeader.elements(header)).isEqualTo(elements);
    }

    @Test
    void elements_ofNoHeader_areTheBundleItself() {
        assertThat(ClassPathHeader.elements(null)).containsExactly(".");
    }
}
