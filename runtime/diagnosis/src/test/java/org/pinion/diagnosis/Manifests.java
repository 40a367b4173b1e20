// SPDX-License-Identifier: Apache-2.0
package org.pinion.diagnosis;

import static org.pinion.diagnosis.Acme.SHOP;
import static org.pinion.diagnosis.Acme.checkout;
import static org.pinion.diagnosis.Acme.editShop;
import static org.pinion.diagnosis.Acme.log;
import static org.pinion.diagnosis.Acme.shop;
import static org.pinion.diagnosis.Acme.shopWithLog;

import java.util.List;
import java.util.function.Supplier;
import org.pinion.testing.BundleBuilder;

/** The jar is no bundle, no plugin, or its manifest is not in order. */
final class Manifests {

    private static final Supplier<BundleBuilder> GERMAN = () -> BundleBuilder.bundle("com.acme.shop.german")
            .resource("com/acme/shop/texts_de.properties", "checkout=Zur Kasse")
            .with("Fragment-Host", SHOP);

    static final List<Mistake> ALL = List.of(
            Mistake.of(
                    "no-symbolic-name",
                    stage -> stage.plugin(editShop().withoutHeader("Bundle-SymbolicName")),
                    stage -> stage.plugin(shop()),
                    "build it with bnd and the Pinion linker"),
            Mistake.of(
                    "plain-jar",
                    stage -> stage.plugin(editShop().withoutHeaders()),
                    stage -> stage.plugin(shop()),
                    "build it with bnd and the Pinion linker"),
            Mistake.of(
                    "no-manifest-version",
                    stage -> stage.plugin(editShop().withoutHeader("Bundle-ManifestVersion")),
                    stage -> stage.plugin(shop()),
                    "build it with bnd and the Pinion linker"),
            Mistake.of(
                    "snapshot-version",
                    stage -> stage.plugin(editShop().header("Bundle-Version", "1.0-SNAPSHOT")),
                    stage -> stage.plugin(editShop().header("Bundle-Version", "1.0.0.SNAPSHOT")),
                    "write Bundle-Version: 1.0.0.SNAPSHOT"),
            Mistake.of(
                    "blank-in-the-name",
                    stage -> stage.plugin(editShop().header("Bundle-SymbolicName", "acme shop")),
                    stage -> stage.plugin(editShop().header("Bundle-SymbolicName", "acme_shop")),
                    "write Bundle-SymbolicName: acme_shop"),
            Mistake.of(
                    "unquoted-range",
                    stage -> stage.add(log("1.5.0")).plugin(imports("com.acme.log;version=[1.5,2)")),
                    stage -> stage.add(log("1.5.0")).plugin(imports("com.acme.log;version=\"[1.5,2)\"")),
                    "write version=\"[1.5,2)\""),
            Mistake.of(
                    "import-twice",
                    stage -> stage.add(log("1.5.0")).plugin(imports("com.acme.log,com.acme.log;version=\"[1.5,2)\"")),
                    stage -> stage.add(log("1.5.0")).plugin(imports("com.acme.log;version=\"[1.5,2)\"")),
                    "keep one clause with com.acme.log"),
            Mistake.of(
                    "header-twice",
                    stage -> stage.add(log("1.5.0")).plugin(withLines("import-package: com.acme.log")),
                    stage -> stage.add(log("1.5.0"))
                            .plugin(editShopWithLog().header("Import-Package", "java.util,com.acme.log")),
                    "write one header Import-Package with what both have, separated by a comma"),
            Mistake.of(
                    "attribute-twice",
                    stage -> stage.add(log("1.5.0"))
                            .plugin(imports("com.acme.log;version=\"[1.5,2)\";version=\"[1,2)\"")),
                    stage -> stage.add(log("1.5.0")).plugin(imports("com.acme.log;version=\"[1.5,2)\"")),
                    "keep one attribute version in the clause"),
            Mistake.of(
                    "export-java",
                    stage -> stage.plugin(editShop().header("Export-Package", "com.acme.shop,java.sql")),
                    stage -> stage.plugin(editShop().header("Export-Package", "com.acme.shop")),
                    "leave java.sql out of the header"),
            Mistake.of(
                    "filter-malformed",
                    stage -> stage.plugin(requires("com.acme.payment;filter:=\"(com.acme.payment=card\"")),
                    stage -> stage.add(Requirements.payment("1.0.0"))
                            .plugin(requires("com.acme.payment;filter:=\"(com.acme.payment=card)\"")),
                    "write what is needed"),
            Mistake.of(
                    "no-main-package",
                    stage -> stage.plugin(BundleBuilder.bundle(SHOP).source("com.acme.shop.Shop", checkout("1"))),
                    stage -> stage.plugin(shop()),
                    "put @PluginMain on the package-info.java of the package with the symbols"),
            Mistake.of(
                    "two-main-packages",
                    stage -> stage.plugin(
                            shop().mainPackage("com.acme.shop.admin").unlinked()),
                    stage -> stage.plugin(shop().unlinked()),
                    "keep @PluginMain on one of them"),
            Mistake.of(
                    "symbol-name-twice",
                    stage -> stage.plugin(named("checkout").unlinked()),
                    stage -> stage.plugin(named("refund").unlinked()),
                    "give one of them another name"),
            Mistake.of(
                    "stale-symbols",
                    stage -> stage.plugin(editShop().manifestOf(shopWithRefund().build())),
                    stage -> stage.plugin(shopWithRefund()),
                    "build the jar anew, with the Pinion linker"),
            Mistake.of(
                    "symbol-types-moved",
                    stage -> stage.plugin(shopWithLevel("packed.acme.log")
                            .manifestOf(shopWithLevel("org.acme.log")
                                    .withoutHeader("Import-Package")
                                    .jar())),
                    stage -> stage.plugin(shopWithLevel("packed.acme.log")),
                    "let bnd and the linker run after that"),
            Mistake.of(
                    "fragment-opened",
                    stage -> stage.plugin(GERMAN.get()),
                    stage -> stage.add(Acme.built("com.acme.shop.german-1.0.0", GERMAN))
                            .plugin(shop()),
                    "add it as a library, with addLibrary, addlib in the shell, or -L at the command line"));

    private Manifests() {}

    private static byte[] imports(String header) {
        return Jars.edit(shopWithLog().build()).header("Import-Package", header).jar();
    }

    private static byte[] requires(String header) {
        return editShop().header("Require-Capability", header).jar();
    }

    private static BundleBuilder named(String second) {
        return BundleBuilder.plugin(SHOP, SHOP).source("com.acme.shop.Shop", """
                        import org.pinion.SymbolName;
                        public class Shop {
                            @SymbolName("checkout") public static Object buy() { return "1 book"; }
                            @SymbolName("%s") public static Object giveBack() { return "0 books"; }
                        }
                        """.formatted(second));
    }

    /** A shop with a type of a packed package among the types of its symbols. */
    private static Jars shopWithLevel(String packageName) {
        return Jars.edit(shop().source(
                        "com.acme.shop.Shop",
                        checkout("1", "public static void log(" + packageName + ".Level level) {}"))
                .source(packageName + ".Level", "public class Level {}")
                .build());
    }

    /** A shop that uses the log and imports only a package of Java. */
    private static Jars editShopWithLog() {
        return Jars.edit(Acme.shopWithLog().build()).header("Import-Package", "java.util");
    }

    /** A shop with further lines at the end of its manifest. */
    private static byte[] withLines(String lines) {
        return editShopWithLog().lines(lines + "\r\n").jar();
    }

    private static BundleBuilder shopWithRefund() {
        return BundleBuilder.plugin(SHOP, SHOP)
                .source("com.acme.shop.Shop", checkout("1", "public static int refund(int order) { return order; }"));
    }
}
