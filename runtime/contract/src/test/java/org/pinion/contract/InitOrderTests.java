// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pinion.contract.TestBundles.log;
import static org.pinion.contract.TestBundles.logging;
import static org.pinion.contract.TestBundles.using;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.pinion.Init;
import org.pinion.Plugin;
import org.pinion.embed.Pinion;
import org.pinion.testing.BundleBuilder;

/** In which order init runs, in a bundle and across bundles. */
class InitOrderTests {

    @TempDir
    Path folder;

    private final Pinion pinion = Pinion.builder().share("org.pinion.contract").start();

    @BeforeEach
    void clear() {
        InitLog.clear();
    }

    @AfterEach
    void close() {
        pinion.close();
    }

    /** A linked library with one class that logs its init, wired to others that are on its class path. */
    private Path library(String name, String uses, Path... classPath) {
        return using(BundleBuilder.library(name))
                .classPath(classPath)
                .source(
                        name + ".Lib",
                        logging("Lib", "public static int one() { return 1" + uses + "; }")
                                .replace("(\"Lib\")", "(\"" + name + "\")"))
                .with("-exportcontents", name + ";version=1.0")
                .buildTo(folder);
    }

    private BundleBuilder plugin(String name, String uses, Path... classPath) {
        return using(BundleBuilder.plugin(name, name))
                .classPath(classPath)
                .source(
                        name + ".Main",
                        logging("Main", "public static int one() { return 1" + uses + "; }")
                                .replace("(\"Main\")", "(\"" + name + "\")"));
    }

    private static String typesOf(Plugin plugin) {
        return String.join(
                " ",
                plugin.inits().stream()
                        .map(init -> init.packageName() + "." + init.typeName())
                        .toList());
    }

    @Test
    @Tag("I3")
    @Tag("I7")
    void packages_inACircle_areOneUnitOrderedByName() {
        Plugin plugin = pinion.open(using(BundleBuilder.plugin("acme.circle", "m"))
                .source("m.Main", logging("Main", "public static int v() { return z.Z.v(); }"))
                .source("z.Z", logging("Z", "public static int v() { return c.C.v(); }"))
                .source("c.C", logging("C", "public static int v() { return 1; } int back() { return z.Z.v(); }"))
                .source("a.A", logging("A", "int v() { return m.Main.v(); }"))
                .source("b.B", logging("B", ""))
                .buildTo(folder));
        assertThat(InitLog.lines()).containsExactly("B", "C", "Z", "Main", "A");
        assertThat(typesOf(plugin)).isEqualTo("b.B c.C z.Z m.Main a.A");
    }

    @Test
    @Tag("I3")
    void mainPackage_isNotSpecial_andAPackageWithoutInitStillOrders() {
        Plugin plugin = pinion.open(using(BundleBuilder.plugin("acme.chain", "z"))
                .source("z.Main", logging("Main", "public static Object o = new y.Y();"))
                .source("y.Y", "public class Y { public Object o() { return new a.sub.X(); } }")
                .source("a.sub.X", logging("X", ""))
                .source("a.Y", logging("Y", "static Object o() { return z.Main.o; }"))
                .buildTo(folder));
        assertThat(typesOf(plugin)).isEqualTo("a.sub.X z.Main a.Y");
    }

    @Test
    @Tag("I4")
    void types_areInitialisedByBinaryName_allBeforeTheFirstInit() {
        String type =
                "%s { static { " + log("%2$s.clinit") + " } %3$s static void init() { " + log("%2$s.init") + " } }";
        Plugin plugin = pinion.open(using(BundleBuilder.plugin("acme.types", "acme"))
                .source("acme.b", type.formatted("class b", "b", "private"))
                .source("acme.B", type.formatted("public class B extends Base", "B", "protected"))
                .source("acme.Base", type.formatted("class Base", "Base", "private"))
                .source("acme.A$B", type.formatted("final class A$B", "A$B", ""))
                .source("acme.AA", type.formatted("enum AA", "AA", "private").replaceFirst("\\{", "{;"))
                .source("acme.R", "record R(int i) { private static synchronized void init() { " + log("R") + " } }")
                .source("acme.I", "interface I { static void init() { " + log("I") + " } }")
                .source("acme.J", "interface J { private static void init() { " + log("J") + " } }")
                .source("acme.Unused", "class Unused { static { " + log("never") + " } }")
                .buildTo(folder));
        assertThat(InitLog.lines())
                .containsExactly(
                        "A$B.clinit",
                        "AA.clinit",
                        "Base.clinit",
                        "B.clinit",
                        "b.clinit",
                        "A$B.init",
                        "AA.init",
                        "B.init",
                        "Base.init",
                        "I",
                        "J",
                        "R",
                        "b.init");
        assertThat(typesOf(plugin)).isEqualTo("acme.A$B acme.AA acme.B acme.Base acme.I acme.J acme.R acme.b");
    }

    @Test
    @Tag("I4")
    void init_thatIsInherited_runsOnce() {
        Plugin plugin = pinion.open(using(BundleBuilder.plugin("acme.heir", "acme"))
                .source("acme.Base", "public class Base { public static void init() { " + log("Base") + " } }")
                .source("acme.Heir", "public class Heir extends Base { public static int value; }")
                .source(
                        "acme.Nested",
                        "public class Nested { static class In { static void init() { " + log("In")
                                + " } } void init(int i) { } public static void init(String s) { " + log("s") + " } }")
                .source("acme.Instance", "public class Instance { public void init() { " + log("instance") + " } }")
                .buildTo(folder));
        assertThat(InitLog.lines()).containsExactly("Base");
        assertThat(typesOf(plugin)).isEqualTo("acme.Base");
    }

    @Test
    @Tag("I5")
    void libraries_inADiamond_areInitialisedOnce_deepestFirst() {
        Path bottom = library("bottom", "");
        Path left = library("left", " + bottom.Lib.one()", bottom);
        Path right = library("right", " + bottom.Lib.one()", bottom);
        List.of(left, right, bottom).forEach(pinion::addLibrary);
        Plugin plugin = pinion.open(plugin("top", " + left.Lib.one() + right.Lib.one()", left, right)
                .buildTo(folder));
        assertThat(InitLog.lines()).containsExactly("bottom", "left", "right", "top");
        assertThat(typesOf(plugin)).isEqualTo("top.Main");
        pinion.open(plugin("second", " + right.Lib.one()", right).buildTo(folder));
        assertThat(InitLog.lines()).containsExactly("bottom", "left", "right", "top", "second");
    }

    @Test
    @Tag("I5")
    void bundles_inACircle_areEachInitialisedOnce_beforeTheirPlugin() {
        Path second = library("second", "");
        Path first = library("first", " + second.Lib.one()", second);
        second = library("second", " + first.Lib.one()", first);
        pinion.addLibrary(first);
        pinion.addLibrary(second);
        pinion.open(plugin("user", " + second.Lib.one()", second).buildTo(folder));
        assertThat(InitLog.lines()).containsExactly("first", "second", "user");
    }

    @Test
    @Tag("I5")
    void plugin_thatImportsFromAnOpenOne_sharesItsClasses() {
        Path base =
                plugin("base", "").with("Export-Package", "base;version=1.0").buildTo(folder);
        Plugin first = pinion.open(base);
        Plugin plugin = pinion.open(plugin("heir", " + base.Main.one()", base)
                .source("heir.Give", """
                        public class Give { public static Class<?> give() { return base.Main.class; } }
                        """)
                .buildTo(folder));
        assertThat(InitLog.lines()).containsExactly("base", "heir");
        Class<?> given = (Class<?>) plugin.lookup("give").as(Supplier.class).get();
        assertThat(org.osgi.framework.FrameworkUtil.getBundle(given)).isSameAs(first.bundle());
    }

    @Test
    @Tag("I5")
    @Tag("I8")
    void plugin_thatIsOnlyInstalled_isInitialisedAndPublished_whenAnotherNeedsIt() throws Exception {
        Path base =
                plugin("base", "").with("Export-Package", "base;version=1.0").buildTo(folder);
        Bundle bundle = pinion.framework().getBundleContext().installBundle("base", Files.newInputStream(base));
        Path heir = plugin("heir", " + base.Main.one()", base).buildTo(folder);
        Plugin plugin = pinion.open(heir);
        assertThat(InitLog.lines()).containsExactly("base", "heir");
        assertThat(pinion.plugins()).hasSize(2).endsWith(plugin);
        assertThat(pinion.plugin("base").orElseThrow().bundle()).isSameAs(bundle);
    }

    @Test
    @Tag("I5")
    @Tag("I8")
    void plugins_thatAreWiredToEachOther_areEachInitialisedOnce() throws Exception {
        Path two = plugin("two", "").with("Export-Package", "two;version=1.0").buildTo(folder);
        Path one = plugin("one", " + two.Main.one()", two)
                .with("Export-Package", "one;version=1.0")
                .buildTo(folder);
        two = plugin("two", " + one.Main.one()", one)
                .with("Export-Package", "two;version=1.0")
                .buildTo(folder);
        BundleContext context = pinion.framework().getBundleContext();
        Bundle first = context.installBundle("one", Files.newInputStream(one));
        Bundle second = context.installBundle("two", Files.newInputStream(two));
        first.start();
        assertThat(InitLog.lines()).containsExactly("two", "one");
        assertThat(pinion.plugins()).extracting(Plugin::name).containsExactly("two", "one");
        second.start();
        assertThat(InitLog.lines()).hasSize(2);
    }

    @Test
    @Tag("I7")
    void durations_areThoseOfEachInit() {
        Plugin plugin = pinion.open(using(BundleBuilder.plugin("acme.slow", "acme"))
                .source(
                        "acme.A",
                        "public class A { static { spin(40); } static void init() { spin(20); } static void"
                                + " spin(long ms) { long end = System.nanoTime() + ms * 1_000_000; while (System.nanoTime() <"
                                + " end) { Thread.onSpinWait(); } } public static int v; }")
                .source("acme.B", logging("B", ""))
                .source("acme.C", "public class C { public static int noInit; }")
                .buildTo(folder));
        assertThat(plugin.inits()).extracting(Init::typeName).containsExactly("A", "B");
        assertThat(plugin.inits().get(0).duration()).isGreaterThanOrEqualTo(Duration.ofMillis(20));
        assertThat(plugin.inits().get(1).duration()).isGreaterThan(Duration.ZERO);
        assertThat(plugin.inits()).isUnmodifiable();
        Plugin none = pinion.open(using(BundleBuilder.plugin("acme.none", "acme"))
                .source("acme.C", "public class C { public static int noInit; }")
                .buildTo(folder));
        assertThat(none.inits()).isEmpty();
    }
}
