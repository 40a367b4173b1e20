// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinion.testing.BundleBuilder;

class LinkerPluginTests {

    @TempDir
    Path folder;

    @Test
    void plugin_withSymbolsAndInits_hasReadableHeaders() throws Exception {
        Path jar = BundleBuilder.plugin("acme.add", "acme")
                .source("acme.Add", """
                        public class Add {
                            public static int ExportedVar = 123;
                            public static final int LIMIT = 7;
                            static void init() { acme.sub.Sub.one(); }
                            public static int ExportedFunc(int a, int b) { return a + b; }
                            @org.pinion.SymbolName("Split")
                            public static java.util.List<String> split(String text, Object... more)
                                    throws java.io.IOException { return null; }
                        }
                        """)
                .source(
                        "acme.sub.Sub",
                        "public class Sub { private static void init() {} public static void one() {} }")
                .buildTo(folder);

        try (JarFile file = new JarFile(jar.toFile())) {
            var headers = file.getManifest().getMainAttributes();
            assertThat(headers.getValue("Pinion-Main-Package")).isEqualTo("acme");
            assertThat(headers.getValue("Pinion-Symbols"))
                    .isEqualTo(
                            "int Add.ExportedFunc(int a, int b); int Add.ExportedVar; const int Add.LIMIT; "
                                    + "java.util.List Add.split(String text, Object... more) throws java.io.IOException as Split");
            assertThat(headers.getValue("Pinion-Init")).isEqualTo("acme.sub: Sub(); acme: Add()");
            assertThat(headers.getValue("Import-Package")).isNull();
        }
    }
}
