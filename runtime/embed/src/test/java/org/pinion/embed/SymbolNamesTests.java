// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pinion.Init;
import org.pinion.Plugin;
import org.pinion.Symbol;
import org.pinion.SymbolNotFoundException;
import org.pinion.testing.BundleBuilder;

/** Symbols are found by names with parentheses, the first time and from any thread, and failures say what is there. */
@Timeout(120)
class SymbolNamesTests {

    private static byte[] jar;

    @TempDir
    Path folder;

    private Pinion pinion;
    private Plugin plugin;

    @BeforeAll
    static void build() {
        jar = BundleBuilder.plugin("acme", "acme")
                .source("acme.One", """
                        public class One {
                            public static int f(int a) { return a; }
                            public static int f(int a, int b) { return a + b; }
                            public static int only(int a) { return -a; }
                            public static int field = 7;
                            public static int none() { return 0; }
                        }
                        """)
                .source("acme.Two", "public class Two { public static int f(int a, int b) { return a * b; } }")
                .build();
    }

    @BeforeEach
    void open() throws Exception {
        pinion = Pinion.start();
        plugin = pinion.open(Files.write(folder.resolve("acme.jar"), jar));
    }

    @AfterEach
    void close() {
        pinion.close();
    }

    @Test
    void namesWithParentheses_findOneOverload() {
        assertThat(plugin.lookup("f(int)").as(IntUnaryOperator.class).applyAsInt(3))
                .isEqualTo(3);
        assertThat(plugin.lookup("One.f(int)")).isSameAs(plugin.lookup("f(int)"));
        assertThat(plugin.lookup("One.f(int,int)").as(IntBinaryOperator.class).applyAsInt(3, 4))
                .isEqualTo(7);
        assertThat(plugin.lookup("Two.f(int,int)").as(IntBinaryOperator.class).applyAsInt(3, 4))
                .isEqualTo(12);
        assertThat(plugin.lookup("Two.f")).isSameAs(plugin.lookup("Two.f(int,int)"));
        assertThat(plugin.lookup("only(int)")).isSameAs(plugin.lookup("only")).isSameAs(plugin.lookup("One.only(int)"));
        assertThat(plugin.lookup("none()")).isSameAs(plugin.lookup("One.none"));
    }

    @Test
    void everySymbol_isFoundByItsName_andIsOneObject() {
        assertThat(plugin.symbols())
                .extracting(Symbol::name)
                .containsExactly("One.f(int,int)", "Two.f", "f(int)", "field", "none", "only");
        assertThat(plugin.symbols())
                .allSatisfy(symbol -> assertThat(plugin.lookup(symbol.name())).isSameAs(symbol));
    }

    @Test
    void firstLookups_fromManyThreads_giveTheSameSymbols() throws Exception {
        List<String> names = List.of("f(int)", "One.f(int,int)", "Two.f(int,int)", "only(int)", "Two.f");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 20; round++) {
                byte[] bytes = BundleBuilder.renamed(jar, "acme" + round);
                Plugin fresh = pinion.open(Files.write(folder.resolve(round + ".jar"), bytes));
                CyclicBarrier start = new CyclicBarrier(8);
                List<Future<List<Symbol>>> found = new ArrayList<>();
                for (int thread = 0; thread < 8; thread++) {
                    found.add(threads.submit(() -> {
                        start.await(60, TimeUnit.SECONDS);
                        return names.stream().map(fresh::lookup).toList();
                    }));
                }
                Set<Symbol> symbols = Collections.newSetFromMap(new IdentityHashMap<>());
                for (Future<List<Symbol>> one : found) {
                    symbols.addAll(one.get(60, TimeUnit.SECONDS));
                }
                // Two names of the five are those of one symbol.
                assertThat(symbols)
                        .hasSize(4)
                        .allSatisfy(symbol -> assertThat(symbol.plugin()).isSameAs(fresh));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private SymbolNotFoundException failure(String name) {
        return catchThrowableOfType(SymbolNotFoundException.class, () -> plugin.lookup(name));
    }

    @Test
    void ambiguousName_isToldWithWhatItCouldBe() {
        assertThat(failure("f(int,int)")).hasMessage("""
                plugin: symbol f(int,int) is ambiguous in plugin acme, it is one of
                  One.f(int,int): public static int f(int a, int b)
                  Two.f: public static int f(int a, int b)""");
        assertThat(failure("f(int,int)").candidates())
                .containsExactly(plugin.lookup("One.f(int,int)"), plugin.lookup("Two.f"));
        assertThat(failure("One.f")).hasMessage("""
                plugin: symbol One.f is ambiguous in plugin acme, it is one of
                  One.f(int,int): public static int f(int a, int b)
                  f(int): public static int f(int a)""");
    }

    @Test
    void wrongName_isToldWithWhatIsPublished() {
        for (String name : List.of("f(long)", "f(int, int)", "Three.f(int)", "f()")) {
            assertThat(failure(name)).as(name).hasMessage("plugin: symbol " + name + " not found in plugin acme");
            assertThat(failure(name).hint()).contains("f is published as One.f(int,int), Two.f, f(int)");
            assertThat(failure(name).candidates()).isEmpty();
        }
        assertThat(failure("field()").hint()).contains("field is published as field");
        assertThat(failure("()")).hasMessage("plugin: symbol () not found in plugin acme");
        assertThat(failure("nothing(int)")).hasMessage("plugin: symbol nothing(int) not found in plugin acme");
    }

    @Test
    void inits_ofAllKinds_areListed_alsoIfTheClassWasInitialisedBefore() throws Exception {
        Path file = BundleBuilder.plugin("inits", "inits")
                .source("inits.A", """
                        public class A {
                            public static String log = "";
                            private static void init() { log += "A" + B.VALUE.length(); }
                        }
                        """)
                .source("inits.B", """
                        class B {
                            static final String VALUE;
                            static { VALUE = "four"; A.log += "b"; }
                            static void init() { A.log += "B"; }
                        }
                        """)
                .source("inits.C", "public class C { public static final void init() { A.log += \"C\"; } }")
                .buildTo(folder);
        Plugin inits = pinion.open(file);
        assertThat(inits.lookup("log").as(java.util.function.Supplier.class).get())
                .isEqualTo("bA4BC");
        assertThat(inits.inits()).extracting(Init::typeName).containsExactly("A", "B", "C");
    }
}
