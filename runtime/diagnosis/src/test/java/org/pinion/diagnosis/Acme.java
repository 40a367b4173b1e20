// SPDX-License-Identifier: Apache-2.0
package org.pinion.diagnosis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.pinion.testing.BundleBuilder;

/**
 * The bundles of a small company: its web shop is the plugin of all cases, with the one function {@code checkout}.
 *
 * <p>Libraries are built once; they are files because bnd reads the versions of imports from them.
 */
final class Acme {

    static final String SHOP = "com.acme.shop";

    /** What the host has on its class path: the package {@code com.acme.api} 1.2.0. */
    static final Path HOST = Path.of("target/test-classes");

    private static final Path FOLDER = Path.of("target/acme");

    private static final Map<String, Path> BUILT = new HashMap<>();

    private Acme() {}

    /** The shop, whose {@code checkout} gives the value of an expression. */
    static BundleBuilder shop(String expression) {
        return BundleBuilder.plugin(SHOP, SHOP).source("com.acme.shop.Shop", checkout(expression));
    }

    /** The text of the main class, with further members. */
    static String checkout(String expression, String... members) {
        return """
                public class Shop {
                    public static Object checkout() { return %s; }
                    %s
                }
                """.formatted(expression, String.join("\n    ", members));
    }

    /** A shop that needs nothing. */
    static BundleBuilder shop() {
        return shop("\"1 book\"");
    }

    /** A finished shop that needs nothing, to be changed. */
    static Jars editShop() {
        return Jars.edit(Stage.read(built(SHOP, Acme::shop)));
    }

    /** A shop that was built against version 1.5 of the log. */
    static BundleBuilder shopWithLog() {
        return shop("com.acme.log.Log.info(\"1 book\")").classPath(log("1.5.0"));
    }

    /** The library for logs. */
    static Path log(String version) {
        return library("com.acme.log", version, Acme::log);
    }

    static BundleBuilder log() {
        return BundleBuilder.bundle("com.acme.log").source("com.acme.log.Log", """
                        public class Log {
                            public static String info(String text) { return "log: " + text; }
                        }
                        """);
    }

    /** A library that exports the package of its name in its own version. */
    static Path library(String name, String version, Supplier<BundleBuilder> builder) {
        return built(
                name + "-" + version,
                () -> builder.get().version(version).with("-exportcontents", name + ";version=" + version));
    }

    /** Builds something once, as a file {@code NAME.jar}. */
    static Path built(String name, Supplier<BundleBuilder> builder) {
        Path known = BUILT.get(name);
        if (known == null) {
            try {
                known = builder.get().buildAs(Files.createDirectories(FOLDER).resolve(name + ".jar"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            BUILT.put(name, known);
        }
        return known;
    }
}
