// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntBinaryOperator;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.pinion.Function;
import org.pinion.Plugin;
import org.pinion.PluginException;
import org.pinion.Problem.Kind;
import org.pinion.testing.BundleBuilder;
import org.slf4j.LoggerFactory;

/** A class that is not found in a call: the error passes through as it is, with the explanation added to it. */
class CallErrorTests {

    private static final String START = "class com.acme.log.Log is not found by shop 1.0.0: package com.acme.log is"
            + " neither in the jar nor imported\n  needed: Import-Package: com.acme.log\n";

    @TempDir
    Path folder;

    private Pinion pinion;
    private Plugin plugin;

    /** Methods of several shapes. */
    public interface Shop {
        int total();

        long sum(long a, Object b, double c, int d);

        void close();
    }

    @BeforeEach
    void start() throws IOException {
        folder = folder.toRealPath();
        pinion = Pinion.start();
        Path log = BundleBuilder.bundle("log")
                .source("com.acme.log.Log", "public class Log { public static int level() { return 3; } }")
                .buildTo(folder);
        plugin = pinion.open(BundleBuilder.plugin("shop", "com.acme.shop")
                .classPath(log, BundleBuilder.locationOf(Bundle.class))
                .source("com.acme.shop.Shop", """
                        public class Shop {
                            private static final Error KEPT = new NoClassDefFoundError("com/acme/log/Log");
                            public static int total() { return com.acme.log.Log.level(); }
                            public static long sum(long a, Object b, double c, int d) {
                                return a < 0 ? com.acme.log.Log.level() : a + (long) c + d;
                            }
                            public static void close() { new com.acme.log.Log[0].clone(); }
                            public static int kept() { throw KEPT; }
                            public static Object thrown(Throwable e) throws Throwable { throw e; }
                            public static int late() { return Late.value(); }
                            public static int twice(java.util.function.IntSupplier other) { return other.getAsInt(); }
                            public static int broken() {
                                try { return Broken.x; } catch (ExceptionInInitializerError e) { return Broken.x; }
                            }
                        }
                        """)
                .source("com.acme.shop.Late", "class Late { static int value() { return 7; } }")
                .source("com.acme.shop.Broken", "class Broken { static int x = 1 / \"\".length(); }")
                .with("Import-Package", "!com.acme.log,*")
                .buildTo(folder));
    }

    @AfterEach
    void close() {
        pinion.close();
    }

    private static void assertExplained(Throwable error, String symbol) {
        assertThat(error).isExactlyInstanceOf(NoClassDefFoundError.class);
        assertThat(error.getSuppressed()).singleElement().isInstanceOfSatisfying(PluginException.class, explanation -> {
            assertThat(explanation).hasMessageStartingWith("plugin.Call(\"" + symbol + "\"): " + START);
            assertThat(explanation.problems().get(0).kind()).isEqualTo(Kind.MISSING_CLASS);
        });
    }

    @Test
    void as_explains() {
        IntSupplier total = plugin.lookup("total").as(IntSupplier.class);
        assertExplained(catchThrowable(total::getAsInt), "total");
        assertExplained(catchThrowable(total::getAsInt), "total");
    }

    @Test
    void bind_explains_andCallsAsBefore() {
        Shop shop = plugin.bind(Shop.class);
        assertThat(shop.sum(1, null, 2.0, 3)).isEqualTo(6);
        assertExplained(catchThrowable(shop::total), "total");
        assertExplained(catchThrowable(() -> shop.sum(-1, null, 2.0, 3)), "sum");
        assertExplained(catchThrowable(shop::close), "close");
    }

    @Test
    void call_explains() {
        Function total = (Function) plugin.lookup("total");
        assertExplained(catchThrowable(total::call), "total");
    }

    @Test
    void handle_staysRaw() {
        Function total = (Function) plugin.lookup("total");
        Throwable error = catchThrowable(() -> total.handle().invoke());
        assertThat(error).isExactlyInstanceOf(NoClassDefFoundError.class).hasNoSuppressedExceptions();
    }

    @Test
    void error_isTheSameObject_andExplainedOnce() {
        IntSupplier kept = plugin.lookup("kept").as(IntSupplier.class);
        Throwable first = catchThrowable(kept::getAsInt);
        assertThat(catchThrowable(kept::getAsInt)).isSameAs(first);
        assertExplained(first, "kept");
    }

    @Test
    void error_thatPassesThroughTwoSymbols_isExplainedWhereItArose() throws Exception {
        IntSupplier total = plugin.lookup("total").as(IntSupplier.class);
        Function twice = (Function) plugin.lookup("twice");
        assertExplained(catchThrowable(() -> twice.call(total)), "total");
    }

    @Test
    void otherThrowables_passThroughUntouched() {
        Function thrown = (Function) plugin.lookup("thrown");
        for (Throwable each : new Throwable[] {
            new IOException("no"), new LinkageError("no"), new NoSuchMethodError("no"), new ClassNotFoundException("no")
        }) {
            assertThat(catchThrowable(() -> thrown.call(each))).isSameAs(each).hasNoSuppressedExceptions();
        }
    }

    /** Calls a symbol until the JVM has compiled the call. */
    public static final class Caller {
        private Caller() {}

        /** Opens a plugin and calls it. */
        public static void main(String[] arguments) {
            try (Pinion pinion = Pinion.start()) {
                IntBinaryOperator add =
                        pinion.open(Path.of(arguments[0])).lookup("add").as(IntBinaryOperator.class);
                int sum = 0;
                for (int i = 0; i < 100; i++) {
                    sum = sum(add, sum);
                }
                LoggerFactory.getLogger(Caller.class).info("sum {}", sum);
            }
        }
    }

    private static int sum(IntBinaryOperator add, int start) {
        int sum = start;
        for (int i = 0; i < 100_000; i++) {
            sum = add.applyAsInt(sum, i);
        }
        return sum;
    }

    /** The compiler says nothing, and is content with less, when it cannot optimise a method. */
    @Test
    void call_isCompiledWithoutObjection() throws Exception {
        Path jar = BundleBuilder.plugin("adder", "adder")
                .source("adder.A", "public class A { public static int add(int a, int b) { return a + b; } }")
                .buildTo(folder);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xbatch",
                        "-XX:+UnlockDiagnosticVMOptions",
                        "-XX:+PrintInlining",
                        "-XX:+PrintCompilation",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Caller.class.getName(),
                        jar.toString())
                .redirectErrorStream(true)
                .start();
        List<String> lines = new String(process.getInputStream().readAllBytes())
                .lines()
                .filter(line -> line.contains("Adapter/") && line.contains("::applyAsInt"))
                .toList();
        assertThat(lines)
                .anyMatch(line -> line.contains("inline (hot)"))
                .noneMatch(line -> line.contains("not compilable"))
                .noneMatch(line -> line.contains("COMPILE SKIPPED"));
    }

    /** An error that explains itself with exceptions of its own. */
    static final class Hostile extends NoClassDefFoundError {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }

        @Override
        public String toString() {
            return "hostile";
        }
    }

    @Test
    void explanationThatFails_hidesNothing() {
        Function thrown = (Function) plugin.lookup("thrown");
        Hostile hostile = new Hostile();
        assertThat(catchThrowable(() -> thrown.call(hostile)) == hostile).isTrue();
    }

    @Test
    void errorOfTheHost_isNotBlamedOnThePlugin() {
        Function twice = (Function) plugin.lookup("twice");
        IntSupplier host = () -> {
            throw new NoClassDefFoundError("com/acme/other/Gone");
        };
        Throwable error = catchThrowable(() -> twice.call(host));
        assertThat(error.getSuppressed()[0]).hasMessage("""
                plugin.Call("twice"): class com.acme.other.Gone is not found by the host
                  needed: com.acme.other.Gone on the host's class path
                  found:  class org.pinion.embed.CallErrorTests, which refers to it, is on the host's class path
                  fix:    put the library that has the class on the host's class path""");
    }

    @Test
    void classThatCouldNotBeInitialised_isToldWithWhatItThrew() {
        Supplier<Throwable> call = () -> catchThrowable(plugin.lookup("broken").as(IntSupplier.class)::getAsInt);
        assertThat(call.get().getSuppressed()[0]).hasMessage("""
                plugin.Call("broken"): class com.acme.shop.Broken cannot be used: its static initialiser has failed before
                  found:  it threw java.lang.ArithmeticException: / by zero [in thread "main"]
                          at com.acme.shop.Broken.<clinit>(Broken.java:2)
                  fix:    correct what it threw; the JVM initialises a class only once""");
    }

    @Test
    void classThatIsNotLoadedBeforeTheRuntimeCloses_isToldAsSuch() {
        IntSupplier late = plugin.lookup("late").as(IntSupplier.class);
        pinion.close();
        Throwable error = catchThrowable(late::getAsInt);
        assertThat(error).isExactlyInstanceOf(NoClassDefFoundError.class);
        assertThat(error.getSuppressed()[0])
                .hasMessage("plugin.Call(\"late\"): runtime is closed, so that classes which were not loaded before are"
                        + " not found: com/acme/shop/Late\n  fix:    close the runtime after the last call");
    }
}
