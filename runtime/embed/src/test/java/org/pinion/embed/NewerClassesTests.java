// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinion.testing.BundleBuilder;

/** What is said of plugins whose manifest and classes need a newer Java. */
class NewerClassesTests {

    @TempDir
    Path folder;

    @Test
    void java_ofManifestAndClasses_isToldOnce() throws IOException {
        assertNewer(0, """
                needs Java 99, runs on Java %1$s
                needed: Java 99 for class acme.A and 1 more
                found:  Java %1$s in %2$s
                fix:    start the host with Java 99; or compile for Java %1$s with javac --release %1$s""");
    }

    @Test
    void java_ofClassesWithPreviewFeatures_isTheVeryOne() throws IOException {
        assertNewer(0xffff, """
                class acme.A uses preview features of Java 99, which no other has; runs on Java %1$s
                needed: Java 99 with --enable-preview for class acme.A
                found:  Java %1$s in %2$s
                fix:    do without these features, and compile for Java %1$s with javac --release %1$s; or start the host \
                with Java 99 and --enable-preview, pinion with JAVA_OPTS=--enable-preview""");
    }

    /** Opens a plugin whose classes are of Java 99. */
    private void assertNewer(int minor, String problem) throws IOException {
        Path jar = BundleBuilder.plugin("acme.user", "acme")
                .source("acme.A", "public class A {}")
                .source("acme.B", "public class B {}")
                .with("Require-Capability", "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=99))\"")
                .buildTo(folder);
        try (FileSystem zip = FileSystems.newFileSystem(jar)) {
            for (String name : new String[] {"acme/A.class", "acme/B.class"}) {
                byte[] bytes = Files.readAllBytes(zip.getPath(name));
                ByteBuffer.wrap(bytes).putShort(4, (short) minor).putShort(6, (short) (99 + 44));
                Files.write(zip.getPath(name), bytes);
            }
        }
        try (Pinion pinion = Pinion.start()) {
            assertThatThrownBy(() -> pinion.open(jar))
                    .hasMessage(
                            "plugin.Open(\"%s\"): %s",
                            jar,
                            problem.formatted(Runtime.version().feature(), System.getProperty("java.home"))
                                    .replace("\n", "\n  "));
        }
    }
}
