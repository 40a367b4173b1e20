// SPDX-License-Identifier: Apache-2.0
package org.pinion.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be seen where there is no linker; the tests of the linker see the rest. */
class BundleBuilderTests {

    @TempDir
    Path folder;

    @Test
    void plugin_ifNoLinkerIsThere_isNotBuilt() {
        BundleBuilder plugin = BundleBuilder.plugin("acme.add", "acme");

        assertThatThrownBy(plugin::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("org.pinion.linker.bnd.LinkerPlugin");
        assertThat(plugin.unlinked().errors()).isEmpty();
    }

    @Test
    void bundle_builtTwice_isTheSame() {
        BundleBuilder bundle = BundleBuilder.bundle("acme.add").source("acme.Add", "public class Add {}");

        assertThat(bundle.build()).isEqualTo(bundle.build());
    }

    @Test
    void bundle_withAMistakeInASource_isNotBuilt() {
        assertThatThrownBy(() -> BundleBuilder.bundle("acme.add")
                        .source("acme.Add", "public class Sub {}")
                        .build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("javac: ")
                .hasMessageContaining("class Sub is public");
    }

    @Test
    void jars_signed_haveTheirSignature() throws Exception {
        Path plain = new PlainJarBuilder().entry("a.txt", "a").buildAs(folder.resolve("plain.jar"));
        Path bundle = BundleBuilder.bundle("acme.add")
                .source("acme.Add", "public class Add {}")
                .buildTo(folder);

        Signing.sign(folder, plain, bundle);

        for (Path jar : new Path[] {plain, bundle}) {
            try (JarFile file = new JarFile(jar.toFile())) {
                assertThat(file.getEntry("META-INF/ME.SF")).as(jar.toString()).isNotNull();
            }
        }
    }

    @Test
    void jars_ofATool_thatFails_sayWhatItPrinted() {
        Path missing = folder.resolve("missing.jar");

        assertThatThrownBy(() -> Signing.sign(folder, missing))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("missing.jar");
    }
}
