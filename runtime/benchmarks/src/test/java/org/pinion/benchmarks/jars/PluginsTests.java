// SPDX-License-Identifier: Apache-2.0
package org.pinion.benchmarks.jars;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinion.benchmarks.peer.Host;

class PluginsTests {

    @TempDir
    Path folder;

    private List<Path> write(int count) throws Exception {
        Plugins.small().write(folder.resolve("plugins"), 99, count);
        return Host.jars(folder.resolve("plugins"));
    }

    @Test
    void copies_areDistinct_andHaveTheHeadersOfALinkedBundle() throws Exception {
        List<Path> jars = write(2);

        assertThat(jars).extracting(Plugins::nameOf).containsExactly("p00099", "p00100");
        for (Path each : jars) {
            try (JarFile jar = new JarFile(each.toFile())) {
                var headers = jar.getManifest().getMainAttributes();
                assertThat(headers.getValue("Bundle-SymbolicName")).isEqualTo("bench." + Plugins.nameOf(each));
                assertThat(headers.getValue("Pinion-Main-Package")).isEqualTo("bench." + Plugins.nameOf(each));
                assertThat(headers.getValue("Plugin-Id")).isEqualTo("id." + Plugins.nameOf(each));
                assertThat(jar.getEntry("bench/" + Plugins.nameOf(each) + "/Add.class"))
                        .isNotNull();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pinion", "felix", "pf4j", "classloader"})
    void copies_openInEveryHost_oneByOneAndAtOnce(String name) throws Exception {
        List<Path> jars = write(3);

        try (Host host = Host.of(name)) {
            host.start();
            for (Path jar : jars) {
                host.open(jar);
            }
            assertOpen(host, jars);
        }
        try (Host host = Host.of(name)) {
            host.openAll(folder.resolve("plugins"));
            assertOpen(host, jars);
        }
    }

    private static void assertOpen(Host host, List<Path> jars) throws Exception {
        for (Path jar : jars) {
            for (String type : Plugins.classesOf(jar)) {
                assertThat(host.type(jar, type).getName()).isEqualTo(type);
                assertThat(host.type(jar, type).getClassLoader()).isNotSameAs(PluginsTests.class.getClassLoader());
            }
        }
    }
}
