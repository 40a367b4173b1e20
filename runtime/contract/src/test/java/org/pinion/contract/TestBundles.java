// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.function.IntSupplier;
import org.pinion.Plugin;
import org.pinion.PluginException;
import org.pinion.SymbolRegistry;
import org.pinion.testing.BundleBuilder;

/** Bundles that several test classes need. */
final class TestBundles {

    /** The classes that the host shares with its plugins. */
    static final Path CLASSES = Path.of("target/test-classes");

    private TestBundles() {}

    /** A plugin that counts how often its init ran, and has a class that nobody has loaded yet. */
    static BundleBuilder counter(String name) {
        return BundleBuilder.plugin(name, "acme")
                .source("acme.Counter", """
                        public class Counter {
                            public static int inits;
                            static void init() { inits++; }
                            public static int late() { return Late.value(); }
                        }
                        """)
                .source("acme.Late", "class Late { static int value() { return 7; } }");
    }

    static int inits(Plugin plugin) {
        return plugin.lookup("inits").as(IntSupplier.class).getAsInt();
    }

    /** A bundle whose classes can use what the host shares, and the OSGi API. */
    static BundleBuilder using(BundleBuilder builder) {
        return builder.classPath(CLASSES, jarOf(org.osgi.framework.Bundle.class))
                .with("-fixupmessages", "Unused*;is:=ignore");
    }

    /** Gives the text of a statement that writes a line to the log. */
    static String log(String text) {
        return "org.pinion.contract.InitLog.add(\"" + text + "\");";
    }

    /** Gives the text of a class whose init is logged. */
    static String logging(String name, String rest) {
        return "public class " + name + " { static void init() { " + log(name) + " } " + rest + " }";
    }

    static Path jarOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static PluginException failure(SymbolRegistry registry, Path jar) {
        return catchThrowableOfType(PluginException.class, () -> registry.open(jar));
    }

    /** Gives the message of a failed open. */
    static String text(Path jar, String problem) {
        return "plugin.Open(\"" + jar + "\"): " + problem.replace("\n", "\n  ");
    }
}
