// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.symbols;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serializable;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a type converts to in an invocation: the Java Language Specification, 5.1.2 and 5.3. */
class LooseConversionsTests {

    private static final Set<Class<?>> PRIMITIVES = Set.of(
            boolean.class,
            byte.class,
            short.class,
            char.class,
            int.class,
            long.class,
            float.class,
            double.class,
            void.class);

    /** The widening primitive conversions, as the specification lists them. */
    private static final Map<Class<?>, Set<Class<?>>> WIDER = Map.of(
            byte.class, Set.of(short.class, int.class, long.class, float.class, double.class),
            short.class, Set.of(int.class, long.class, float.class, double.class),
            char.class, Set.of(int.class, long.class, float.class, double.class),
            int.class, Set.of(long.class, float.class, double.class),
            long.class, Set.of(float.class, double.class),
            float.class, Set.of(double.class));

    private static Class<?> boxOf(Class<?> primitive) {
        return MethodType.methodType(primitive).wrap().returnType();
    }

    @Test
    void primitive_convertsToItselfAndTheWiderOnes() {
        for (Class<?> from : PRIMITIVES) {
            for (Class<?> to : PRIMITIVES) {
                boolean expected =
                        from == to || WIDER.getOrDefault(from, Set.of()).contains(to);
                assertThat(LooseConversions.converts(from, to))
                        .as("%s to %s", from, to)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void box_isUnboxedAndWidened_butNotWhatIsNoBox() {
        for (Class<?> from : PRIMITIVES) {
            for (Class<?> to : PRIMITIVES) {
                boolean expected = from != void.class && LooseConversions.converts(from, to);
                assertThat(LooseConversions.converts(boxOf(from), to))
                        .as("%s to %s", boxOf(from), to)
                        .isEqualTo(expected);
            }
        }
        assertThat(LooseConversions.converts(Object.class, int.class)).isFalse();
        assertThat(LooseConversions.converts(Number.class, int.class)).isFalse();
        assertThat(LooseConversions.converts(String.class, char.class)).isFalse();
    }

    @Test
    void primitive_isBoxedAndNotWidenedThen() {
        assertThat(List.of(Integer.class, Number.class, Comparable.class, Serializable.class, Object.class))
                .allMatch(to -> LooseConversions.converts(int.class, to));
        assertThat(List.of(Long.class, Double.class, Character.class, String.class))
                .noneMatch(to -> LooseConversions.converts(int.class, to));
        assertThat(LooseConversions.converts(boolean.class, Number.class)).isFalse();
        assertThat(LooseConversions.converts(void.class, Object.class)).isFalse();
        assertThat(LooseConversions.converts(Object.class, void.class)).isFalse();
    }

    @Test
    void reference_convertsToItsSupertypes() {
        assertThat(LooseConversions.converts(String.class, CharSequence.class)).isTrue();
        assertThat(LooseConversions.converts(CharSequence.class, String.class)).isFalse();
        assertThat(LooseConversions.converts(String[].class, Object[].class)).isTrue();
        assertThat(LooseConversions.converts(int[].class, long[].class)).isFalse();
    }

    @Test
    void value_isAcceptedIfItsClassConverts_andNullWhereThereAreReferences() {
        assertThat(LooseConversions.accepts(long.class, 1)).isTrue();
        assertThat(LooseConversions.accepts(int.class, 1L)).isFalse();
        assertThat(LooseConversions.accepts(Object.class, "text")).isTrue();
        assertThat(LooseConversions.accepts(Integer.class, null)).isTrue();
        assertThat(LooseConversions.accepts(int.class, null)).isFalse();
    }

    @Test
    void box_ofAType_isItsWrapperOrItself() {
        assertThat(LooseConversions.box(int.class)).isEqualTo(Integer.class);
        assertThat(LooseConversions.box(String.class)).isEqualTo(String.class);
    }
}
