// SPDX-License-Identifier: Apache-2.0
package org.pinion.diagnosis;

import static org.pinion.diagnosis.Acme.SHOP;
import static org.pinion.diagnosis.Acme.checkout;
import static org.pinion.diagnosis.Acme.editShop;
import static org.pinion.diagnosis.Acme.shop;

import java.nio.file.Path;
import java.util.List;
import org.pinion.testing.BundleBuilder;

/** Code of the plugin fails while it is opened. */
final class Inits {

    private static final String CHECK = "if (Shop.class.getResource(\"/shop.properties\") == null)"
            + " throw new IllegalStateException(\"shop.properties is not in the jar\");";

    private static final Path OSGI = BundleBuilder.locationOf(org.osgi.framework.Bundle.class);

    static final List<Mistake> ALL = List.of(
            Mistake.of(
                    "activator-missing",
                    stage -> stage.plugin(editShop().header("Bundle-Activator", "com.acme.shop.Activator")),
                    stage -> stage.plugin(shop()),
                    "correct Bundle-Activator"),
            Mistake.of(
                    "activator-throws",
                    stage -> stage.plugin(activated()),
                    stage -> stage.plugin(activated().resource("shop.properties", "currency=EUR")),
                    "correct what the exception says"),
            Mistake.of(
                    "init-throws",
                    stage -> stage.plugin(withInit(CHECK)),
                    stage -> stage.plugin(withInit(CHECK).resource("shop.properties", "currency=EUR")),
                    "correct what the exception says"),
            Mistake.of(
                    "static-initialiser-throws",
                    stage -> stage.plugin(initialised()),
                    stage -> stage.plugin(initialised().resource("shop.properties", "currency=EUR")),
                    "correct what the exception says"),
            Mistake.of(
                    "init-of-a-library-throws",
                    stage -> stage.add(rates("", "rates-1.0.0")).plugin(shopWithRates()),
                    stage -> stage.add(rates("19", "rates-with-table-1.0.0")).plugin(shopWithRates()),
                    "correct what the exception says, and restart the runtime"),
            Mistake.of(
                    "activator-of-a-library-throws",
                    stage -> stage.add(activatedRates("", "activated-rates-1.0.0"))
                            .plugin(shopWithRates()),
                    stage -> stage.add(activatedRates("19", "activated-rates-with-table-1.0.0"))
                            .plugin(shopWithRates()),
                    "correct what the exception says, and restart the runtime"),
            Mistake.of(
                    "plugin-opens-itself",
                    stage -> stage.plugin(withInit(opening("shop.jar"))),
                    stage -> stage.plugin(withInit("")),
                    "open it where it is used, after its init"),
            Mistake.of(
                    "inits-in-a-circle",
                    stage -> stage.written(
                                    "stock.jar", stock(opening("shop.jar")).build())
                            .plugin(withInit(opening("stock.jar"))),
                    stage -> stage.written("stock.jar", stock("").build()).plugin(withInit(opening("stock.jar"))),
                    "open it where it is used, after its init"));

    private Inits() {}

    private static BundleBuilder activated() {
        return shop().source("com.acme.shop.Activator", """
                import org.osgi.framework.*;
                public class Activator implements BundleActivator {
                    public void start(BundleContext context) { %s }
                    public void stop(BundleContext context) {}
                }
                """.formatted(CHECK))
                .classPath(OSGI)
                .with("Bundle-Activator", "com.acme.shop.Activator");
    }

    private static BundleBuilder withInit(String statements) {
        return BundleBuilder.plugin(SHOP, SHOP)
                .source("com.acme.shop.Shop", checkout("1", "static void init() { " + statements + " }"))
                .classPath(OSGI);
    }

    /** A statement that opens a file next to the plugin's. */
    private static String opening(String file) {
        return "var context = org.osgi.framework.FrameworkUtil.getBundle(Shop.class).getBundleContext();"
                + " context.getService(context.getServiceReference(org.pinion.SymbolRegistry.class)).open(java.nio.file.Path.of("
                + "java.net.URI.create(context.getBundle().getLocation())).resolveSibling(\"" + file + "\"));";
    }

    private static BundleBuilder stock(String statements) {
        return BundleBuilder.plugin("com.acme.stock", "com.acme.stock")
                .source(
                        "com.acme.stock.Stock",
                        "public class Stock { public static int count; static void init() { "
                                + statements.replace("Shop.class", "Stock.class") + " } }")
                .classPath(OSGI);
    }

    private static BundleBuilder initialised() {
        return BundleBuilder.plugin(SHOP, SHOP).source("com.acme.shop.Shop", checkout("SETTINGS", """
                private static final String SETTINGS = load();
                    private static String load() {
                        try (var in = Shop.class.getResourceAsStream("/shop.properties")) {
                            if (in == null) {
                                throw new java.io.FileNotFoundException("shop.properties");
                            }
                            return new String(in.readAllBytes());
                        } catch (java.io.IOException e) {
                            throw new IllegalStateException("cannot read the settings", e);
                        }
                    }"""));
    }

    private static Path rates(String table, String file) {
        return Acme.built(file, () -> {
            BundleBuilder rates = BundleBuilder.library("com.acme.rates")
                    .source("com.acme.rates.Rates", """
                    public class Rates {
                        public static int standard() { return 19; }
                        static void init() {
                            if (Rates.class.getResource("/rates.csv") == null) {
                                throw new IllegalStateException("rates.csv is not in the jar");
                            }
                        }
                    }
                    """)
                    .with("-exportcontents", "com.acme.rates;version=1.0.0");
            return table.isEmpty() ? rates : rates.resource("rates.csv", table);
        });
    }

    private static Path activatedRates(String table, String file) {
        return Acme.built(file, () -> {
            BundleBuilder rates = BundleBuilder.bundle("com.acme.rates")
                    .source(
                            "com.acme.rates.Rates",
                            "public class Rates { public static int standard() { return 19; } }")
                    .source("com.acme.rates.Activator", """
                            import org.osgi.framework.*;
                            public class Activator implements BundleActivator {
                                public void start(BundleContext context) {
                                    if (context.getBundle().getEntry("rates.csv") == null) {
                                        throw new IllegalStateException("rates.csv is not in the jar");
                                    }
                                }
                                public void stop(BundleContext context) {}
                            }
                            """)
                    .classPath(OSGI)
                    .with("Bundle-Activator", "com.acme.rates.Activator")
                    .with("-exportcontents", "com.acme.rates;version=1.0.0");
            return table.isEmpty() ? rates : rates.resource("rates.csv", table);
        });
    }

    private static BundleBuilder shopWithRates() {
        return shop("com.acme.rates.Rates.standard()").classPath(rates("", "rates-1.0.0"));
    }
}
