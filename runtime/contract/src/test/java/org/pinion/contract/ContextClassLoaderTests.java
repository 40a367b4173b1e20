// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleException;
import org.pinion.Function;
import org.pinion.Plugin;
import org.pinion.embed.Pinion;
import org.pinion.testing.BundleBuilder;

/** Under which context class loader the code of plugins runs. */
@Timeout(60)
class ContextClassLoaderTests {

    private static final String CURRENT = "Thread.currentThread().getContextClassLoader()";

    private static final String RECORD = "public static ClassLoader inField = " + CURRENT
            + "; public static ClassLoader inInit;" + " static void init() { inInit = " + CURRENT + "; }";

    @TempDir
    Path folder;

    private Pinion pinion = Pinion.start();
    private final ClassLoader before = Thread.currentThread().getContextClassLoader();
    private final ClassLoader caller = new URLClassLoader(new URL[0], before);

    /** Functions of several shapes. */
    public interface Shop {
        ClassLoader current();

        long sum(long a, Object b, double c, int d);

        void nothing();

        ClassLoader current(ClassLoader left);

        Object thrown(Throwable e) throws Throwable;
    }

    @BeforeEach
    void setLoader() {
        Thread.currentThread().setContextClassLoader(caller);
    }

    @AfterEach
    void close() {
        Thread.currentThread().setContextClassLoader(before);
        pinion.close();
    }

    private static BundleBuilder shop() {
        return BundleBuilder.plugin("acme.shop", "acme").source("acme.Shop", """
                        public class Shop {
                            public static int counter;
                            public static ClassLoader current() { return CURRENT; }
                            public static long sum(long a, Object b, double c, int d) {
                                return CURRENT == Shop.class.getClassLoader() ? a + (long) c + d : -1;
                            }
                            public static void nothing() { counter++; }
                            public static ClassLoader current(ClassLoader left) {
                                ClassLoader found = CURRENT;
                                Thread.currentThread().setContextClassLoader(left);
                                return found;
                            }
                            public static Object thrown(Throwable e) throws Throwable { throw e; }
                            public static ClassLoader[] all(Object... values) { return new ClassLoader[] {CURRENT}; }
                            public static ClassLoader[] through(java.util.function.Supplier<ClassLoader> other) {
                                return new ClassLoader[] {CURRENT, other.get(), CURRENT};
                            }
                        }
                        """.replace("CURRENT", CURRENT));
    }

    private Plugin lending() {
        return pinion.open(shop().lending("acme").buildTo(folder));
    }

    private static ClassLoader loaderOf(Plugin plugin) {
        try {
            return plugin.bundle()
                    .loadClass(plugin.name().equals("acme.shop") ? "acme.Shop" : "other.Shop")
                    .getClassLoader();
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private void assertCallerHasItsOwn() {
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(caller);
    }

    private static ClassLoader value(Plugin plugin, String variable) {
        return (ClassLoader) plugin.lookup(variable).as(Supplier.class).get();
    }

    @Test
    @Tag("C1")
    void classInitialiserAndInit_runUnderTheLoaderOfTheirPlugin() {
        Plugin plugin = pinion.open(BundleBuilder.plugin("acme.a", "acme")
                .source(
                        "acme.A",
                        "public class A { public static ClassLoader own = A.class.getClassLoader(); " + RECORD + " }")
                .buildTo(folder));
        assertThat(value(plugin, "inField")).isSameAs(value(plugin, "own"));
        assertThat(value(plugin, "inInit")).isSameAs(value(plugin, "own"));
        assertCallerHasItsOwn();
    }

    @Test
    @Tag("C1")
    void init_findsServicesOfItsPlugin() {
        Plugin plugin = pinion.open(BundleBuilder.plugin("acme.a", "acme")
                .source("acme.A", """
                        public class A {
                            public static int found;
                            static void init() { for (Runnable each : java.util.ServiceLoader.load(Runnable.class)) found++; }
                        }
                        """)
                .source("acme.Task", "public class Task implements Runnable { public void run() {} }")
                .resource("META-INF/services/java.lang.Runnable", "acme.Task")
                .buildTo(folder));
        assertThat(plugin.lookup("found").as(IntSupplier.class).getAsInt()).isEqualTo(1);
    }

    @Test
    @Tag("C1")
    void initOfALibrary_runsUnderTheLoaderOfTheLibrary() {
        Path library = BundleBuilder.library("lib")
                .source("lib.L", "public class L { " + RECORD + " }")
                .with("-exportcontents", "lib;version=1.0.0")
                .buildTo(folder);
        pinion.addLibrary(library);
        Plugin plugin = pinion.open(BundleBuilder.plugin("acme.a", "acme")
                .classPath(library)
                .source(
                        "acme.A",
                        "public class A { public static ClassLoader[] of() { return new ClassLoader[] {"
                                + " lib.L.inField, lib.L.inInit, lib.L.class.getClassLoader(), A.class.getClassLoader() }; } }")
                .buildTo(folder));
        ClassLoader[] loaders =
                (ClassLoader[]) plugin.lookup("of").as(Supplier.class).get();
        assertThat(loaders[0]).isSameAs(loaders[2]);
        assertThat(loaders[1]).isSameAs(loaders[2]).isNotSameAs(loaders[3]);
        assertCallerHasItsOwn();
    }

    @Test
    @Tag("C1")
    void init_thatAnotherOneLeftALoaderTo_runsUnderThatOfItsPlugin() {
        Plugin plugin = pinion.open(BundleBuilder.plugin("acme.a", "acme")
                .source(
                        "acme.A",
                        "class A { static void init() { Thread.currentThread().setContextClassLoader(null); } }")
                .source("acme.B", "public class B { " + RECORD + " }")
                .buildTo(folder));
        assertThat(value(plugin, "inInit")).isNotNull().isSameAs(value(plugin, "inField"));
        assertCallerHasItsOwn();
    }

    @Test
    @Tag("C2")
    void call_byDefault_runsUnderTheLoaderOfTheCaller_andKeepsWhatItSets() throws Throwable {
        Plugin plugin = pinion.open(shop().buildTo(folder));
        Shop shop = plugin.bind(Shop.class);
        assertThat(shop.current()).isSameAs(caller);
        assertThat(plugin.lookup("current()").as(Supplier.class).get()).isSameAs(caller);
        assertThat(((Function) plugin.lookup("current()")).call()).isSameAs(caller);
        assertThat(shop.current(null)).isSameAs(caller);
        assertThat(Thread.currentThread().getContextClassLoader()).isNull();
    }

    @Test
    @Tag("C3")
    void call_ofAPluginThatLendsItsLoader_runsUnderIt() throws Throwable {
        Plugin plugin = lending();
        ClassLoader own = loaderOf(plugin);
        Shop shop = plugin.bind(Shop.class);
        assertThat(shop.current()).isSameAs(own);
        assertThat(shop.sum(1, null, 2.0, 3)).isEqualTo(6);
        shop.nothing();
        assertThat(plugin.lookup("current()").as(Supplier.class).get()).isSameAs(own);
        assertThat(((Function) plugin.lookup("current()")).call()).isSameAs(own);
        assertThat(((ClassLoader[]) ((Function) plugin.lookup("all")).call(1, "2"))[0])
                .isSameAs(own);
        assertCallerHasItsOwn();
    }

    @Test
    @Tag("C3")
    void call_thatSetsALoader_orThrows_givesTheCallersBack() {
        Shop shop = lending().bind(Shop.class);
        shop.current(null);
        assertCallerHasItsOwn();
        for (Throwable each :
                new Throwable[] {new Exception("no"), new Error("no"), new NoClassDefFoundError("acme/Gone")}) {
            assertThat(catchThrowable(() -> shop.thrown(each))).isSameAs(each);
            assertCallerHasItsOwn();
        }
    }

    @Test
    @Tag("C3")
    void callerWithoutALoader_hasNoneAfterwards() {
        Shop shop = lending().bind(Shop.class);
        Thread.currentThread().setContextClassLoader(null);
        assertThat(shop.current()).isNotNull();
        assertThat(Thread.currentThread().getContextClassLoader()).isNull();
    }

    @Test
    @Tag("C3")
    void call_ofAnotherPluginOnTheWay_runsUnderItsOwn() throws Throwable {
        Plugin plugin = lending();
        Plugin other = pinion.open(BundleBuilder.plugin("acme.other", "other")
                .lending("other")
                .source(
                        "other.Shop",
                        "public class Shop { public static ClassLoader current() { return " + CURRENT + "; } }")
                .buildTo(folder));
        Supplier<?> current = other.lookup("current").as(Supplier.class);
        assertThat((ClassLoader[]) ((Function) plugin.lookup("through")).call(current))
                .containsExactly(loaderOf(plugin), loaderOf(other), loaderOf(plugin));
        assertCallerHasItsOwn();
    }

    @Test
    @Tag("C3")
    void unlinkedPlugin_lendsItsLoader_too() {
        Plugin plugin = pinion.open(shop().lending("acme").unlinked().buildTo(folder));
        assertThat(plugin.bind(Shop.class).current()).isSameAs(loaderOf(plugin));
    }

    @Test
    @Tag("C3")
    void host_canHaveAllPluginsLendTheirLoader() {
        pinion.close();
        pinion = Pinion.builder().contextClassLoader(true).start();
        Plugin plugin = pinion.open(shop().buildTo(folder));
        assertThat(plugin.bind(Shop.class).current()).isSameAs(loaderOf(plugin));
        assertCallerHasItsOwn();
    }

    @Test
    @Tag("C3")
    @Tag("I8")
    void pluginThatAnotherBundleStarts_lendsItsLoader_too() throws BundleException {
        pinion.framework()
                .getBundleContext()
                .installBundle(shop().lending("acme").buildTo(folder).toUri().toString())
                .start();
        Plugin plugin = pinion.plugins().get(0);
        assertThat(plugin.bind(Shop.class).current()).isSameAs(loaderOf(plugin));
        assertCallerHasItsOwn();
    }

    @Test
    @Tag("C3")
    void call_inAThreadOfTheCommonPool_lendsTheLoader_too() throws Exception {
        Plugin plugin = lending();
        Shop shop = plugin.bind(Shop.class);
        ClassLoader[] loaders = ForkJoinPool.commonPool()
                .submit(() -> {
                    ClassLoader first = Thread.currentThread().getContextClassLoader();
                    return new ClassLoader[] {
                        first, shop.current(), Thread.currentThread().getContextClassLoader()
                    };
                })
                .get();
        assertThat(loaders[1]).isSameAs(loaderOf(plugin));
        assertThat(loaders[2]).isSameAs(loaders[0]);
    }

    @Test
    @Tag("C3")
    void variableAndHandle_runAsTheyAre() throws Throwable {
        Plugin plugin = lending();
        plugin.lookup("counter").as(IntConsumer.class).accept(5);
        assertThat(plugin.lookup("counter").as(IntSupplier.class).getAsInt()).isEqualTo(5);
        assertThat((ClassLoader)
                        ((Function) plugin.lookup("current()")).handle().invoke())
                .isSameAs(caller);
    }
}
