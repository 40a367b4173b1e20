// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Version;
import org.pinion.PluginException;
import org.pinion.PluginException.Reason;
import org.pinion.embed.Pinion;
import org.pinion.testing.BundleBuilder;

/** A class has one meaning for all that meet there. */
class ReferenceConflictTests extends ReferenceWorld {

    private static final String NODE = "org.pinion.contract.host.dep";

    private Path walker(BundleBuilder plugin, String packageName) {
        return plugin.source(packageName + ".Own", """
                        public class Own implements org.pinion.contract.host.walk.Walker {
                            public void to(org.pinion.contract.host.dep.Node node) { }
                        }
                        """)
                .source(NODE + ".Node", "public class Node { public Node(String name) { } }")
                .with("Import-Package", "!" + NODE + ", *")
                .buildTo(folder);
    }

    @Test
    @Tag("R6")
    void copyOfAClassInASharedPackage_isRefused_andTheHostKeepsItsOwn() {
        pinion.close();
        pinion = Pinion.builder()
                .share("org.pinion.contract")
                .share("org.pinion.contract.host.walk")
                .start();
        Path host = BundleBuilder.locationOf(ReferenceTests.class);
        BundleBuilder plugin = plugin(host, "public static Object Make() { return new acme.greeter.Own(); }");
        PluginException e = refusal(walker(plugin, "acme.greeter"));
        assertThat(e.reason()).isEqualTo(Reason.INCOMPATIBLE);
        assertThat(text(e)).isEqualTo("""
                plugin.Open("DIR/acme.greeter-1.0.0.jar"): acme.greeter 1.0.0 and the host would meet with a class org.pinion.contract.host.dep.Node of their own each
                  found:  acme.greeter.Own needs void acme.greeter.Own.to(org.pinion.contract.host.dep.Node); its org.pinion.contract.host.dep.Node is that of the host, not that of acme.greeter 1.0.0 (DIR/acme.greeter-1.0.0.jar)
                  fix:    take package org.pinion.contract.host.dep out of the jar of acme.greeter 1.0.0, and import it from where the other one comes from""");
        assertThat(new org.pinion.contract.host.dep.Node("a")).isNotNull();
    }

    @Test
    @Tag("R6")
    void copyOfAClassInASharedPackage_usedByPackedCodeOfOthers_isRefused() {
        pinion.close();
        pinion = Pinion.builder()
                .share("org.pinion.contract")
                .share("org.pinion.contract.host.walk")
                .start();
        Path host = BundleBuilder.locationOf(ReferenceTests.class);
        BundleBuilder plugin = plugin(host, "public static Object Make() { return new org.other.Own(); }");
        assertThat(refusal(walker(plugin, "org.other")).reason()).isEqualTo(Reason.INCOMPATIBLE);
    }

    private static String said(Pinion.Builder builder) {
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true));
        try {
            builder.start().close();
        } finally {
            System.setErr(err);
        }
        return said.toString();
    }

    @Test
    @Tag("R6")
    void sharedPackage_thatUsesOneThatIsNotShared_isToldAtTheStart_andSharingItHelps() {
        Pinion.Builder builder = Pinion.builder().share("org.pinion.contract.host.walk", Version.parseVersion("1.0.0"));
        assertThat(said(builder)).endsWith("""
                        WARN org.pinion - org.pinion.contract.host.walk uses org.pinion.contract.host.dep, which is not shared: a \
                        plugin cannot have it but by a copy of its own, and is refused then; share it, too, with \
                        Pinion.builder().share("org.pinion.contract.host.dep")
                        """);
        assertThat(said(builder.share("org.pinion.contract.host.dep", Version.parseVersion("1.0.0"))))
                .isEmpty();
    }
}
