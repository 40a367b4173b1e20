// SPDX-License-Identifier: Apache-2.0
package org.pinion.shell.command;

import java.lang.invoke.MethodType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns words of the command line into values of a parameter's type.
 *
 * @since 0.1
 */
public final class ArgumentConverter {

    private static final Map<Class<?>, Function<String, Object>> PARSERS = Map.of(
            Boolean.class, ArgumentConverter::parseBoolean,
            Character.class, ArgumentConverter::parseCharacter,
            Byte.class, Byte::valueOf,
            Short.class, Short::valueOf,
            Integer.class, Integer::valueOf,
            Long.class, Long::valueOf,
            Float.class, Float::valueOf,
            Double.class, Double::valueOf,
            BigInteger.class, BigInteger::new,
            BigDecimal.class, BigDecimal::new);

    private ArgumentConverter() {}

    /**
     * Says why a word is no value of a type: {@code 'x' is not of type int}.
     *
     * @since 0.1
     */
    public static final class UnfitException extends Exception {
        private static final long serialVersionUID = 1L;

        UnfitException(String message) {
            super(message);
        }
    }

    /**
     * Convert a word.
     *
     * @param type the parameter's type
     * @param word the word, without changes; {@code null} is a value of every type that is not primitive
     * @return the value, boxed if the type is primitive
     * @throws UnfitException if it is no value of the type, or there is no way to write one
     */
    public static @Nullable Object convert(Class<?> type, @Nullable String word) throws UnfitException {
        if (word == null) {
            if (type.isPrimitive()) {
                throw new UnfitException("null is not of type " + type);
            }
            return null;
        }
        if (type.isAssignableFrom(String.class)) {
            return word;
        }
        if (type == Path.class) {
            return Path.of(word);
        }
        if (type.isEnum()) {
            return constant(type, word);
        }
        Function<String, Object> parser =
                PARSERS.get(MethodType.methodType(type).wrap().returnType());
        if (parser == null) {
            throw new UnfitException("a value of type " + type.getTypeName() + " cannot be written as a word");
        }
        try {
            return parser.apply(word);
        } catch (IllegalArgumentException e) {
            throw new UnfitException(isNot(word, type));
        }
    }

    private static String isNot(String word, Class<?> type) {
        return "'" + word + "' is not of type " + type.getSimpleName();
    }

    private static Object constant(Class<?> type, String word) throws UnfitException {
        Object[] constants = type.getEnumConstants();
        for (Object constant : constants) {
            if (name(constant).equals(word)) {
                return constant;
            }
        }
        throw new UnfitException(isNot(word, type) + ", which has "
                + Arrays.stream(constants).map(ArgumentConverter::name).collect(Collectors.joining(", ")));
    }

    private static String name(Object constant) {
        return ((Enum<?>) constant).name();
    }

    /** {@link Boolean#valueOf(String)} takes every mistake for {@code false}. */
    private static Boolean parseBoolean(String word) {
        return switch (word) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(word);
        };
    }

    private static Character parseCharacter(String word) {
        if (word.length() != 1) {
            throw new IllegalArgumentException(word);
        }
        return word.charAt(0);
    }
}
