// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.pinion.Plugin;
import org.pinion.testing.BundleBuilder;

/** A class that the code of a plugin does not find is explained by where it was looked for, and by who has it. */
class MissingClassTests {

    private static final String LOG = "public class Log { public static int level() { return 3; } }";

    @TempDir
    Path folder;

    private Pinion pinion;

    @BeforeEach
    void start() throws IOException {
        folder = folder.toRealPath();
        pinion = Pinion.start();
    }

    @AfterEach
    void close() {
        pinion.close();
    }

    private void restart(Path... libraries) {
        pinion.close();
        pinion = Pinion.start();
        for (Path library : libraries) {
            pinion.addLibrary(library);
        }
    }

    /** A library that exports com.acme.log. */
    private Path library(String name, String version, String... classes) {
        BundleBuilder builder = BundleBuilder.bundle(name).version(version);
        for (String each : classes) {
            builder.source("com.acme.log." + each, LOG.replace("Log", each));
        }
        return builder.with("-exportcontents", "com.acme.log;version=" + version)
                .with("Import-Package", "!com.acme.log,*")
                .buildTo(folder);
    }

    /** A plugin that uses com.acme.log.Log when its function is called. */
    private static BundleBuilder shop(Path... classPath) {
        return BundleBuilder.plugin("shop", "com.acme.shop")
                .classPath(classPath)
                .source(
                        "com.acme.shop.Shop",
                        "public class Shop { public static int total() { return com.acme.log.Log.level(); } }");
    }

    /** Opens a plugin, calls its function and gives what the caller sees. */
    private String called(Path jar) {
        Plugin plugin = pinion.open(jar);
        return explanation(catchThrowableOfType(NoClassDefFoundError.class, () -> call(plugin)));
    }

    private String explanation(NoClassDefFoundError error) {
        assertThat(error.getSuppressed()).hasSize(1);
        return error.getSuppressed()[0].getMessage().replace(folder.toString(), "DIR");
    }

    private static int call(Plugin plugin) {
        return plugin.lookup("total").as(IntSupplier.class).getAsInt();
    }

    private static Path without(Path jar, String entry, Path target) throws IOException {
        return copy(jar, target, name -> !name.equals(entry), content -> content);
    }

    /** Gives a class another name, of the same length, wherever it is used. */
    private static Path renaming(Path jar, String from, String to, Path target) throws IOException {
        return copy(jar, target, name -> true, content -> content.replace(from, to));
    }

    private static Path copy(Path jar, Path target, Predicate<String> kept, UnaryOperator<String> change)
            throws IOException {
        try (JarFile in = new JarFile(jar.toFile());
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(target))) {
            for (var entry :
                    in.stream().filter(each -> kept.test(each.getName())).toList()) {
                byte[] bytes = in.getInputStream(entry).readAllBytes();
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(change.apply(new String(bytes, StandardCharsets.ISO_8859_1))
                        .getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return target;
    }

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
                  fix:    add Import-Package: com.acme.log;version="[1.5,2)\"""");
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
                  fix:    add the library that exports com.acme.log, and add Import-Package: com.acme.log""");
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
                  fix:    add Import-Package: org.w3c.dom""");
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
                Import-Package: org.slf4j.spi""");
        pinion.close();
        pinion = Pinion.builder().share("org.slf4j.spi").start();
        assertThat(call(pinion.open(
                        plugin.with("Import-Package", "org.slf4j.spi").buildTo(folder))))
                .isEqualTo(33);
    }

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
        assertThat(called(jar)).isEqualTo("""
                plugin.Call("total"): class com.acme.log.Log is not found by shop 1.0.0: package com.acme.log comes \
                from lib 1.2.0, the class is in more 1.2.0
                  needed: Import-Package: com.acme.log;version="[1,2)"
                  found:  lib 1.2.0 (DIR/lib-1.2.0.jar) exports version 1.2.0, without the class
                          more 1.2.0 (DIR/more-1.2.0.jar) exports version 1.2.0
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
        pinion.addLibrary(recent);
        Path jar = shop(recent)
                .with("Import-Package", "com.acme.log;version=\"[1,2)\"")
                .buildTo(folder);
        assertThat(called(jar)).isEqualTo("""
                plugin.Call("total"): class com.acme.log.Log is not found by shop 1.0.0: package com.acme.log comes \
                from lib 1.2.0, a newer version has the class
                  needed: Import-Package: com.acme.log;version="[1,2)"
                  found:  lib 1.2.0 (DIR/lib-1.2.0.jar) exports version 1.2.0, without the class
                          lib 1.5.2 (DIR/lib-1.5.2.jar) exports version 1.5.2
                  fix:    write Import-Package: com.acme.log;version="[1.5,2)\"""");
        restart();
        pinion.addLibrary(old).start();
        pinion.addLibrary(recent);
        assertThat(call(pinion.open(shop(recent)
                        .with("Import-Package", "com.acme.log;version=\"[1.5,2)\"")
                        .buildTo(folder))))
                .isEqualTo(3);
    }

    @Test
    void classThatNobodyHas_isToldWithTheVersionThatLacksIt() {
        Path built = library("lib", "1.5.2", "Log");
        pinion.addLibrary(library("lib", "1.2.0", "Other"));
        Path jar = shop(built)
                .with("Import-Package", "com.acme.log;version=\"[1,2)\"")
                .buildTo(folder);
        assertThat(called(jar)).isEqualTo("""
                plugin.Call("total"): class com.acme.log.Log is not found by shop 1.0.0: lib 1.2.0, which package \
                com.acme.log comes from, lacks it
                  needed: Import-Package: com.acme.log;version="[1,2)"
                  found:  lib 1.2.0 (DIR/lib-1.2.0.jar) exports version 1.2.0, without the class
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
        assertThat(called(jar)).isEqualTo("""
                plugin.Call("total"): class com.acme.shop.Tax is not found by shop 1.0.0: package com.acme.shop is in \
                the jar, the class is not
                  needed: com/acme/shop/Tax.class in DIR/part.jar
                  fix:    put the class into the jar""");
        restart();
        plugin.with("Bundle-ClassPath", ".,lib/tax.jar")
                .with("-fixupmessages", "Missing jar*;is:=ignore,*tax.jar*;is:=ignore");
        Path noElement = without(plugin.buildTo(folder), "com/acme/shop/Tax.class", folder.resolve("part.jar"));
        assertThat(called(noElement)).isEqualTo("""
                plugin.Call("total"): class com.acme.shop.Tax is not found by shop 1.0.0: package com.acme.shop is in \
                the jar, the class is not
                  needed: com/acme/shop/Tax.class in DIR/part.jar
                  found:  Bundle-ClassPath: lib/tax.jar, which is not in the jar
                  fix:    put lib/tax.jar into the jar""");
    }

    @Test
    void packageInTheJarAndInABundle_isASplitPackage_andRequiringTheBundleHelps() {
        Path lib = library("lib", "1.5.2", "Log");
        pinion.addLibrary(lib);
        BundleBuilder plugin = shop(lib).source("com.acme.log.Own", LOG.replace("Log", "Own"));
        assertThat(called(plugin.with("Import-Package", "!com.acme.log,*").buildTo(folder)))
                .isEqualTo("""
                plugin.Call("total"): class com.acme.log.Log is not found by shop 1.0.0: package com.acme.log is in \
                the jar, so it is not looked for elsewhere
                  needed: com/acme/log/Log.class in DIR/shop-1.0.0.jar
                  found:  lib 1.5.2 (DIR/lib-1.5.2.jar) exports version 1.5.2
                  fix:    take com.acme.log out of the jar and add Import-Package: com.acme.log;version="[1.5,2)"; or, \
                if classes of both are needed, add Require-Bundle: lib;bundle-version="[1.5,2)\"""");
        restart(lib);
        assertThat(call(pinion.open(plugin.with("Require-Bundle", "lib;bundle-version=\"[1.5,2)\"")
                        .buildTo(folder))))
                .isEqualTo(3);
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
                .endsWith("fix:    write Import-Package: com.acme.log;version=\"[1.5,2)\"");
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
    void requiredBundleThatLacksTheClass_isTold_andRequiringTheOtherHelps() {
        Path one = library("lib", "1.2.0", "Other");
        Path two = library("more", "1.2.0", "Log");
        pinion.addLibrary(one);
        BundleBuilder plugin =
                shop(two).with("Import-Package", "!com.acme.log,*").with("Require-Bundle", "lib");
        assertThat(called(plugin.buildTo(folder))).isEqualTo("""
                plugin.Call("total"): class com.acme.log.Log is not found by shop 1.0.0: no bundle that it requires has \
                it in package com.acme.log
                  needed: Require-Bundle: lib
                  found:  lib 1.2.0 (DIR/lib-1.2.0.jar) exports version 1.2.0, without the class
                  fix:    add a version that has the class, and require the bundle by its version""");
        restart(one, two);
        assertThat(called(plugin.buildTo(folder)))
                .endsWith("\n  fix:    write Require-Bundle: lib,more;bundle-version=\"[1.2,2)\"");
        restart(one, two);
        plugin.with("Require-Bundle", "lib,more;bundle-version=\"[1.2,2)\"");
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
                  fix:    add Import-Package: com.acme.log;version="[1.5,2)\"""");
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
                .endsWith("fix:    add Import-Package: com.acme.log;version=\"[1.5,2)\"");
    }
}
