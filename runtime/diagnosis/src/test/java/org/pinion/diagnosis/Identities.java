// SPDX-License-Identifier: Apache-2.0
package org.pinion.diagnosis;

import static org.pinion.diagnosis.Acme.SHOP;
import static org.pinion.diagnosis.Acme.log;
import static org.pinion.diagnosis.Acme.shop;
import static org.pinion.diagnosis.Acme.shopWithLog;

import java.nio.file.Path;
import java.util.List;
import org.pinion.testing.BundleBuilder;

/** The name and version, or the file, was opened before. */
final class Identities {

    static final List<Mistake> ALL = List.of(
            Mistake.of(
                    "opened-before",
                    stage -> stage.opened("shop.jar", shop().build())
                            .plugin(stage.write(
                                    "shop-new.jar", shop("\"2 books\"").build())),
                    stage -> stage.opened("shop.jar", shop().build())
                            .plugin(stage.write(
                                    "shop-new.jar",
                                    shop("\"2 books\"").version("1.1.0").build())),
                    "give this one another Bundle-Version to open it beside"),
            Mistake.of(
                    "changed-since-opened",
                    stage -> stage.opened("shop.jar", shop().build())
                            .written("shop.jar", shop("\"2 books\"").build())
                            .plugin(stage.file("shop.jar")),
                    stage -> stage.plugin(shop("\"2 books\"")),
                    "restart the runtime"),
            Mistake.of(
                    "library-added-before",
                    stage -> stage.add(log("1.5.0")).addLast(otherLog("1.5.0")).plugin(shopWithLog()),
                    stage -> stage.add(log("1.5.0")).add(otherLog("1.5.1")).plugin(shopWithLog()),
                    "give this one another Bundle-Version to add it beside"),
            Mistake.of(
                    "previous-failure",
                    stage -> stage.tried("shop.jar", shopWithLog().build()).plugin(stage.file("shop.jar")),
                    stage -> stage.tried("shop.jar", shopWithLog().build())
                            .add(log("1.5.0"))
                            .plugin(stage.file("shop.jar")),
                    "add the library that exports com.acme.log in a version of [1.5,2)"),
            Mistake.of(
                    "singleton-twice",
                    stage -> stage.opened("shop.jar", singleton("1.0.0").build())
                            .plugin(stage.write("shop-2.jar", singleton("2.0.0").build())),
                    stage -> stage.opened("shop.jar", singleton("1.0.0").build())
                            .plugin(stage.write(
                                    "shop-2.jar", shop().version("2.0.0").build())),
                    "leave ;singleton:=true out of Bundle-SymbolicName"));

    private Identities() {}

    /** A library for logs with more in it, in a file of another name. */
    private static Path otherLog(String version) {
        return Acme.built(
                "com.acme.log-new-" + version,
                () -> Acme.log()
                        .version(version)
                        .resource("com/acme/log/levels.txt", "info")
                        .with("-exportcontents", "com.acme.log;version=" + version));
    }

    private static BundleBuilder singleton(String version) {
        return shop().version(version).with("Bundle-SymbolicName", SHOP + ";singleton:=true");
    }
}
