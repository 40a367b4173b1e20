// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinion.PluginException;
import org.pinion.testing.BundleBuilder;

/** What is said of packed code that refers to many packages that nobody has. */
class PackedImportsTests {

    private static final String OPTIONAL = "Import-Package: *;resolution:=optional";

    @TempDir
    Path folder;

    private BundleBuilder plugin(int missing) {
        BundleBuilder others = BundleBuilder.bundle("others");
        StringBuilder uses = new StringBuilder("public class Packed {");
        for (int i = 0; i < missing; i++) {
            others.source("other.p" + i + ".A", "public class A {}");
            uses.append(" Object f")
                    .append(i)
                    .append("() { return new other.p")
                    .append(i)
                    .append(".A(); }");
        }
        return BundleBuilder.plugin("acme.user", "acme.user")
                .source("acme.user.User", "public class User {}")
                .source("org.packed.Packed", uses.append(" }").toString())
                .classPath(others.buildTo(folder));
    }

    @Test
    void manyMissingPackages_areMadeOptionalByOneLine_thatHelps() {
        Path jar = plugin(11).buildTo(folder);
        try (Pinion pinion = Pinion.start()) {
            PluginException failure = catchThrowableOfType(PluginException.class, () -> pinion.open(jar));

            assertThat(failure.problems())
                    .singleElement()
                    .satisfies(
                            problem -> assertThat(problem.fix())
                                    .isEqualTo(
                                            "they are probably optional: write, with bnd, " + OPTIONAL
                                                    + "; without bnd, add"
                                                    + " ;resolution:=optional to each in the manifest; or add the libraries that export them"));
        }
        String[] header = OPTIONAL.split(": ");
        try (Pinion pinion = Pinion.start()) {
            assertThat(pinion.open(plugin(11).with(header[0], header[1]).buildTo(folder)))
                    .isNotNull();
        }
    }

    @Test
    void fewMissingPackages_areNamedInTheLine() {
        Path jar = plugin(10).buildTo(folder);
        try (Pinion pinion = Pinion.start()) {
            assertThat(catchThrowableOfType(PluginException.class, () -> pinion.open(jar)))
                    .hasMessageContaining(
                            "other.p8;resolution:=optional, other.p9;resolution:=optional, *; without bnd");
        }
    }
}
