// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.function.IntSupplier;
import org.pinion.Plugin;
import org.pinion.PluginException;
import org.pinion.Problem;
import org.pinion.SymbolRegistry;
import org.pinion.spi.Problems;
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

    /** Fails to open a file, and gives the failure as {@link #brief} does. */
    static PluginException failure(SymbolRegistry registry, Path jar) {
        return brief(whole(registry, jar));
    }

    /** Fails to open a file. */
    static PluginException whole(SymbolRegistry registry, Path jar) {
        return catchThrowableOfType(PluginException.class, () -> registry.open(jar));
    }

    /**
     * Reduces a failure to what the rules speak of: the details of each message are in the catalogue of
     * {@code runtime/diagnosis}.
     */
    static PluginException brief(PluginException failure) {
        String message = failure.getMessage();
        int end = failure.problems().size() > 1
                ? message.indexOf(": " + failure.problems().size() + " problems")
                : message.indexOf(": "
                        + failure.problems()
                                .get(0)
                                .summary()
                                .lines()
                                .findFirst()
                                .orElseThrow());
        PluginException brief = new PluginException(
                message.substring(0, end),
                failure.problems().stream().map(TestBundles::brief).toList(),
                failure.getCause(),
                failure.isPrevious());
        brief.setStackTrace(failure.getStackTrace());
        return brief;
    }

    private static Problem brief(Problem problem) {
        return Problems.of(
                problem.kind(),
                problem.subject(),
                problem.summary(),
                "",
                List.of(),
                problem.causes().stream().map(TestBundles::brief).toList(),
                "");
    }

    /** Gives the message of a failed open. */
    static String text(Path jar, String problem) {
        return "plugin.Open(\"" + jar + "\"): " + problem.replace("\n", "\n  ");
    }
}
