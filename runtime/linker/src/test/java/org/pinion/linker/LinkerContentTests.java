// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinion.testing.BundleBuilder;

/** Where the linker finds the class files of a bundle, and when it need not look. */
class LinkerContentTests {

    @TempDir
    Path folder;

    private static byte[] type(String name, String... functions) {
        return Classes.file(name, type -> {
            for (String function : functions) {
                Classes.method(type, Classes.PUBLIC_STATIC, function);
            }
        });
    }

    private static Content plugin() {
        return Content.empty().with("acme/package-info.class", Classes.mainPackage("acme"));
    }

    private static BundleBuilder everything() {
        return BundleBuilder.plugin("acme.add", "acme")
                .source("acme.Add", """
                        public class Add {
                            public static int a;
                            public static final long LIMIT = 3;
                            @org.pinion.SymbolName("Größe")
                            public static <T> T[] größe(int ä, java.util.Map.Entry<T, int[]>[] b, T... c) throws Exception {
                                acme.sub.Sub.go();
                                return null;
                            }
                        }
                        """)
                .source("acme.Color", "public enum Color { RED, GREEN; static void init() {} }")
                .source("acme.sub.Sub", "public class Sub { static void init() {} public static void go() {} }");
    }

    @Test
    void read_ofUnlinkedBundle_equalsHeadersOfTheLinkedOne() {
        Content linked = Content.of(everything().build());
        Content unlinked = Content.of(everything().unlinked().build());

        assertThat(LinkHeaders.areIn(linked::header)).isTrue();
        assertThat(LinkHeaders.areIn(unlinked::header)).isFalse();
        Content.assertSame(linked.read(), unlinked.read());
        assertThat(LinkHeaders.write(linked.read())).isEqualTo(LinkHeaders.write(unlinked.read()));
    }

    @Test
    @Tag("C3")
    void read_ofBundleThatLendsItsClassLoader_isTheSame_linkedOrNot() {
        for (BundleBuilder lending : List.of(
                everything().lending("acme"), everything().lending("acme").unlinked())) {
            assertThat(Content.of(lending.build()).read().lendsLoader()).isTrue();
        }
        assertThat(Content.of(everything().lending("acme").build()).header("Pinion-Context-Class-Loader"))
                .isEqualTo("calls");
        assertThat(Content.of(everything().build()).header("Pinion-Context-Class-Loader"))
                .isNull();
    }

    @Test
    void read_ofLinkedBundle_looksAtNoClass() {
        Linkage linkage = Content.of(everything().build())
                .with("acme/Add.class", new byte[0])
                .read();

        assertThat(linkage.errors()).isEmpty();
        assertThat(linkage.symbols()).hasSize(5);
    }

    @Test
    void read_ofJarFile_seesEntriesAndHeaders() throws IOException {
        Path unlinked = everything().unlinked().buildTo(folder);
        try (JarFile jar = new JarFile(unlinked.toFile())) {
            assertThat(Linker.read(BundleContent.of(jar)).symbols()).hasSize(5);
        }
        Path plain =
                Files.write(folder.resolve("plain.jar"), Content.jar(Map.of("acme/Add.class", type("acme/Add", "f"))));
        try (JarFile jar = new JarFile(plain.toFile())) {
            assertThat(Linker.read(BundleContent.of(jar)))
                    .isEqualTo(Content.empty().read());
        }
    }

    @Test
    void scan_ofNothing_findsNothing() {
        assertThat(Content.empty().scan())
                .isEqualTo(new LinkageRecord(List.of(), List.of(), List.of(), false, List.of()));
    }

    @Test
    void scan_ofMultiReleaseJar_readsTheBaseOnly() throws IOException {
        Content content = plugin().header("Multi-Release", "true")
                .with("acme/Add.class", type("acme/Add", "f"))
                .with("META-INF/versions/11/acme/Add.class", type("acme/Add", "f", "hidden"))
                .with("META-INF/versions/17/acme/New.class", type("acme/New", "init"))
                .with("META-INF/versions/17/module-info.class", new byte[1]);

        Linkage linkage = content.scan();
        assertThat(linkage.findings()).isEmpty();
        assertThat(Content.symbols(linkage)).containsExactly("Add.f()");
        assertThat(Content.inits(linkage)).isEqualTo("acme: Add");
    }

    @Test
    void scan_ofModularJar_leavesOutTheModule() {
        Linkage linkage = plugin().with("module-info.class", new byte[1])
                .with("acme/Add.class", type("acme/Add", "f"))
                .scan();

        assertThat(linkage.findings()).isEmpty();
    }

    @Test
    void classPath_withFoldersAndJars_isReadInItsOrder() {
        Content content = plugin().header("Bundle-ClassPath", "classes/,/lib/a.jar ; x=\"1,2;3\", . ,missing.jar")
                .with("classes/acme/A.class", type("acme/A", "inFolder"))
                .with(
                        "lib/a.jar",
                        Content.jar(Map.of(
                                "acme/A.class", type("acme/A", "inJar"), "acme/B.class", type("acme/B", "inJar"))))
                .with("acme/B.class", type("acme/B", "inRoot"))
                .with("acme/C.class", type("acme/C", "inRoot"))
                .with("other.jar", Content.jar(Map.of("acme/D.class", type("acme/D", "inOther"))));

        Linkage linkage = content.scan();
        assertThat(linkage.findings()).isEmpty();
        assertThat(Content.symbols(linkage)).containsExactly("A.inFolder()", "B.inJar()", "C.inRoot()");
    }

    @Test
    void classPath_withSeveralPathsInOneClause_readsThemAll() {
        Linkage linkage = plugin().header("Bundle-ClassPath", ".;a.jar;\"b,1.jar\";selection-filter=\"(a=b)\"")
                .with("a.jar", Content.jar(Map.of("acme/A.class", type("acme/A", "a"))))
                .with("b,1.jar", Content.jar(Map.of("acme/B.class", type("acme/B", "b"))))
                .scan();

        assertThat(Content.symbols(linkage)).containsExactly("A.a()", "B.b()");
    }

    @Test
    void classPath_withoutAnyPath_isTheBundleItself() {
        for (String header : List.of("", ";", ",", " ", "/", "x=y")) {
            Linkage linkage = plugin().header("Bundle-ClassPath", header)
                    .with("acme/A.class", type("acme/A", "a"))
                    .scan();

            assertThat(Content.symbols(linkage)).as("'%s'", header).containsExactly("A.a()");
        }
    }

    @Test
    void class_belowAFolderOfTheClassPath_countsOnce() {
        Linkage linkage = plugin().header("Bundle-ClassPath", "., WEB-INF/classes")
                .with("WEB-INF/classes/acme/A.class", type("acme/A", "a"))
                .scan();

        assertThat(linkage.findings()).isEmpty();
        assertThat(Content.symbols(linkage)).containsExactly("A.a()");
    }

    @Test
    void class_atAPathOfAnotherName_isWarningOnly() {
        Linkage linkage = plugin().with("acme/A.class", type("acme/A", "a"))
                .with("templates/acme/A.class", type("acme/A", "b"))
                .scan();

        assertThat(linkage.findings())
                .containsExactly(new FindingRecord(
                        Finding.Severity.WARNING,
                        "class file templates/acme/A.class is left out, it holds the class acme.A",
                        null,
                        0));
        assertThat(Content.symbols(linkage)).containsExactly("A.a()");
    }

    @Test
    void embeddedJar_thatIsDamaged_isNotReadOrFailsAsInput() {
        byte[] jar = Content.jar(Map.of("acme/A.class", type("acme/A", "a")));
        for (int length = 0; length < jar.length; length++) {
            Content content =
                    plugin().header("Bundle-ClassPath", "a.jar").with("a.jar", java.util.Arrays.copyOf(jar, length));
            try {
                Linker.scan(content);
            } catch (IOException expected) {
                assertThat(expected).isNotNull();
            }
        }
    }

    @Test
    void embeddedJar_withNameInAnotherCharset_failsAsInput() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("acme/Ab.class", type("acme/Ab", "a"));
        byte[] jar = Content.jar(entries);
        byte[] name = "acme/Ab".getBytes(StandardCharsets.US_ASCII);
        for (int at = 0; at < jar.length - name.length; at++) {
            if (java.util.Arrays.equals(jar, at, at + name.length, name, 0, name.length)) {
                jar[at + 5] = (byte) 0xe4;
            }
        }
        Content content = plugin().header("Bundle-ClassPath", "a.jar").with("a.jar", jar);

        assertThatThrownBy(() -> Linker.scan(content))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a.jar");
    }

    @Test
    void scan_ofManyOverloads_isFast() {
        Content content = plugin().with("acme/Add.class", Classes.file("acme/Add", type -> {
            for (int i = 0; i < 4_000; i++) {
                Classes.method(type, Classes.PUBLIC_STATIC, "f" + i, "(I)V");
                Classes.method(type, Classes.PUBLIC_STATIC, "f" + i, "(J)V");
            }
        }));

        org.junit.jupiter.api.Assertions.assertTimeout(
                java.time.Duration.ofSeconds(5),
                () -> assertThat(content.scan().findings()).hasSize(4_000));
    }
}
