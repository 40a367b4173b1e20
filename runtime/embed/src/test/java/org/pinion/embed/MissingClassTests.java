// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.pinion.Plugin;
import org.pinion.testing.BundleBuilder;

/** A class that the code of a plugin does not find is explained by where it was looked for, and by who has it. */
class MissingClassTests extends MissingClass {

    @Test
    void packageThatIsNotImported_isTold_andTheImportThatTheFixTellsHelps() {
        Path lib = library("lib", "1.5.2", "Log");
        pinion.addLibrary(library("lib", "1.4.0", "Log"));
        pinion.addLibrary(lib);
        Path jar = shop(lib).with("Import-Package", "!com.acme.log,*").buildTo(folder);
        assertThat(called(jar)).isEqualTo("""
                plugin.Call("total"): class com.acme.log.Log is not found by shop 1.0.0: package com.acme.log is \
                neither in the jar nor imported
                  needed: Import-Package: com.acme.log
                  found:  lib 1.5.2 (DIR/lib-1.5.2.jar) exports version 1.5.2
                          lib 1.4.0 (DIR/lib-1.4.0.jar) exports version 1.4.0
                  fix:    add Import-Package: com.acme.log;version="[1.5,2)" (with bnd, Import-Package: com.acme.log;version="[1.5,2)", *)""");
        restart(lib);
        assertThat(call(pinion.open(shop(lib)
                        .with("Import-Package", "com.acme.log;version=\"[1.5,2)\"")
                        .buildTo(folder))))
                .isEqualTo(3);
    }

    @Test
    void packageThatNobodyExports_isTold_withWhoKeepsItToItself() {
        Path jar = shop(library("lib", "1.0.0", "Log"))
                .with("Import-Package", "!com.acme.log,*")
                .buildTo(folder);
        assertThat(called(jar)).isEqualTo("""
                plugin.Call("total"): class com.acme.log.Log is not found by shop 1.0.0: package com.acme.log is \
                neither in the jar nor imported
                  needed: Import-Package: com.acme.log
                  found:  no bundle exports com.acme.log
                  fix:    add the library that exports com.acme.log, and add Import-Package: com.acme.log (with bnd, Import-Package: com.acme.log, *)""");
        restart(BundleBuilder.bundle("private").source("com.acme.log.Log", LOG).buildTo(folder));
        assertThat(called(jar))
                .contains("found:  private 1.0.0 (DIR/private-1.0.0.jar) has the class, but does not export"
                        + " com.acme.log\n          no bundle exports com.acme.log\n");
    }

    @Test
    void packageOfTheJdk_isToldAsSuch_andTheImportHelps() {
        String source = "public class Xml { public static int total() { return org.w3c.dom.Node.TEXT_NODE"
                + " + (new Object() instanceof org.w3c.dom.Node ? 1 : 0); } }";
        BundleBuilder plugin = BundleBuilder.plugin("xml", "com.acme.xml").source("com.acme.xml.Xml", source);
        assertThat(called(plugin.with("Import-Package", "!org.w3c.dom,*").buildTo(folder)))
                .isEqualTo("""
                plugin.Call("total"): class org.w3c.dom.Node is not found by xml 1.0.0: package org.w3c.dom is \
                neither in the jar nor imported
                  needed: Import-Package: org.w3c.dom
                  found:  the JDK has it
                  fix:    add Import-Package: org.w3c.dom (with bnd, Import-Package: org.w3c.dom, *)""");
        restart();
        assertThat(call(pinion.open(plugin.with("Import-Package", "org.w3c.dom").buildTo(folder))))
                .isEqualTo(3);
    }

    @Test
    void packageThatTheHostDoesNotShare_isTold_andSharingItHelps() {
        BundleBuilder plugin = BundleBuilder.plugin("slf", "com.acme.slf")
                .classPath(BundleBuilder.locationOf(org.slf4j.Marker.class))
                .source(
                        "com.acme.slf.Slf",
                        "public class Slf { public static int total() { return org.slf4j.spi.LocationAwareLogger"
                                + ".class.getName().length(); } }");
        assertThat(called(plugin.with("Import-Package", "!org.slf4j*,*").buildTo(folder)))
                .isEqualTo("""
                plugin.Call("total"): class org.slf4j.spi.LocationAwareLogger is not found by slf 1.0.0: package \
                org.slf4j.spi is neither in the jar nor imported
                  needed: Import-Package: org.slf4j.spi
                  found:  the host has the package on its class path, but does not share it
                  fix:    let the host share the package, with Pinion.builder().share("org.slf4j.spi"), and add \
                Import-Package: org.slf4j.spi (with bnd, Import-Package: org.slf4j.spi, *)""");
        pinion.close();
        pinion = Pinion.builder().share("org.slf4j.spi").start();
        assertThat(call(pinion.open(
                        plugin.with("Import-Package", "org.slf4j.spi").buildTo(folder))))
                .isEqualTo(33);
    }

    @Test
    void classThatNobodyHas_isToldWithTheVersionThatLacksIt() {
        Path built = library("lib", "1.5.2", "Log");
        pinion.addLibrary(library("lib", "1.2.0", "Other"));
        Path jar = shop(built)
                .with("Import-Package", "com.acme.log;version=\"[1,2)\"")
                .buildTo(folder);
        assertThat(refused(jar)).isEqualTo("""
                plugin.Open("DIR/shop-1.0.0.jar"): class com.acme.log.Log is not found by shop 1.0.0: lib 1.2.0, which package \
                com.acme.log comes from, lacks it
                  needed: Import-Package: com.acme.log;version="[1,2)"
                  found:  lib 1.2.0 (DIR/lib-1.2.0.jar) exports version 1.2.0, without the class
                          refers to it: com.acme.shop.Shop.total line 2
                  fix:    add a version of lib that has the class, and import the package by its version; or build \
                shop 1.0.0 against com.acme.log 1.2.0 of lib 1.2.0""");
    }

    @Test
    void classThatIsNotInItsPackage_isTold_withWhatBundleClassPathMisses() throws IOException {
        BundleBuilder plugin = shop().source("com.acme.shop.Tax", LOG.replace("public class Log", "class Tax"))
                .source(
                        "com.acme.shop.Shop",
                        "public class Shop { public static int total() { return Tax.level(); } }");
        Path whole = plugin.buildTo(folder);
        Path jar = without(whole, "com/acme/shop/Tax.class", folder.resolve("part.jar"));
        assertThat(refused(jar)).isEqualTo("""
                plugin.Open("DIR/part.jar"): class com.acme.shop.Tax is not found by shop 1.0.0: package com.acme.shop is in \
                the jar, the class is not
                  needed: com/acme/shop/Tax.class in DIR/part.jar
                  found:  refers to it: com.acme.shop.Shop.total line 2
                  fix:    put the class into the jar""");
        restart();
        plugin.with("Bundle-ClassPath", ".,lib/tax.jar")
                .with("-fixupmessages", "Missing jar*;is:=ignore,*tax.jar*;is:=ignore");
        Path noElement = without(plugin.buildTo(folder), "com/acme/shop/Tax.class", folder.resolve("part.jar"));
        assertThat(refused(noElement)).isEqualTo("""
                plugin.Open("DIR/part.jar"): class com.acme.shop.Tax is not found by shop 1.0.0: package com.acme.shop is in \
                the jar, the class is not
                  needed: com/acme/shop/Tax.class in DIR/part.jar
                  found:  Bundle-ClassPath: lib/tax.jar, which is not in the jar
                          refers to it: com.acme.shop.Shop.total line 2
                  fix:    put lib/tax.jar into the jar""");
    }

    @Test
    void optionalImport_isToldAsSuch_andAddingTheLibraryBeforeHelps() {
        Path lib = library("lib", "1.5.2", "Log");
        Path jar = shop(lib)
                .with("Import-Package", "com.acme.log;version=\"[1,2)\";resolution:=optional")
                .buildTo(folder);
        String text = """
                plugin.Call("total"): class com.acme.log.Log is not found by shop 1.0.0: the optional import of \
                package com.acme.log was not met when the bundle was resolved
                  needed: Import-Package: com.acme.log;version="[1,2)";resolution:=optional
                  found:  %s
                  fix:    restart the runtime, and add %s before the plugin is opened""";
        assertThat(called(jar))
                .isEqualTo(text.formatted(
                        "no bundle exports com.acme.log", "a library that exports com.acme.log with the class"));
        restart();
        Plugin plugin = pinion.open(jar);
        pinion.addLibrary(lib);
        assertThat(explanation(catchThrowableOfType(NoClassDefFoundError.class, () -> call(plugin))))
                .isEqualTo(text.formatted("lib 1.5.2 (DIR/lib-1.5.2.jar) exports version 1.5.2", "lib 1.5.2"));
        restart(lib);
        assertThat(call(pinion.open(jar))).isEqualTo(3);
    }

    @Test
    void optionalImport_ofALibraryThatDoesNotResolve_isToldWithWhatThatNeeds_andAddingItHelps() {
        BundleBuilder lib = BundleBuilder.bundle("lib")
                .source("com.acme.log.Log", LOG)
                .with("-exportcontents", "com.acme.log;version=1.5.2")
                .with("Require-Capability", "com.acme.sink");
        Path jar = shop(lib.buildTo(folder))
                .with("Import-Package", "com.acme.log;version=\"[1,2)\";resolution:=optional")
                .buildTo(folder);
        pinion.addLibrary(lib.buildTo(folder));
        assertThat(called(jar)).isEqualTo("""
                plugin.Call("total"): class com.acme.log.Log is not found by shop 1.0.0: the optional import of \
                package com.acme.log was not met when the bundle was resolved
                  needed: Import-Package: com.acme.log;version="[1,2)";resolution:=optional
                  found:  lib 1.0.0 (DIR/lib-1.0.0.jar) exports version 1.5.2
                          lib 1.0.0 does not resolve:
                    no bundle provides the capability com.acme.sink
                    needed: Require-Capability: com.acme.sink
                    fix:    add the library that has Provide-Capability: com.acme.sink
                  fix:    restart the runtime, and add what lib 1.0.0 needs before the plugin is opened""");
        restart(
                lib.buildTo(folder),
                BundleBuilder.bundle("sink")
                        .with("Provide-Capability", "com.acme.sink")
                        .buildTo(folder));
        assertThat(call(pinion.open(jar))).isEqualTo(3);
    }

    @Test
    void optionalImport_ofAnotherVersion_isToldWithTheOneThatIsThere() {
        Path lib = library("lib", "1.5.2", "Log");
        pinion.addLibrary(lib);
        Path jar = shop(lib)
                .with("Import-Package", "com.acme.log;version=\"[2,3)\";resolution:=optional")
                .buildTo(folder);
        assertThat(called(jar))
                .contains(
                        "needed: Import-Package: com.acme.log;version=\"[2,3)\";resolution:=optional\n",
                        "found:  lib 1.5.2 (DIR/lib-1.5.2.jar) exports version 1.5.2\n")
                .contains("fix:    write Import-Package: com.acme.log;version=\"[1.5,2)\"");
    }

    @Test
    void dynamicImport_thatNobodyMeets_isToldAsSuch() {
        Path lib = library("lib", "1.5.2", "Log");
        BundleBuilder plugin =
                shop(lib).with("Import-Package", "!com.acme.log,*").with("DynamicImport-Package", "com.acme.*");
        assertThat(called(plugin.buildTo(folder))).isEqualTo("""
                plugin.Call("total"): class com.acme.log.Log is not found by shop 1.0.0: the dynamic import of \
                package com.acme.log finds no bundle that has it
                  needed: DynamicImport-Package: com.acme.*
                  found:  no bundle exports com.acme.log
                  fix:    restart the runtime, and add a library that exports com.acme.log with the class before the \
                plugin is opened""");
        restart(lib);
        assertThat(call(pinion.open(plugin.buildTo(folder)))).isEqualTo(3);
    }

    @Test
    void classOfANewerJava_isTold() throws IOException {
        Path jar = shop().source("com.acme.shop.Shop", """
                public class Shop {
                    public static int total() throws Exception {
                        return (Object) new Shop() instanceof java.util.Optional ? 1 : 0;
                    }
                }
                """).buildTo(folder);
        // No JDK has it, and a class file may name it all the same.
        assertThat(called(renaming(jar, "java/util/Optional", "java/util/Futureal", folder.resolve("newer.jar"))))
                .startsWith("plugin.Call(\"total\"): class java.util.Futureal is not found by shop 1.0.0: it is not in"
                        + " Java " + Runtime.version().feature() + "\n");
    }
}
