// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinion.SymbolTypeException;
import org.pinion.testing.BundleBuilder;

/**
 * A host that loads a shared package a second time, in a class loader of its own, as a restart with new classes does.
 */
public class HostLoadersTests {

    /** What the host and the plugin exchange. */
    public static final class Color {}

    /** What the host binds the plugin to. */
    public interface Colors {
        /** Names a color. */
        String name(Color color);
    }

    /** Loads the classes of the test anew. */
    private static final class Restarted extends ClassLoader {
        Restarted() {
            super("restarted", HostLoadersTests.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(HostLoadersTests.class.getName())) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = file.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    @TempDir
    Path folder;

    private static String logged(Function<Pinion.Builder, Pinion> start, Pinion.Builder builder) {
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true));
        try {
            start.apply(builder).close();
        } finally {
            System.setErr(err);
        }
        return said.toString();
    }

    @Test
    void start_tellsThatTheHostUsesAnotherClassLoader() throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        Restarted restarted = new Restarted();
        Class.forName(Color.class.getName(), false, restarted);
        try {
            thread.setContextClassLoader(restarted);
            assertThat(logged(Pinion.Builder::start, Pinion.builder().share("org.pinion.embed")))
                    .contains("org.pinion.embed is shared from 'app', ", "the host uses the one of 'restarted', ")
                    .contains("objects of it cannot be exchanged with plugins", "restart.include");
            assertThat(logged(Pinion.Builder::start, Pinion.builder())).isEmpty();
        } finally {
            thread.setContextClassLoader(before);
        }
        assertThat(logged(Pinion.Builder::start, Pinion.builder().share("org.pinion.embed")))
                .doesNotContain("objects of it");
    }

    @Test
    void typesOfTwoLoadersOfTheHost_areToldApart() throws Exception {
        Path jar = BundleBuilder.plugin("acme.colors", "acme")
                .source(
                        "acme.Names",
                        "public class Names { public static String name(org.pinion.embed.HostLoadersTests.Color color)"
                                + " { return \"red\"; } }")
                .classPath(Path.of("target/test-classes"))
                .with("-fixupmessages", "*;is:=ignore")
                .buildTo(folder);
        Class<?> api = Class.forName(Colors.class.getName(), false, new Restarted());
        try (Pinion pinion = Pinion.builder().share("org.pinion.embed").start()) {
            var symbol = pinion.open(jar).lookup("name");
            assertThat(symbol.as(Colors.class).name(new Color())).isEqualTo("red");
            assertThatThrownBy(() -> symbol.as(api))
                    .isInstanceOf(SymbolTypeException.class)
                    .hasMessageContaining("HostLoadersTests.Color (of the host, loaded by 'app', ")
                    .hasMessageContaining("HostLoadersTests.Color (of the host, loaded by 'restarted', ")
                    .hasMessageContaining("two class loaders of the host have the class")
                    .hasMessageContaining("restart.include in META-INF/spring-devtools.properties");
        }
    }
}
