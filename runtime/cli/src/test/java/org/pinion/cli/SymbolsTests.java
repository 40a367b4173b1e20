// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinion.testing.BundleBuilder;

class SymbolsTests {

    private static final String SOURCE = """
            public final class Shop {
                public static final int LIMIT = 10;
                @org.pinion.SymbolName("Sell") public static void sell(String what, long... prices) throws Exception {}
                public static void buy(int id) {}
                public static void buy(String name) {}
                static void init() { throw new IllegalStateException("this code must not run"); }
            }
            """;

    private static final String LISTING = """
            LIMIT        public static final int LIMIT
            Sell         public static void sell(String what, long... prices) throws Exception
            buy(String)  public static void buy(String name)
            buy(int)     public static void buy(int id)
            """;

    @TempDir
    Path folder;

    private BundleBuilder shop() {
        // Without a chance to resolve, which is not needed for a look.
        return BundleBuilder.plugin("acme.shop", "acme")
                .source("acme.Shop", SOURCE)
                .with("Import-Package", "does.not.exist");
    }

    @Test
    void linkedPlugin_listed_noCodeRuns() {
        assertThat(Cli.run("symbols", shop().buildTo(folder))).isEqualTo(new Cli(LISTING, "", 0));
    }

    @Test
    void pluginWithoutHeaders_listed_classesAreRead() {
        assertThat(Cli.run("symbols", shop().unlinked().buildTo(folder))).isEqualTo(new Cli(LISTING, "", 0));
    }
}
