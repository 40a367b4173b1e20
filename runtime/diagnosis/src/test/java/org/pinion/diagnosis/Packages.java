// SPDX-License-Identifier: Apache-2.0
package org.pinion.diagnosis;

import static org.pinion.diagnosis.Acme.editShop;
import static org.pinion.diagnosis.Acme.shop;

import java.util.Arrays;
import java.util.List;
import org.pinion.testing.BundleBuilder;

/** Classes are twice there, hidden, missing or damaged. */
final class Packages {

    private static final String ORDER = "public interface Order { int price(); }";

    static final List<Mistake> ALL = List.of(
            Mistake.of(
                    "packed-api",
                    stage -> stage.share("com.acme.api", "1.2.0")
                            .plugin(shop("(com.acme.api.Order) () -> 7").source("com.acme.api.Order", ORDER)),
                    stage -> stage.share("com.acme.api", "1.2.0").plugin(Requirements.shopWithApi()),
                    "leave com.acme.api out of the jar",
                    "and import it"),
            Mistake.of(
                    "packed-api-in-a-nested-jar",
                    stage -> stage.share("com.acme.api", "1.2.0")
                            .plugin(Requirements.shopWithApi()
                                    .resource(
                                            "lib/api.jar",
                                            BundleBuilder.bundle("com.acme.api")
                                                    .source("com.acme.api.Order", ORDER)
                                                    .build())
                                    .with("Bundle-ClassPath", ".,lib/api.jar")),
                    stage -> stage.share("com.acme.api", "1.2.0").plugin(Requirements.shopWithApi()),
                    "leave com.acme.api out of the jar",
                    "Bundle-ClassPath: .,lib/api.jar",
                    "and import it"),
            Mistake.of(
                    "import-hides-main-package",
                    stage -> stage.add(Acme.built("com.acme.web-1.0.0", Packages::web))
                            .plugin(editShop().header("Import-Package", "com.acme.shop")),
                    stage -> stage.add(Acme.built("com.acme.web-1.0.0", Packages::web))
                            .plugin(shop()),
                    "take com.acme.shop out of Import-Package"),
            Mistake.of(
                    "superclass-missing",
                    stage -> stage.plugin(Jars.edit(inheriting().build()).without("com/acme/shop/Base.class")),
                    stage -> stage.plugin(inheriting()),
                    "put the class into the jar"),
            Mistake.of(
                    "damaged-class",
                    stage -> stage.plugin(editShop()
                            .change("com/acme/shop/Shop.class", bytes -> Arrays.copyOf(bytes, bytes.length / 2))),
                    stage -> stage.plugin(shop()),
                    "build com.acme.shop 1.0.0 anew"));

    private Packages() {}

    /** A library with a package of the same name as the plugin's. */
    private static BundleBuilder web() {
        return BundleBuilder.bundle("com.acme.web")
                .source("com.acme.shop.Page", "public class Page {}")
                .with("-exportcontents", "com.acme.shop;version=1.0.0");
    }

    private static BundleBuilder inheriting() {
        return shop().source("com.acme.shop.Base", "class Base {}")
                .source("com.acme.shop.Shop", Acme.checkout("1").replace("Shop {", "Shop extends Base {"));
    }
}
