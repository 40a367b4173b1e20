// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pinion.contract.TestBundles.log;
import static org.pinion.contract.TestBundles.using;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinion.embed.Pinion;
import org.pinion.testing.BundleBuilder;

/** Which {@code static void init()} of a bundle run when it is opened. */
@Tag("I10")
class InitFunctionTests {

    @TempDir
    Path folder;

    private final Pinion pinion = Pinion.builder().share("org.pinion.contract").start();

    @BeforeEach
    void clear() {
        InitLog.clear();
    }

    @AfterEach
    void close() {
        pinion.close();
    }

    private static String init(String modifiers, String name, String more) {
        return "public class " + name + " { " + modifiers + " static void init() { " + log(name) + " } " + more + " }";
    }

    private static BundleBuilder plugin() {
        return using(BundleBuilder.plugin("acme.app", "acme.app"))
                .source("acme.app.Main", init("public", "Main", ""))
                .source("acme.app.sub.Below", init("public", "Below", ""))
                .source("acme.util.Sibling", init("", "Sibling", ""))
                .source("acme.util.Open", init("public", "Open", ""))
                .source("acme.util.Called", init("private", "Called", "static { init(); }"))
                .source("org.other.Dead", init("", "Dead", ""))
                // Scala makes such names.
                .source("acme.util.Z$", init("", "Z$", ""));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void inits_thatNobodyCallsAndNobodyElseMay_run_linkedWhenBuiltOrWhenOpened(boolean linked) {
        pinion.open((linked ? plugin() : plugin().unlinked()).buildTo(folder));
        assertThat(InitLog.lines()).containsExactly("Main", "Below", "Sibling", "Z$");
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme.util", "acme.*"})
    void inits_ofPackagesThatTheAuthorNames_run(String packages) {
        pinion.open(plugin().with("-pinion-init", "!acme.app.sub, " + packages + ", !*")
                .buildTo(folder));
        assertThat(InitLog.lines()).doesNotContain("Below", "Dead").contains("Open", "Sibling", "Called", "Z$");
        assertThat(InitLog.lines().contains("Main")).isEqualTo(packages.equals("acme.*"));
    }
}
