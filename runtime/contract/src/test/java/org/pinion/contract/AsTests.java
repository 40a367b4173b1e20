// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntSupplier;
import java.util.function.IntUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinion.Plugin;
import org.pinion.SymbolTypeException;
import org.pinion.embed.Pinion;
import org.pinion.testing.BundleBuilder;

@Tag("S7")
class AsTests {

    private static Pinion pinion;
    private static Plugin plugin;

    @BeforeAll
    static void open(@TempDir Path folder) {
        pinion = Pinion.start();
        plugin = pinion.open(BundleBuilder.plugin("acme.functions", "acme")
                .source("acme.F", """
                        import java.util.*;
                        public class F {
                            public static int count;
                            public static final String NAME = new String("acme");
                            public static Integer boxedVar = 1;
                            public static int add(int a, int b) { return a + b; }
                            public static long wide(long a) { return a; }
                            public static String text(String a) { return a; }
                            public static Object any(Object a) { return a; }
                            public static void nothing() { count++; }
                            public static Integer boxed(Integer a) { return a; }
                            public static int sum(int... all) { return Arrays.stream(all).sum(); }
                            public static String join(String first, Object... more) { return first + List.of(more); }
                            public static <T> T id(T value) { return value; }
                            public static char letter(char c) { return c; }
                            public static boolean isOdd(int a) { return a % 2 == 1; }
                            public static int[] array(int[] a) { return a; }
                            public static int throwing() throws java.io.IOException {
                                throw new java.io.IOException("checked");
                            }
                            public static List<String> words(String text) { return List.of(text.split(" ")); }
                            public static CharSequence chars() { return "chars"; }
                            public static Void empty() { return null; }
                        }
                        """)
                .buildTo(folder));
    }

    @AfterAll
    static void close() {
        pinion.close();
    }

    private static <T> T as(String symbol, Class<T> api) {
        return plugin.lookup(symbol).as(api);
    }

    public interface IntFn extends Function<Integer, Integer> {}

    public interface Redeclared extends Function<String, String> {
        @Override
        String apply(String text);
    }

    interface PackagePrivate {
        int call(int a, int b);
    }

    private interface Private {
        int call(int a, int b);
    }

    public interface WithDefault {
        int call(int a, int b);

        default int twice(int a) {
            return call(a, a);
        }
    }

    public interface Bytes {
        int call(byte a, short b);
    }

    public interface Longs {
        long call(int a, int b);
    }

    public interface IntInts {
        int call(int a, int b, int c);
    }

    public interface JoinTwo {
        String call(String a, String b, Integer c);
    }

    public interface NoArguments {
        int call();
    }

    public interface TakesArray {
        int call(int[] all);
    }

    public interface Generic {
        <T> T call(T value);
    }

    public interface Bounded<T extends Number> {
        T call(T value);
    }

    public interface Two {
        int one();

        int two();
    }

    public interface None {}

    public interface StringInt {
        int call(String a, int b);
    }

    record Hidden() {}

    public interface OfHidden {
        Hidden[] call(Hidden[] value);
    }

    public interface IntArrays {
        int[] call(int[] a);
    }

    public interface ObjectInt {
        Object call(int a, int b);
    }

    public interface NumberInt {
        Number call(int a, int b);
    }

    public interface LongBoxed {
        Long call(int a, int b);
    }

    @Test
    void function_asPrimitiveInterface_isCalled() {
        assertThat(as("add", IntBinaryOperator.class).applyAsInt(1, 2)).isEqualTo(3);
        assertThat(as("isOdd", IntPredicate.class).test(3)).isTrue();
        assertThat(as("nothing", Runnable.class)).isNotNull();
    }

    @Test
    @SuppressWarnings("unchecked")
    void function_asGenericInterface_boxesAndCasts() {
        BiFunction<Integer, Integer, Integer> add = as("add", BiFunction.class);
        assertThat(add.apply(1, 2)).isEqualTo(3);
        UnaryOperator<String> text = as("text", UnaryOperator.class);
        assertThat(text.apply("a")).isEqualTo("a");
        Function<Object, Object> wrong = as("text", Function.class);
        assertThatThrownBy(() -> wrong.apply(1)).isInstanceOf(ClassCastException.class);
    }

    @Test
    void function_widened_isCalled() {
        assertThat(as("add", Longs.class).call(1, 2)).isEqualTo(3L);
        assertThat(as("add", Bytes.class).call((byte) 1, (short) 2)).isEqualTo(3);
        assertThat(as("wide", LongUnaryOperator.class).applyAsLong(5)).isEqualTo(5);
        assertThat(as("add", ObjectInt.class).call(1, 2)).isEqualTo(3);
        assertThat(as("add", NumberInt.class).call(1, 2)).isEqualTo(3);
        assertThat(as("boxed", IntUnaryOperator.class).applyAsInt(7)).isEqualTo(7);
    }

    @Test
    void function_ofVariableArity_collectsArguments() {
        assertThat(as("sum", IntInts.class).call(1, 2, 3)).isEqualTo(6);
        assertThat(as("sum", NoArguments.class).call()).isZero();
        assertThat(as("sum", TakesArray.class).call(new int[] {4, 5})).isEqualTo(9);
        assertThat(as("join", JoinTwo.class).call("a", "b", 1)).isEqualTo("a[b, 1]");
    }

    @Test
    @Tag("S9")
    void genericFunction_hasErasedType() {
        assertThat(as("id", Generic.class).<Object>call("x")).isEqualTo("x");
        assertThat(as("id", IntUnaryOperator.class).applyAsInt(7)).isEqualTo(7);
        assertThat(catchThrowable(() -> as("id", java.util.function.IntToLongFunction.class)))
                .isNull();
        assertThat(catchThrowable(() -> as("id", java.util.function.LongToIntFunction.class)))
                .isInstanceOf(SymbolTypeException.class)
                .hasMessage("interface conversion: symbol of plugin acme.functions is Object id(Object), not int"
                        + " applyAsInt(long) of java.util.function.LongToIntFunction");
    }

    @Test
    void function_asSubinterfaceOfGenericOne_keepsTypeArguments() {
        assertThat(as("boxed", IntFn.class).apply(4)).isEqualTo(4);
        assertThat(as("text", Redeclared.class).apply("x")).isEqualTo("x");
        Function<String, String> inherited = as("text", Redeclared.class);
        assertThat(inherited.apply("y")).isEqualTo("y");
        assertThatThrownBy(() -> as("text", IntFn.class))
                .hasMessage("interface conversion: symbol of plugin acme.functions is String text(String), not Integer"
                        + " apply(Integer) of org.pinion.contract.AsTests$IntFn");
    }

    @Test
    void function_asInterfaceThatIsNotPublic_isCalled() {
        assertThat(as("add", PackagePrivate.class).call(1, 2)).isEqualTo(3);
        assertThat(as("add", Private.class).call(1, 2)).isEqualTo(3);
        interface Local {
            int call(int a, int b);
        }
        assertThat(as("add", Local.class).call(1, 2)).isEqualTo(3);
    }

    @Test
    void function_asPublicInterfaceWithTypesThatAreNot_isCalled() {
        Hidden[] hidden = {new Hidden()};
        assertThat(as("id", OfHidden.class).call(hidden)).isSameAs(hidden);
    }

    @Test
    void defaultMethods_stayAsTheyAre() {
        assertThat(as("add", WithDefault.class).twice(4)).isEqualTo(8);
    }

    @Test
    void checkedException_passesUnwrapped() {
        assertThatThrownBy(() -> as("throwing", Callable.class).call())
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("checked")
                .hasNoCause();
        assertThatThrownBy(() -> as("throwing", IntSupplier.class).getAsInt()).isExactlyInstanceOf(IOException.class);
    }

    @Test
    void sameInterface_givesSameObject() {
        assertThat(as("add", IntBinaryOperator.class)).isSameAs(as("add", IntBinaryOperator.class));
        assertThat(as("add", IntBinaryOperator.class)).isNotSameAs(as("add", Longs.class));
    }

    @Test
    void object_toString_tellsTheSymbol() {
        assertThat(as("add", IntBinaryOperator.class))
                .hasToString("public static int add(int a, int b) of plugin acme.functions");
    }

    @Test
    @Tag("S5")
    void variable_readAndWritten_isLive() {
        IntSupplier read = as("count", IntSupplier.class);
        IntConsumer write = as("count", IntConsumer.class);
        write.accept(41);
        as("nothing", Runnable.class).run();
        assertThat(read.getAsInt()).isEqualTo(42);
        assertThat(as("count", Supplier.class).get()).isEqualTo(42);
    }

    @Test
    @Tag("S5")
    @SuppressWarnings("unchecked")
    void variable_givenWhatItCannotHold_keepsItsValue() {
        Consumer<Object> write = as("boxedVar", Consumer.class);
        assertThatThrownBy(() -> write.accept("text")).isInstanceOf(ClassCastException.class);
        assertThat(as("boxedVar", Supplier.class).get()).isEqualTo(1);
    }

    static java.util.stream.Stream<Arguments> refused() {
        return java.util.stream.Stream.of(
                Arguments.of("add", IntUnaryOperator.class, "int add(int, int), not int applyAsInt(int)"),
                Arguments.of("add", IntSupplier.class, "int add(int, int), not int getAsInt()"),
                Arguments.of("add", StringInt.class, "int add(int, int), not int call(String, int)"),
                Arguments.of("add", LongBoxed.class, "int add(int, int), not Long call(int, int)"),
                Arguments.of("add", LongBinaryOperator.class, "int add(int, int), not long applyAsLong(long, long)"),
                Arguments.of(
                        "add",
                        DoubleBinaryOperator.class,
                        "int add(int, int), not double applyAsDouble(double, double)"),
                Arguments.of("add", Comparator.class, null),
                Arguments.of("add", IntBinaryOperator.class, null),
                Arguments.of("add", BinaryOperator.class, null),
                Arguments.of("add", IntFunction.class, "int add(int, int), not Object apply(int)"),
                Arguments.of("nothing", IntSupplier.class, "void nothing(), not int getAsInt()"),
                Arguments.of("nothing", Supplier.class, "void nothing(), not Object get()"),
                Arguments.of("wide", IntUnaryOperator.class, "long wide(long), not int applyAsInt(int)"),
                Arguments.of("wide", IntFunction.class, null),
                Arguments.of("text", Bounded.class, "String text(String), not Number call(Number)"),
                Arguments.of("boxed", Bounded.class, null),
                Arguments.of("letter", IntUnaryOperator.class, "char letter(char), not int applyAsInt(int)"),
                Arguments.of("letter", Function.class, null),
                Arguments.of("isOdd", BooleanSupplier.class, "boolean isOdd(int), not boolean getAsBoolean()"),
                Arguments.of("array", IntArrays.class, null),
                Arguments.of("array", IntUnaryOperator.class, "int[] array(int[]), not int applyAsInt(int)"),
                Arguments.of("any", IntFunction.class, null),
                Arguments.of("words", Function.class, null),
                Arguments.of("chars", Callable.class, null),
                Arguments.of("empty", IntSupplier.class, "Void empty(), not int getAsInt()"),
                Arguments.of("empty", Callable.class, null),
                Arguments.of("join", IntSupplier.class, "String join(String, Object...), not int getAsInt()"),
                Arguments.of("count", IntUnaryOperator.class, "int count, not int applyAsInt(int)"),
                Arguments.of("count", Runnable.class, "int count, not void run()"),
                Arguments.of("count", BooleanSupplier.class, "int count, not boolean getAsBoolean()"),
                Arguments.of("boxedVar", IntConsumer.class, null),
                Arguments.of("NAME", Supplier.class, null),
                Arguments.of("NAME", Consumer.class, "final String NAME, not void accept(Object)"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void symbol_thatFitsOrNot_isToldInJavaSyntax(String symbol, Class<?> api, String problem) {
        Throwable thrown = catchThrowable(() -> as(symbol, api));
        if (problem == null) {
            assertThat(thrown).isNull();
        } else {
            String readOnly = symbol.equals("NAME") ? ": it is read-only, the field is final" : "";
            assertThat(thrown)
                    .isInstanceOf(SymbolTypeException.class)
                    .hasMessage("interface conversion: symbol of plugin acme.functions is " + problem + " of "
                            + api.getName() + readOnly);
        }
    }

    @Test
    void hiddenInterface_isRefused() throws Exception {
        byte[] file;
        try (InputStream in = AsTests.class.getResourceAsStream("AsTests$PackagePrivate.class")) {
            file = in.readAllBytes();
        }
        Class<?> hidden = MethodHandles.lookup().defineHiddenClass(file, false).lookupClass();
        assertThatThrownBy(() -> as("add", hidden))
                .isInstanceOf(SymbolTypeException.class)
                .hasMessage("interface conversion: " + hidden.getName()
                        + " is a hidden class, nothing else can implement it");
    }

    @Test
    void interfaceThatIsNotPublic_ofAModuleThatIsNotOpen_isRefused() throws Exception {
        Class<?> sink = Class.forName("java.util.stream.Sink");
        assertThatThrownBy(() -> as("any", sink))
                .isInstanceOf(SymbolTypeException.class)
                .hasMessageStartingWith(
                        "interface conversion: java.util.stream.Sink is not accessible, make it public: ")
                .hasMessageContaining("module java.base does not")
                .hasRootCauseInstanceOf(IllegalAccessException.class);
    }

    @Test
    void type_thatIsNoFunctionalInterface_isRefused() {
        assertThatThrownBy(() -> as("add", Two.class))
                .hasMessage(
                        "interface conversion: org.pinion.contract.AsTests$Two is not a functional interface, it has 2"
                                + " abstract methods");
        assertThatThrownBy(() -> as("add", None.class)).hasMessageEndingWith("it has no abstract methods");
        assertThatThrownBy(() -> as("add", String.class))
                .hasMessage("interface conversion: java.lang.String is not an interface");
        assertThatThrownBy(() -> as("add", Override.class)).hasMessageEndingWith("is not an interface");
        assertThatThrownBy(() -> as("add", org.pinion.Symbol.class)).hasMessageContaining("is sealed");
    }
}
