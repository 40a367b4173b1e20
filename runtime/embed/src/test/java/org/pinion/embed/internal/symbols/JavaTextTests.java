// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.symbols;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodType;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Types as Java source writes them, and whose they are where that matters. */
class JavaTextTests {

    private static final String TESTS = "org.pinion.embed.internal.symbols.JavaTextTests";
    private static final String NESTED = TESTS + ".Nested";

    static final class Nested {}

    /** Has the class of the tests a second time. */
    private static final class Other extends ClassLoader {

        Other(String name) {
            super(name, null);
        }

        @Override
        public String toString() {
            throw new IllegalStateException("asked what it is");
        }

        Class<?> tests() throws IOException {
            try (InputStream in = JavaTextTests.class.getResourceAsStream("JavaTextTests.class")) {
                byte[] file = in.readAllBytes();
                return defineClass(null, file, 0, file.length);
            }
        }
    }

    private static String place(ClassLoader loader) {
        return loader.getClass().getName() + "@" + Integer.toHexString(System.identityHashCode(loader));
    }

    @Test
    void plain_isTheNameThatSourceHas() {
        class Local {}
        assertThat(JavaText.PLAIN.of(int.class)).isEqualTo("int");
        assertThat(JavaText.PLAIN.of(int[][].class)).isEqualTo("int[][]");
        assertThat(JavaText.PLAIN.of(String[].class)).isEqualTo("String[]");
        assertThat(JavaText.PLAIN.of(Thread.State.class)).isEqualTo("Thread.State");
        assertThat(JavaText.PLAIN.of(Annotation.class)).isEqualTo("java.lang.annotation.Annotation");
        assertThat(JavaText.PLAIN.of(Map.Entry.class)).isEqualTo("java.util.Map.Entry");
        assertThat(JavaText.PLAIN.of(Nested.class)).isEqualTo(NESTED);
        assertThat(JavaText.PLAIN.of(Local.class)).isEqualTo("org.pinion.embed.internal.symbols.JavaTextTests$1Local");
    }

    @Test
    void owner_isToldOfWhatIsNotOfTheJdk() {
        assertThat(JavaText.WITH_OWNER.of(int.class)).isEqualTo("int");
        assertThat(JavaText.WITH_OWNER.of(String.class)).isEqualTo("String");
        assertThat(JavaText.WITH_OWNER.of(Nested.class)).isEqualTo(NESTED + " (of the host)");
        assertThat(JavaText.WITH_OWNER.of(Nested[].class)).isEqualTo(NESTED + " (of the host)[]");
    }

    @Test
    void loader_isToldByItsNameAndClass_whateverItSaysOfItself() throws IOException {
        ClassLoader own = getClass().getClassLoader();
        assertThat(JavaText.WITH_LOADER.of(Nested.class))
                .isEqualTo(NESTED + " (of the host, loaded by '" + own.getName() + "', " + place(own) + ")");
        Other unnamed = new Other(null);
        assertThat(JavaText.WITH_LOADER.of(unnamed.tests()))
                .isEqualTo(TESTS + " (of the host, loaded by " + place(unnamed) + ")");
        Other named = new Other("plugins");
        assertThat(JavaText.WITH_LOADER.of(named.tests()))
                .isEqualTo(TESTS + " (of the host, loaded by 'plugins', " + place(named) + ")");
    }

    @Test
    void parameters_areListed_andTheLastMayVary() {
        MethodType type = MethodType.methodType(void.class, int.class, String[].class);
        assertThat(JavaText.PLAIN.of(type, false)).isEqualTo("(int, String[])");
        assertThat(JavaText.PLAIN.of(type, true)).isEqualTo("(int, String...)");
        assertThat(JavaText.PLAIN.of(MethodType.methodType(int.class), false)).isEqualTo("()");
    }
}
