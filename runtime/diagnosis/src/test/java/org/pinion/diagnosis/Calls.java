// SPDX-License-Identifier: Apache-2.0
package org.pinion.diagnosis;

import static org.pinion.diagnosis.Acme.log;
import static org.pinion.diagnosis.Acme.shop;
import static org.pinion.diagnosis.Acme.shopWithLog;

import java.nio.file.Path;
import java.util.List;
import org.pinion.testing.BundleBuilder;

/** The plugin opens, and a class that it needs is missing when it is called. */
final class Calls {

    static final List<Mistake> ALL = List.of(
            Mistake.of(
                    "package-not-imported",
                    stage -> stage.add(log("1.5.0"))
                            .plugin(shopWithLog().with("Import-Package", "!com.acme.log,*"))
                            .called(),
                    stage -> stage.add(log("1.5.0"))
                            .plugin(shopWithLog().with("Import-Package", "com.acme.log;version=\"[1.5,2)\", *")),
                    "add Import-Package: com.acme.log;version=\"[1.5,2)\"",
                    "with bnd, Import-Package: com.acme.log;version=\"[1.5,2)\", *"),
            Mistake.of(
                    "package-of-java-not-imported",
                    stage -> stage.plugin(parsing().with("Import-Package", "!javax.*,*"))
                            .called(),
                    stage -> stage.plugin(parsing().with("Import-Package", "javax.xml.parsers, *")),
                    "add Import-Package: javax.xml.parsers",
                    "with bnd, Import-Package: javax.xml.parsers, *"),
            Mistake.of(
                    "optional-import-missing",
                    stage -> stage.plugin(shopWithLog().with("Import-Package", "com.acme.log;resolution:=optional"))
                            .called(),
                    stage -> stage.add(log("1.5.0"))
                            .plugin(shopWithLog().with("Import-Package", "com.acme.log;resolution:=optional")),
                    "add a library that exports com.acme.log with the class before the plugin is opened"),
            Mistake.of(
                    "split-package",
                    stage -> stage.add(customs()).add(vat()).plugin(shopWithVat()),
                    stage -> stage.add(customs())
                            .add(vat())
                            .plugin(
                                    shopWithVat()
                                            .with("Import-Package", "!com.acme.tax,*")
                                            .with(
                                                    "Require-Bundle",
                                                    "com.acme.tax.customs;bundle-version=\"[1,2)\",com.acme.tax.vat;bundle-version=\"[1,2)\"")),
                    "take com.acme.tax out of Import-Package and write Require-Bundle: com.acme.tax.customs;bundle-version=\"[1,2)\",com.acme.tax.vat;bundle-version=\"[1,2)\""),
            Mistake.of(
                    "nested-jar-missing",
                    stage -> stage.plugin(Jars.edit(shopWithCsv().build()).without("lib/csv.jar"))
                            .called(),
                    stage -> stage.plugin(shopWithCsv()),
                    "put lib/csv.jar into the jar"));

    private Calls() {}

    private static BundleBuilder parsing() {
        return shop("javax.xml.parsers.DocumentBuilderFactory.newDefaultInstance().isValidating()");
    }

    private static Path tax(String name, String type, String member) {
        return Acme.built(
                name,
                () -> BundleBuilder.bundle(name)
                        .source("com.acme.tax." + type, "public class " + type + " { " + member + " }")
                        .with("-exportcontents", "com.acme.tax;version=1.0.0"));
    }

    private static Path customs() {
        return tax("com.acme.tax.customs", "Customs", "");
    }

    /** Another library with the same package. */
    private static Path vat() {
        return tax("com.acme.tax.vat", "Vat", "public static int of(int price) { return price * 19 / 100; }");
    }

    private static BundleBuilder shopWithVat() {
        return shop("com.acme.tax.Vat.of(700)").classPath(vat());
    }

    private static BundleBuilder shopWithCsv() {
        Path csv = Acme.built(
                "csv",
                () -> BundleBuilder.bundle("com.acme.csv")
                        .source(
                                "com.acme.csv.Csv",
                                "public class Csv { public static String line() { return \"1;book\"; } }"));
        return shop("com.acme.csv.Csv.line()")
                .classPath(csv)
                .with("-includeresource", "lib/csv.jar=" + csv.toAbsolutePath())
                .with("Bundle-ClassPath", ".,lib/csv.jar");
    }
}
