// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.symbols;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a type variable stands for that is a function's result: what javac finds for a method reference. */
@Tag("S7")
class GenericResultTests {

    /** The functions. */
    @SuppressWarnings({"unused", "unchecked"})
    private static final class F {

        static Object plain(Object value) {
            return value;
        }

        static <T> List<T> list(T value) {
            return List.of(value);
        }

        static <T> T same(T value) {
            return value;
        }

        static <T> T made() {
            return null;
        }

        static <T extends Number> T number() {
            return null;
        }

        static <T extends Comparable<T>> T ordered() {
            return null;
        }

        static <T extends Number & Comparable<T>> T both() {
            return null;
        }

        static <S, T extends S> T below() {
            return null;
        }

        static <T> T either(T one, T other) {
            return one;
        }

        static <T> T any(T... all) {
            return all[0];
        }

        static <T> T first(T one, T... more) {
            return one;
        }

        static <T> T counted(int count, Object... more) {
            return null;
        }

        static <T> T element(T[] all) {
            return all[0];
        }

        static <T> T head(List<T> list) {
            return list.get(0);
        }

        static <T> T headOfArrays(List<T[]> list) {
            return list.get(0)[0];
        }

        static <T> T supplied(Supplier<? extends T> supplier) {
            return supplier.get();
        }

        static <T> T consumed(Consumer<? super T> consumer) {
            return null;
        }

        static <K, V> V value(Map<K, V> map) {
            return null;
        }
    }

    interface Strings {
        String call(String one);
    }

    interface TwoStrings {
        String call(String one, String two);
    }

    interface TwoStringsToObject {
        Object call(String one, String two);
    }

    interface ToString {
        String call();
    }

    interface ToInteger {
        Integer call();
    }

    interface ToInt {
        int call();
    }

    interface ToObject {
        Object call();
    }

    interface Ints {
        int call(int one);
    }

    interface IntToLong {
        long call(int one);
    }

    interface LongToInt {
        int call(long one);
    }

    interface MixedToNumber {
        Number call(Integer one, Long two);
    }

    interface MixedToInteger {
        Integer call(Integer one, Long two);
    }

    interface Array {
        String call(String[] all);
    }

    interface ArrayToInteger {
        Integer call(String[] all);
    }

    interface OneAndArray {
        Number call(Integer one, Long[] more);
    }

    interface OneAndArrayToInteger {
        Integer call(Integer one, Long[] more);
    }

    interface ThreeToNumber {
        Number call(Integer one, Long two, Long three);
    }

    interface ThreeToInteger {
        Integer call(Integer one, Integer two, Long three);
    }

    interface Counted {
        String call(int count, Integer one);
    }

    interface StringList {
        String call(List<String> list);
    }

    interface StringListToInteger {
        Integer call(List<String> list);
    }

    interface RawList {
        @SuppressWarnings("rawtypes")
        Integer call(List list);
    }

    interface StringSet {
        Integer call(Set<String> set);
    }

    interface ArrayList {
        String call(List<String[]> list);
    }

    interface ArrayListToInteger {
        Integer call(List<String[]> list);
    }

    interface StringSupplier {
        String call(Supplier<String> supplier);
    }

    interface StringSupplierToInteger {
        Integer call(Supplier<String> supplier);
    }

    interface ObjectConsumer {
        String call(Consumer<Object> consumer);
    }

    interface StringToInteger {
        Integer call(Map<String, Integer> map);
    }

    interface StringToIntegerGivesString {
        String call(Map<String, Integer> map);
    }

    static Stream<Arguments> inferred() {
        return Stream.of(
                Arguments.of("plain", Strings.class, null),
                Arguments.of("list", Strings.class, null),
                Arguments.of("same", Strings.class, String.class),
                Arguments.of("same", Ints.class, Integer.class),
                Arguments.of("same", IntToLong.class, Integer.class),
                Arguments.of("same", LongToInt.class, null),
                Arguments.of("made", ToString.class, String.class),
                Arguments.of("made", ToInt.class, Integer.class),
                Arguments.of("number", ToInt.class, Integer.class),
                Arguments.of("number", ToString.class, null),
                Arguments.of("ordered", ToString.class, String.class),
                Arguments.of("ordered", ToObject.class, null),
                Arguments.of("both", ToInteger.class, Integer.class),
                Arguments.of("both", ToString.class, null),
                Arguments.of("below", ToString.class, String.class),
                Arguments.of("either", TwoStrings.class, String.class),
                Arguments.of("either", TwoStringsToObject.class, String.class),
                Arguments.of("either", MixedToNumber.class, Number.class),
                Arguments.of("either", MixedToInteger.class, null),
                Arguments.of("any", ToString.class, String.class),
                Arguments.of("any", Strings.class, String.class),
                Arguments.of("any", Ints.class, Integer.class),
                Arguments.of("any", MixedToNumber.class, Number.class),
                Arguments.of("any", MixedToInteger.class, null),
                Arguments.of("any", Array.class, String.class),
                Arguments.of("any", ArrayToInteger.class, null),
                Arguments.of("first", TwoStrings.class, String.class),
                Arguments.of("first", MixedToNumber.class, Number.class),
                Arguments.of("first", MixedToInteger.class, null),
                Arguments.of("first", OneAndArray.class, Number.class),
                Arguments.of("first", OneAndArrayToInteger.class, null),
                Arguments.of("first", ThreeToNumber.class, Number.class),
                Arguments.of("first", ThreeToInteger.class, null),
                Arguments.of("counted", Counted.class, String.class),
                Arguments.of("element", Array.class, String.class),
                Arguments.of("element", ArrayToInteger.class, null),
                Arguments.of("head", StringList.class, String.class),
                Arguments.of("head", StringListToInteger.class, null),
                Arguments.of("head", RawList.class, Integer.class),
                Arguments.of("head", StringSet.class, Integer.class),
                Arguments.of("headOfArrays", ArrayList.class, String.class),
                Arguments.of("headOfArrays", ArrayListToInteger.class, null),
                Arguments.of("supplied", StringSupplier.class, String.class),
                Arguments.of("supplied", StringSupplierToInteger.class, null),
                Arguments.of("consumed", ObjectConsumer.class, String.class),
                Arguments.of("value", StringToInteger.class, Integer.class),
                Arguments.of("value", StringToIntegerGivesString.class, null));
    }

    @ParameterizedTest
    @MethodSource("inferred")
    void result_isWhatIsPassed_orElseWhatIsWanted(String function, Class<?> api, Class<?> result) {
        Method method = Arrays.stream(F.class.getDeclaredMethods())
                .filter(candidate -> candidate.getName().equals(function))
                .findFirst()
                .orElseThrow();
        MethodType type = MethodType.methodType(method.getReturnType(), method.getParameterTypes());
        ApiMethod wanted = ApiMethod.of(api).get(0);
        assertThat(GenericResult.infer(F.class, function, type, wanted).orElse(null))
                .isEqualTo(result);
        assertThat(GenericResult.infer(F.class, "missing", type, wanted)).isEmpty();
    }
}
