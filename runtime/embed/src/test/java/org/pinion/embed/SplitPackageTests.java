// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.pinion.testing.BundleBuilder;

/** A class that is not found is in another bundle that has a part of its package, or is missed by another bundle. */
class SplitPackageTests extends MissingClass {

    @Test
    void classThatAnImportHides_isASplitPackage_andEitherFixHelps() {
        Path lib = library("lib", "1.0.0", "Other");
        pinion.addLibrary(lib);
        BundleBuilder plugin = shop().source("com.acme.log.Log", LOG);
        assertThat(called(plugin.with("Import-Package", "com.acme.log").buildTo(folder)))
                .isEqualTo("""
                plugin.Call("total"): class com.acme.log.Log is not found by shop 1.0.0: it is in the jar, but hidden \
                by the import of package com.acme.log
                  needed: Import-Package: com.acme.log
                  found:  lib 1.0.0 (DIR/lib-1.0.0.jar) exports version 1.0.0, without the class
                          shop 1.0.0 (DIR/shop-1.0.0.jar) has com/acme/log/Log.class
                  fix:    take com.acme.log out of Import-Package, with bnd by Import-Package: !com.acme.log, *; or, \
                if classes of both are needed, move those in the jar to a package of another name""");
        restart(lib);
        assertThat(call(pinion.open(
                        plugin.with("Import-Package", "!com.acme.log,*").buildTo(folder))))
                .isEqualTo(3);
    }

    @Test
    void packageInTwoBundles_isASplitPackage_andRequiringBothHelps() {
        Path one = library("lib", "1.2.0", "Other");
        Path two = library("more", "1.2.0", "Log");
        pinion.addLibrary(one);
        pinion.addLibrary(two);
        Path jar = shop(two)
                .with("Import-Package", "com.acme.log;version=\"[1,2)\"")
                .buildTo(folder);
        assertThat(refused(jar)).isEqualTo("""
                plugin.Open("DIR/shop-1.0.0.jar"): class com.acme.log.Log is not found by shop 1.0.0: package com.acme.log comes \
                from lib 1.2.0, the class is in more 1.2.0
                  needed: Import-Package: com.acme.log;version="[1,2)"
                  found:  lib 1.2.0 (DIR/lib-1.2.0.jar) exports version 1.2.0, without the class
                          more 1.2.0 (DIR/more-1.2.0.jar) exports version 1.2.0
                          refers to it: com.acme.shop.Shop.total line 2
                  fix:    take com.acme.log out of Import-Package and write Require-Bundle: \
                lib;bundle-version="[1.2,2)",more;bundle-version="[1.2,2)"; or put all of the package into one bundle""");
        restart(one, two);
        Path both = shop(one, two)
                .source(
                        "com.acme.shop.Shop",
                        "public class Shop { public static int total() { return com.acme.log.Log.level()"
                                + " + com.acme.log.Other.level(); } }")
                .with("Import-Package", "!com.acme.log,*")
                .with("Require-Bundle", "lib;bundle-version=\"[1.2,2)\",more;bundle-version=\"[1.2,2)\"")
                .buildTo(folder);
        assertThat(call(pinion.open(both))).isEqualTo(6);
    }

    @Test
    void olderVersionThatAnotherBundleBrought_isTold_andTheRangeHelps() throws Exception {
        Path old = library("lib", "1.2.0", "Other");
        Path recent = library("lib", "1.5.2", "Log", "Other");
        pinion.addLibrary(old).start();
        install(recent);
        Path jar = shop(recent)
                .with("Import-Package", "com.acme.log;version=\"[1,2)\"")
                .buildTo(folder);
        assertThat(refused(jar)).isEqualTo("""
                plugin.Open("DIR/shop-1.0.0.jar"): class com.acme.log.Log is not found by shop 1.0.0: package com.acme.log comes \
                from lib 1.2.0, a newer version has the class
                  needed: Import-Package: com.acme.log;version="[1,2)"
                  found:  lib 1.2.0 (DIR/lib-1.2.0.jar) exports version 1.2.0, without the class
                          lib 1.5.2 (DIR/lib-1.5.2.jar) exports version 1.5.2
                          refers to it: com.acme.shop.Shop.total line 2
                  fix:    write Import-Package: com.acme.log;version="[1.5,2)" (with bnd, Import-Package: com.acme.log;version="[1.5,2)", *)""");
        restart();
        pinion.addLibrary(old).start();
        install(recent);
        assertThat(call(pinion.open(shop(recent)
                        .with("Import-Package", "com.acme.log;version=\"[1.5,2)\"")
                        .buildTo(folder))))
                .isEqualTo(3);
    }

    /** Not added as a library, so it is not resolved before a plugin needs it. */
    private void install(Path library) throws Exception {
        pinion.framework().getBundleContext().installBundle(library.toUri().toString());
    }

    @Test
    void packageInTheJarAndInABundle_isASplitPackage_andRequiringTheBundleHelps() {
        Path lib = library("lib", "1.5.2", "Log");
        pinion.addLibrary(lib);
        BundleBuilder plugin = shop(lib).source("com.acme.log.Own", LOG.replace("Log", "Own"));
        assertThat(refused(plugin.with("Import-Package", "!com.acme.log,*").buildTo(folder)))
                .isEqualTo("""
                plugin.Open("DIR/shop-1.0.0.jar"): class com.acme.log.Log is not found by shop 1.0.0: package com.acme.log is in \
                the jar, so it is not looked for elsewhere
                  needed: com/acme/log/Log.class in DIR/shop-1.0.0.jar
                  found:  lib 1.5.2 (DIR/lib-1.5.2.jar) exports version 1.5.2
                          refers to it: com.acme.shop.Shop.total line 2
                  fix:    take com.acme.log out of the jar and add Import-Package: com.acme.log;version="[1.5,2)" \
                (with bnd, Import-Package: com.acme.log;version="[1.5,2)", *); or, \
                if classes of both are needed, add Require-Bundle: lib;bundle-version="[1.5,2)\"""");
        restart(lib);
        assertThat(call(pinion.open(plugin.with("Require-Bundle", "lib;bundle-version=\"[1.5,2)\"")
                        .buildTo(folder))))
                .isEqualTo(3);
    }

    @Test
    void requiredBundleThatLacksTheClass_isTold_andRequiringTheOtherHelps() {
        Path one = library("lib", "1.2.0", "Other");
        Path two = library("more", "1.2.0", "Log");
        pinion.addLibrary(one);
        BundleBuilder plugin =
                shop(two).with("Import-Package", "!com.acme.log,*").with("Require-Bundle", "lib");
        assertThat(refused(plugin.buildTo(folder))).isEqualTo("""
                plugin.Open("DIR/shop-1.0.0.jar"): class com.acme.log.Log is not found by shop 1.0.0: no bundle that it requires has \
                it in package com.acme.log
                  needed: Require-Bundle: lib
                  found:  lib 1.2.0 (DIR/lib-1.2.0.jar) exports version 1.2.0, without the class
                          refers to it: com.acme.shop.Shop.total line 2
                  fix:    add a version that has the class, and require the bundle by its version""");
        restart(one, two);
        assertThat(refused(plugin.buildTo(folder)))
                .endsWith("\n  fix:    write Require-Bundle: lib,more;bundle-version=\"[1.2,2)\"");
        restart(one, two);
        plugin.with("Require-Bundle", "lib,more;bundle-version=\"[1.2,2)\"");
        assertThat(call(pinion.open(plugin.buildTo(folder)))).isEqualTo(3);
    }

    @Test
    void classThatALibraryMisses_isToldForTheLibrary() {
        Path log = library("log", "1.5.2", "Log");
        Path base = BundleBuilder.bundle("base")
                .classPath(log)
                .source("com.acme.base.Base", "public class Base extends com.acme.log.Log {}")
                .with("-exportcontents", "com.acme.base;version=1.0.0")
                .with("Import-Package", "!com.acme.log,*")
                .buildTo(folder);
        pinion.addLibrary(log);
        pinion.addLibrary(base);
        Path jar = shop(base, log)
                .source(
                        "com.acme.shop.Shop",
                        "public class Shop { public static int total() { return new com.acme.base.Base().hashCode(); } }")
                .buildTo(folder);
        assertThat(called(jar)).isEqualTo("""
                plugin.Call("total"): class com.acme.log.Log is not found by base 1.0.0: package com.acme.log is \
                neither in the jar nor imported
                  needed: Import-Package: com.acme.log
                  found:  base 1.0.0 (DIR/base-1.0.0.jar), which shop 1.0.0 is wired to
                          log 1.5.2 (DIR/log-1.5.2.jar) exports version 1.5.2
                  fix:    add Import-Package: com.acme.log;version="[1.5,2)" (with bnd, Import-Package: com.acme.log;version="[1.5,2)", *)""");
    }

    @Test
    void fragment_thatHasTheClass_isPartOfTheBundle() throws Exception {
        Path lib = library("lib", "1.5.2", "Log");
        Path fragment = BundleBuilder.bundle("frag")
                .source("com.acme.log.Frag", LOG.replace("Log", "Frag"))
                .with("Fragment-Host", "lib")
                .with("Import-Package", "!com.acme.log,*")
                .buildTo(folder);
        Bundle host = pinion.addLibrary(lib);
        pinion.framework().getBundleContext().installBundle(fragment.toUri().toString());
        host.start();
        Path jar = shop(lib, fragment)
                .source(
                        "com.acme.shop.Shop",
                        "public class Shop { public static int total() { return com.acme.log.Frag.level(); } }")
                .with("Import-Package", "!com.acme.log,*")
                .buildTo(folder);
        assertThat(called(jar))
                .contains("found:  lib 1.5.2 (DIR/lib-1.5.2.jar) exports version 1.5.2\n")
                .contains("fix:    add Import-Package: com.acme.log;version=\"[1.5,2)\"");
    }
}
