// SPDX-License-Identifier: Apache-2.0
package org.pinion.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinion.Plugin;
import org.pinion.SymbolTypeException;
import org.pinion.embed.Pinion;
import org.pinion.testing.BundleBuilder;

/** Properties, as Java, Kotlin and Scala call them, and results that are type variables. */
class BindPropertyTests {

    @TempDir
    Path folder;

    private final Pinion pinion = Pinion.start();

    @AfterEach
    void close() {
        pinion.close();
    }

    private Plugin plugin(String members) {
        return pinion.open(BundleBuilder.plugin("acme.words", "acme")
                .source("acme.Words", "public class Words { " + members + " }")
                .buildTo(folder));
    }

    private static final String VARIABLES = "public static String greeting = \"Hello\"; public static boolean open;";

    /** As Kotlin compiles a top-level {@code var}. */
    private static final String KOTLIN =
            "private static String greeting = \"Hello\"; public static String getGreeting() { return greeting; }"
                    + " public static void setGreeting(String it) { greeting = it; } private static boolean open;"
                    + " public static boolean isOpen() { return open; } public static void setOpen(boolean it) { open = it; }";

    /** As Scala compiles a {@code var} of an object. */
    private static final String SCALA =
            "private static String it = \"Hello\"; public static String greeting() { return it; }"
                    + " public static void greeting_$eq(String x) { it = x; } private static boolean is;"
                    + " public static boolean open() { return is; } public static void open_$eq(boolean x) { is = x; }";

    /** As Kotlin compiles an interface with two properties. */
    public interface Accessors {
        String getGreeting();

        void setGreeting(String greeting);

        boolean isOpen();

        void setOpen(boolean open);
    }

    public interface Variables {
        String greeting();

        void greeting(String greeting);

        boolean open();

        void open(boolean open);
    }

    /** As Scala compiles a trait with two variables. */
    public interface Traits {
        String greeting();

        void greeting_$eq(String greeting);

        boolean open();

        void open_$eq(boolean open);
    }

    @Test
    @Tag("S8")
    void properties_ofEachLanguage_areBoundToThoseOfEachOther() {
        for (String members : List.of(VARIABLES, KOTLIN, SCALA)) {
            try (Pinion other = Pinion.start()) {
                Plugin plugin = other.open(BundleBuilder.plugin("acme.words", "acme")
                        .source("acme.Words", "public class Words { " + members + " }")
                        .buildTo(folder));
                Accessors accessors = plugin.bind(Accessors.class);
                Variables variables = plugin.bind(Variables.class);
                Traits traits = plugin.bind(Traits.class);
                assertThat(accessors.getGreeting()).isEqualTo("Hello");
                accessors.setGreeting("Hi");
                assertThat(variables.greeting()).isEqualTo("Hi");
                variables.greeting("Ho");
                assertThat(traits.greeting()).isEqualTo("Ho");
                traits.greeting_$eq("Ha");
                assertThat(accessors.getGreeting()).isEqualTo("Ha");
                accessors.setOpen(true);
                assertThat(variables.open()).isTrue();
                variables.open(false);
                assertThat(traits.open()).isFalse();
                traits.open_$eq(true);
                assertThat(accessors.isOpen()).isTrue();
            }
        }
    }

    @Test
    @Tag("S8")
    void symbol_ofTheMethodsOwnName_comesFirst() {
        Plugin plugin = plugin(VARIABLES.replace("Hello", "no")
                + KOTLIN.replace("private static String greeting = \"Hello\";", "")
                        .replace("private static boolean open;", "")
                        .replace("return greeting", "return \"own\""));
        assertThat(plugin.bind(Accessors.class).getGreeting()).isEqualTo("own");
    }

    public interface Wrong {
        int getGreeting();

        void setLimit(int limit);

        String getMissing();

        int getter();
    }

    @Test
    @Tag("S8")
    void properties_thatDoNotFit_areToldWithWhatWasLookedFor() {
        Plugin plugin = plugin(VARIABLES + " public static final int limit = 1;");
        assertThatThrownBy(() -> plugin.bind(Wrong.class))
                .isInstanceOf(SymbolTypeException.class)
                .hasMessage("""
                        plugin.Bind(org.pinion.contract.BindPropertyTests$Wrong): 4 problems
                          symbol of plugin acme.words is String greeting, not int getGreeting() of \
                        org.pinion.contract.BindPropertyTests$Wrong
                          symbol getter not found in plugin acme.words, wanted int getter()
                          symbol getMissing not found in plugin acme.words, nor missing, wanted String getMissing()
                          symbol of plugin acme.words is final int limit, not void setLimit(int) of \
                        org.pinion.contract.BindPropertyTests$Wrong: it is read-only, the field is final""");
    }

    public interface Is {
        boolean isOpen();

        void isOpen(boolean open);

        void isOpen_$eq(boolean open);
    }

    @Test
    @Tag("S8")
    void property_calledIs_isWrittenWithTheSetterOfKotlin() {
        Is is = plugin(KOTLIN).bind(Is.class);
        is.isOpen(true);
        assertThat(is.isOpen()).isTrue();
        is.isOpen_$eq(false);
        assertThat(is.isOpen()).isFalse();
    }

    public interface Getters {
        boolean getOpen();

        void setOpen(boolean open);

        String getURL();
    }

    @Test
    @Tag("S8")
    void variable_calledIs_orWithACapital_isThatOfTheAccessors() {
        Getters getters = plugin("public static boolean isOpen; public static String URL = \"u\";")
                .bind(Getters.class);
        getters.setOpen(true);
        assertThat(getters.getOpen()).isTrue();
        assertThat(getters.getURL()).isEqualTo("u");
    }

    public interface Bare {
        boolean get();

        boolean is();

        void set(boolean value);
    }

    @Test
    @Tag("S8")
    void method_calledLikeAPrefixAlone_isNoAccessor() {
        Plugin plugin = plugin("public static boolean open;");
        assertThatThrownBy(() -> plugin.bind(Bare.class)).hasMessage("""
                        plugin.Bind(org.pinion.contract.BindPropertyTests$Bare): 3 problems
                          symbol get not found in plugin acme.words, wanted boolean get()
                          symbol is not found in plugin acme.words, wanted boolean is()
                          symbol set not found in plugin acme.words, wanted void set(boolean)""");
    }

    private static final String GENERIC = """
            public static <T> T same(T t) { return t; }
            public static <T extends Comparable<T>> T max(T a, T b) { return a.compareTo(b) < 0 ? b : a; }
            @SafeVarargs public static <T> T first(T... all) { return all[0]; }
            public static <T> T head(java.util.List<? extends T> list) { return list.get(0); }
            public static <T> T make(Class<T> type) throws Exception { return type.getConstructor().newInstance(); }
            @SuppressWarnings("unchecked") public static <T> T any() { return (T) "any"; }
            public static <T extends Number> T number() { return null; }
            public static Object object(Object o) { return o; }
            """;

    public interface Generic {
        String same(String s);

        int same(int i);

        long same(Integer i);

        String max(String a, String b);

        String first(String a, String b);

        CharSequence head(List<String> list);

        StringBuilder make(Class<StringBuilder> type);

        String any();
    }

    @Test
    @Tag("S7")
    void result_thatIsATypeVariable_isCastAsForAMethodReference() {
        Plugin plugin = plugin(GENERIC);
        Generic generic = plugin.bind(Generic.class);
        assertThat(generic.same("a")).isEqualTo("a");
        assertThat(generic.same(7)).isEqualTo(7);
        assertThat(generic.same(Integer.valueOf(8))).isEqualTo(8L);
        assertThat(generic.max("a", "b")).isEqualTo("b");
        assertThat(generic.first("x", "y")).isEqualTo("x");
        assertThat(generic.head(List.of("h"))).isEqualTo("h");
        assertThat(generic.make(StringBuilder.class)).isEmpty();
        assertThat(generic.any()).isEqualTo("any");

        interface Operator extends UnaryOperator<String> {}
        interface Generalized extends Function<Object, Object> {}
        assertThat(plugin.lookup("same").as(Operator.class).apply("o")).isEqualTo("o");
        assertThat(plugin.lookup("same").as(Generalized.class).apply(1)).isEqualTo(1);
    }

    @Test
    @Tag("S7")
    void result_thatIsNotWhatTheVariableStandsFor_isACastException() {
        interface Numbers extends Supplier<Integer> {
            @Override
            Integer get();
        }
        Numbers numbers = plugin(GENERIC).lookup("any").as(Numbers.class);
        assertThatThrownBy(numbers::get).isInstanceOf(ClassCastException.class);
    }

    public interface SameOther {
        String same(Integer i);
    }

    public interface HeadOther {
        String head(List<Integer> list);
    }

    public interface NumberOther {
        String number();
    }

    public interface ObjectOther {
        String object(Object o);
    }

    @Test
    @Tag("S7")
    void result_forWhichNoMethodReferenceCompiles_isRefused() {
        Plugin plugin = plugin(GENERIC);
        for (Class<?> api : List.of(SameOther.class, HeadOther.class, NumberOther.class, ObjectOther.class)) {
            assertThatThrownBy(() -> plugin.bind(api)).isInstanceOf(SymbolTypeException.class);
        }
    }
}
