// SPDX-License-Identifier: Apache-2.0
package org.pinion.diagnosis;

import static org.pinion.diagnosis.Acme.library;
import static org.pinion.diagnosis.Acme.log;
import static org.pinion.diagnosis.Acme.shop;
import static org.pinion.diagnosis.Acme.shopWithLog;

import java.nio.file.Path;
import java.util.List;
import org.pinion.testing.BundleBuilder;

/** What the plugin requires is there in another version, or in two that cannot be had together. */
final class Versions {

    static final List<Mistake> ALL = List.of(
            Mistake.of(
                    "wrong-package-version",
                    stage -> stage.add(log("2.0.0")).plugin(shopWithLog()),
                    stage -> stage.add(log("2.0.0")).add(log("1.6.0")).plugin(shopWithLog()),
                    "add a library that exports com.acme.log in a version of [1.5,2)"),
            Mistake.of(
                    "wrong-shared-version",
                    stage -> stage.share("com.acme.api", "1.2.0")
                            .plugin(shop("(com.acme.api.Order) () -> 7").classPath(newApi())),
                    stage -> stage.share("com.acme.api", "1.2.0").plugin(Requirements.shopWithApi()),
                    "build it against version 1.2.0, so that it imports version=\"[1.2,2)\""),
            Mistake.of(
                    "wrong-bundle-version",
                    stage -> stage.add(log("2.0.0"))
                            .plugin(shop().with("Require-Bundle", "com.acme.log;bundle-version=\"[1.5,2)\"")),
                    stage -> stage.add(log("2.0.0"))
                            .add(log("1.6.0"))
                            .plugin(shop().with("Require-Bundle", "com.acme.log;bundle-version=\"[1.5,2)\"")),
                    "add the library com.acme.log in a version of [1.5,2)"),
            Mistake.of(
                    "wrong-capability-version",
                    stage -> stage.add(Requirements.payment("3.0.0")).plugin(Requirements.shopWithPayment()),
                    stage -> stage.add(Requirements.payment("1.0.0")).plugin(Requirements.shopWithPayment()),
                    "add the library that has Provide-Capability: com.acme.payment;com.acme.payment=card;version:Version=\"1\""),
            Mistake.of(
                    "wrong-fragment-host-version",
                    stage -> stage.add(log("2.0.0"))
                            .install(Requirements.logToFile())
                            .plugin(Requirements.shopWithLogToFile()),
                    stage -> stage.add(log("1.5.0"))
                            .install(Requirements.logToFile())
                            .plugin(Requirements.shopWithLogToFile()),
                    "add the library com.acme.log in a version of [1,2)"),
            Mistake.of(
                    "changed-library",
                    stage -> stage.add(log("1.5.0")).add(changedLog()).plugin(shopWithLog()),
                    stage -> stage.add(log("1.5.0"))
                            .add(changedLog())
                            .plugin(shopWithLog().with("Import-Package", "com.acme.log;version=\"[1.5.0,1.6.0)\"")),
                    "Import-Package: com.acme.log;version=\"[1.5.0,1.6.0)\""),
            Mistake.of(
                    "uses-conflict",
                    stage -> stage.add(log("1.5.0"))
                            .add(log("2.0.0"))
                            .add(audit("2.0.0"))
                            .plugin(shopWithAudit()),
                    stage -> stage.add(log("1.5.0"))
                            .add(log("2.0.0"))
                            .add(audit("1.5.0"))
                            .plugin(shopWithAudit()),
                    "take a version of com.acme.audit that imports com.acme.log 1.5.0"),
            Mistake.of(
                    "uses-conflict-of-a-library",
                    stage -> stage.add(log("1.5.0"))
                            .add(log("2.0.0"))
                            .add(audit("2.0.0"))
                            .add(orders())
                            .plugin(shopWithOrders()),
                    stage -> stage.add(log("1.5.0"))
                            .add(log("2.0.0"))
                            .add(audit("1.5.0"))
                            .add(orders())
                            .plugin(shopWithOrders()),
                    "take a version of com.acme.audit that imports com.acme.log 1.5.0"));

    private Versions() {}

    /** A version that should have been a major one. */
    private static Path changedLog() {
        return Acme.built(
                "com.acme.log-changed",
                () -> BundleBuilder.bundle("com.acme.log")
                        .version("1.6.0")
                        .source("com.acme.log.Log", """
                                public class Log {
                                    public static void info(CharSequence text) { }
                                }
                                """)
                        .with("-exportcontents", "com.acme.log;version=1.6.0"));
    }

    private static Path newApi() {
        return library(
                "com.acme.api",
                "2.0.0",
                () -> BundleBuilder.bundle("com.acme.api")
                        .source("com.acme.api.Order", "public interface Order { int price(); }"));
    }

    /** A library with the log in its API, built against a version of it. */
    private static Path audit(String log) {
        return Acme.built(
                "com.acme.audit-with-log-" + log,
                () -> BundleBuilder.bundle("com.acme.audit")
                        .source(
                                "com.acme.audit.Audit",
                                "public class Audit { public static com.acme.log.Log log() { return new com.acme.log.Log(); } }")
                        .with("-exportcontents", "com.acme.audit;version=1.0.0")
                        .classPath(log(log)));
    }

    /** A library that needs both. */
    private static Path orders() {
        return library(
                "com.acme.orders",
                "1.0.0",
                () -> BundleBuilder.bundle("com.acme.orders")
                        .source(
                                "com.acme.orders.Orders",
                                "public class Orders { public static String last() { return com.acme.log.Log.info(com.acme.audit.Audit.log().toString()); } }")
                        .classPath(log("1.5.0"), audit("1.5.0")));
    }

    private static BundleBuilder shopWithAudit() {
        return shop("com.acme.log.Log.info(com.acme.audit.Audit.log().toString())")
                .classPath(log("1.5.0"), audit("1.5.0"));
    }

    private static BundleBuilder shopWithOrders() {
        return shop("com.acme.orders.Orders.last()").classPath(orders());
    }
}
