// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinion.testing.BundleBuilder;

/** What {@code why} tells of a plugin that opens. */
class WhyRemarksTests {

    @TempDir
    Path folder;

    private Path library(String version, String member) {
        return BundleBuilder.bundle("acme.lib")
                .version(version)
                .source("acme.lib.Task", "public interface Task { String name(); " + member + " }")
                .with("-exportcontents", "*;version=" + version)
                .buildTo(folder);
    }

    private Path plugin() {
        return BundleBuilder.plugin("acme.shop", "acme.shop")
                .classPath(library("1.0.0", ""))
                .source(
                        "acme.shop.Shop",
                        "public class Shop implements acme.lib.Task { public String name() { return \"shop\"; } }")
                .buildTo(folder);
    }

    @Test
    void pluginThatOpens_asked_isShownWithWhatIsWorthKnowing() {
        Path shop = plugin();
        Path library = library("1.0.1", "int size();");

        assertThat(Cli.run("why", "-L", library, shop)).isEqualTo(new Cli("""
                        %s: nothing keeps it from opening
                        not checked, as none of its code ran: its init functions and its activator

                        worth knowing:

                        a call may fail, as acme.shop 1.0.0 does not implement all of acme.lib 1.0.1
                        found:  acme.shop.Shop: interface acme.lib.Task has public abstract int size()
                                in acme.lib 1.0.1 (%s)
                        fix:    compile acme.shop 1.0.0 anew against what is there
                        """.formatted(shop, library), "", 0));
    }

    @Test
    void json_hasTheRemarks() {
        Cli cli = Cli.run("why", "--json", "-L", library("1.0.1", "int size();"), plugin());

        var remarks = JsonParser.parseString(cli.out()).getAsJsonObject().getAsJsonArray("remarks");
        assertThat(remarks).hasSize(1);
        assertThat(remarks.get(0).getAsJsonObject().get("kind").getAsString()).isEqualTo("INCOMPATIBLE");
        assertThat(cli.exit()).isZero();
    }
}
