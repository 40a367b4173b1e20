// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.pinion.testing.BundleBuilder;

/** Of all that has the name of a symbol that does not exist, what is nearest to one is told. */
@Tag("S6")
class NearMissesTests {

    private static final Content CONTENT = Content.of(BundleBuilder.plugin("acme.near", "acme")
            .source("acme.A", """
                    public class A {
                        static int one;
                        public int instance;
                        public static void main(String[] arguments) {}
                        public static void init() {}
                        public static class Inner { public static int one, two, three, four; }
                    }
                    class Hidden { public static int one, two; }
                    """)
            .source("acme.one", "public class one {}")
            .source("acme.two", "public class two {}")
            .source("acme.three", "public class three {}")
            .source("acme.sub.S", "public class S { public static int one, two, three, four, five; }")
            .source("acme.sub.one", "public class one {}")
            .source("acme.sub.five", "public class five {}")
            .source("acme.sub.six", "public class six {}")
            .build());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "one|one is not public",
                "instance|instance is not static",
                "main|main is never a symbol",
                "init|init is never a symbol",
                "two|the type Hidden of two is not public",
                "three|three is a type, only its public static members can be symbols",
                "four|four is a member of the nested type A.Inner",
                "five|five lives in package acme.sub, which is not the main package",
                "six|six is a type, only its public static members can be symbols",
                "A.one|one is not public",
                "one(int)|one is not public",
                "A.one(java.util.List)|one is not public",
                "(one)|",
                "seven|"
            })
    void name_ofSeveralThings_isExplainedByTheNearest(String symbol, String explanation) throws IOException {
        assertThat(NearMisses.explain(CONTENT, "acme", symbol).orElse(null)).isEqualTo(explanation);
    }

    @Test
    void name_ofWhatACompilerAdded_orOfADamagedClass_isNotExplained() throws IOException {
        int synthetic = Classes.PUBLIC_STATIC | Opcodes.ACC_SYNTHETIC;
        Content content = Content.empty()
                .with("acme/A.class", Classes.file("acme/A", type -> Classes.method(type, synthetic, "bridge")))
                .with("acme/Broken.class", new byte[] {1})
                .with("acme/Late.class", Classes.file("acme/Late", type -> Classes.method(type, 0, "late")));
        assertThat(NearMisses.explain(content, "acme.main", "bridge")).isEmpty();
        assertThat(NearMisses.explain(content, "acme.main", "Broken")).isEmpty();
        assertThat(NearMisses.explain(content, "acme", "late")).contains("late is not public");
    }

    @Test
    void name_inATypeThatACompilerAdded_isNotExplained() throws IOException {
        ClassWriter type = new ClassWriter(0);
        type.visit(Opcodes.V17, Opcodes.ACC_SYNTHETIC, "acme/Added", null, "java/lang/Object", null);
        Classes.method(type, 0, "member");
        Content content = Content.empty().with("acme/Added.class", type.toByteArray());
        assertThat(NearMisses.explain(content, "acme", "member")).isEmpty();
        assertThat(NearMisses.explain(content, "acme", "Added")).isEmpty();
    }
}
