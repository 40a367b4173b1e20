// SPDX-License-Identifier: Apache-2.0
package org.pinion.diagnosis;

import static org.pinion.diagnosis.Acme.library;
import static org.pinion.diagnosis.Acme.log;
import static org.pinion.diagnosis.Acme.shop;
import static org.pinion.diagnosis.Acme.shopWithLog;

import java.nio.file.Path;
import java.util.List;
import org.pinion.testing.BundleBuilder;

/** Something that the plugin requires is not there. */
final class Requirements {

    static final List<Mistake> ALL = List.of(
            Mistake.of(
                    "missing-package",
                    stage -> stage.plugin(shopWithLog()),
                    stage -> stage.add(log("1.5.0")).plugin(shopWithLog()),
                    "add the library that exports com.acme.log in a version of [1.5,2)"),
            Mistake.of(
                    "missing-package-of-a-library",
                    stage -> stage.add(tax()).plugin(shopWithTax()),
                    stage -> stage.add(rates()).add(tax()).plugin(shopWithTax()),
                    "add the library that exports com.acme.rates in a version of [2,3)"),
            Mistake.of(
                    "missing-packages-of-packed-code",
                    stage -> stage.plugin(shopWithText()),
                    stage -> stage.plugin(shopWithText()
                            .with(
                                    "Import-Package",
                                    "android.os;resolution:=optional, org.slf4j;resolution:=optional, *")),
                    "Import-Package: android.os;resolution:=optional, org.slf4j;resolution:=optional, *"),
            Mistake.of(
                    "missing-package-that-nobody-uses",
                    stage -> stage.plugin(relocated().manifestOf(shopWithLog().build())),
                    stage -> stage.plugin(relocated()),
                    "let bnd run after that"),
            Mistake.of(
                    "missing-bundle",
                    stage -> stage.plugin(shop().with("Require-Bundle", "com.acme.log;bundle-version=\"[1.5,2)\"")),
                    stage -> stage.add(log("1.5.0"))
                            .plugin(shop().with("Require-Bundle", "com.acme.log;bundle-version=\"[1.5,2)\"")),
                    "add the library com.acme.log in a version of [1.5,2)"),
            Mistake.of(
                    "missing-capability",
                    stage -> stage.plugin(shopWithPayment()),
                    stage -> stage.add(payment("1.0.0")).plugin(shopWithPayment()),
                    "add the library that has Provide-Capability: com.acme.payment;com.acme.payment=card;version:Version=\"1\""),
            Mistake.of(
                    "missing-extender",
                    stage -> stage.plugin(shopWithServices()),
                    stage -> stage.with("services").plugin(shopWithServices()),
                    "start the runtime with --with services on the command line, in Java with"
                            + " Pinion.builder().with(\"services\") and org.pinion:pinion-services on the class path"),
            Mistake.of(
                    "fragment-too-late",
                    stage -> stage.add(log("1.5.0"))
                            .opened("shop.jar", shopWithLog().build())
                            .addLast(logToFile())
                            .plugin(stage.file("shop.jar")),
                    stage -> stage.add(log("1.5.0")).add(logToFile()).plugin(shopWithLog()),
                    "add the fragment before anything uses com.acme.log; for that restart the runtime with it"),
            Mistake.of(
                    "missing-fragment-host",
                    stage -> stage.install(logToFile()).plugin(shopWithLogToFile()),
                    stage -> stage.add(log("1.5.0")).install(logToFile()).plugin(shopWithLogToFile()),
                    "add the library com.acme.log in a version of [1,2)"),
            Mistake.of(
                    "host-package-not-shared",
                    stage -> stage.plugin(shopWithApi()),
                    stage -> stage.share("com.acme.api", "1.2.0").plugin(shopWithApi()),
                    "let the host share it in a version of [1.2,2), with Pinion.builder().share(\"com.acme.api\")"),
            Mistake.of(
                    "mandatory-attribute",
                    stage -> stage.add(internal()).plugin(shopWithLog()),
                    stage -> stage.add(internal())
                            .plugin(shopWithLog()
                                    .with("Import-Package", "com.acme.log;edition=internal;version=\"[1.5,2)\"")),
                    "write Import-Package: com.acme.log;edition=\"internal\";version=\"[1.5,2)\""),
            Mistake.of(
                    "several-problems",
                    stage -> stage.share("com.acme.api", "1.2.0")
                            .plugin(Jars.edit(shop("com.acme.log.Log.info(\"\" + (com.acme.api.Order) () -> 7)")
                                            .source("com.acme.api.Order", "public interface Order { int price(); }")
                                            .classPath(log("1.5.0"))
                                            .build())
                                    .header("Require-Capability", Platforms.JAVA_99)),
                    stage -> stage.share("com.acme.api", "1.2.0")
                            .add(log("1.5.0"))
                            .plugin(shop("com.acme.log.Log.info(\"\" + (com.acme.api.Order) () -> 7)")
                                    .classPath(log("1.5.0"), Acme.HOST)),
                    "compile for Java ",
                    "leave com.acme.api out of the jar and import it",
                    "add the library that exports com.acme.log in a version of [1.5,2)"));

    private Requirements() {}

    /** A plugin that finds services as the JDK's ServiceLoader does. */
    private static BundleBuilder shopWithServices() {
        return shop().with(
                        "Require-Capability",
                        "osgi.extender;filter:=\"(&(osgi.extender=osgi.serviceloader.processor)(version>=1.0)(!(version>=2.0)))\"");
    }

    /** The log, not meant for everybody. */
    private static Path internal() {
        return Acme.built(
                "com.acme.log.internal-1.5.0",
                () -> Acme.log()
                        .version("1.5.0")
                        .with("Bundle-SymbolicName", "com.acme.log.internal")
                        .with("-exportcontents", "com.acme.log;version=1.5.0;edition=internal;mandatory:=edition"));
    }

    /** A shop that packs a library which can use a system of telephones, and a log. */
    private static BundleBuilder shopWithText() {
        return shop("\"1 book\"")
                .source("org.text.Text", """
                        public class Text {
                            static Object phone() { return new android.os.Phone(); }
                            static Object log() { return new org.slf4j.Logger(); }
                        }
                        """)
                .classPath(library(
                        "android.os",
                        "1.0.0",
                        () -> BundleBuilder.bundle("android.os").source("android.os.Phone", "public class Phone {}")))
                .classPath(library(
                        "org.slf4j",
                        "1.0.0",
                        () -> BundleBuilder.bundle("org.slf4j").source("org.slf4j.Logger", "public class Logger {}")));
    }

    /** A shop into which the log was packed under another name. */
    private static Jars relocated() {
        return Jars.edit(shop("packed.com.acme.log.Log.info(\"1 book\")")
                .source("packed.com.acme.log.Log", """
                        public class Log {
                            public static String info(String text) { return "log: " + text; }
                        }
                        """)
                .build());
    }

    static Path rates() {
        return library(
                "com.acme.rates",
                "2.0.0",
                () -> BundleBuilder.bundle("com.acme.rates")
                        .source(
                                "com.acme.rates.Rates",
                                "public class Rates { public static int of(String country) { return 19; } }"));
    }

    static Path tax() {
        return library(
                "com.acme.tax",
                "1.0.0",
                () -> BundleBuilder.bundle("com.acme.tax")
                        .source(
                                "com.acme.tax.Tax",
                                "public class Tax { public static int of(int price) { return price * com.acme.rates.Rates.of(\"de\") / 100; } }")
                        .classPath(rates()));
    }

    static BundleBuilder shopWithTax() {
        return shop("com.acme.tax.Tax.of(700)").classPath(tax(), rates());
    }

    static Path payment(String version) {
        return Acme.built(
                "com.acme.payment-" + version,
                () -> BundleBuilder.bundle("com.acme.payment")
                        .version(version)
                        .source("com.acme.payment.Card", "public class Card {}")
                        .with(
                                "Provide-Capability",
                                "com.acme.payment;com.acme.payment=card;version:Version=" + version));
    }

    static BundleBuilder shopWithPayment() {
        return shop().with(
                        "Require-Capability",
                        "com.acme.payment;filter:=\"(&(com.acme.payment=card)(version>=1)(!(version>=2)))\"");
    }

    static Path logToFile() {
        return library(
                "com.acme.log.file",
                "1.0.0",
                () -> BundleBuilder.bundle("com.acme.log.file")
                        .source(
                                "com.acme.log.file.LogFile",
                                "public class LogFile { public static String name() { return \"shop.log\"; } }")
                        .with("Fragment-Host", "com.acme.log;bundle-version=\"[1,2)\""));
    }

    static BundleBuilder shopWithLogToFile() {
        return shop("com.acme.log.file.LogFile.name()").classPath(logToFile());
    }

    /** A shop that uses what the host shares. */
    static BundleBuilder shopWithApi() {
        return shop("(com.acme.api.Order) () -> 7").classPath(Acme.HOST);
    }
}
