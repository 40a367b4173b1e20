// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.symbols;

import java.lang.invoke.MethodType;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.MalformedParameterizedTypeException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds what a type variable stands for that is the result of a function, as the compiler does for a method reference:
 * the erased result, such as {@code Object}, is then cast to it (S7). The signature with the variable is read only if
 * the erased types do not fit.
 */
final class GenericResult {

    private final TypeVariable<?> variable;
    private final ApiMethod method;

    /** What the interface passes where the function takes the variable. */
    private final List<Class<?>> passed = new ArrayList<>();

    private GenericResult(TypeVariable<?> variable, ApiMethod method) {
        this.variable = variable;
        this.method = method;
    }

    /**
     * Infers the result of a function for a method of an interface.
     *
     * @return the class that the result is cast to; empty if the result is no type variable or nothing fits
     */
    static Optional<Class<?>> infer(Class<?> owner, String name, MethodType type, ApiMethod method) {
        try {
            Method function = owner.getDeclaredMethod(name, type.parameterArray());
            if (function.getReturnType() != type.returnType()
                    || !(function.getGenericReturnType() instanceof TypeVariable<?> variable)) {
                return Optional.empty();
            }
            GenericResult result = new GenericResult(variable, method);
            result.collect(function);
            return result.inferred();
        } catch (NoSuchMethodException
                | LinkageError
                | TypeNotPresentException
                | MalformedParameterizedTypeException e) {
            // Without a signature that can be read the result is what it is erased to.
            return Optional.empty();
        }
    }

    private void collect(Method function) {
        Type[] taken = function.getGenericParameterTypes();
        List<ApiType> given = method.parameters();
        for (int i = 0; i < taken.length; i++) {
            boolean collects = function.isVarArgs() && i == taken.length - 1;
            boolean asArray = i < given.size() && given.get(i).type().isArray() && given.size() == taken.length;
            if (!collects || asArray) {
                collect(
                        taken[i],
                        given.get(i).type(),
                        method.genericParameters().get(i));
            } else if (taken[i] instanceof GenericArrayType array) {
                // Each of the arguments that are put into the array stands for an element.
                for (ApiType argument : given.subList(i, given.size())) {
                    collect(array.getGenericComponentType(), argument.type(), null);
                }
            }
        }
    }

    private void collect(Type taken, Class<?> given, Type generic) {
        if (taken.equals(variable)) {
            passed.add(LooseConversions.box(given));
        } else if (taken instanceof GenericArrayType array && given.isArray()) {
            collect(array.getGenericComponentType(), given.componentType(), null);
        } else if (taken instanceof ParameterizedType wanted
                && generic instanceof ParameterizedType argument
                && wanted.getRawType().equals(argument.getRawType())) {
            for (int i = 0; i < wanted.getActualTypeArguments().length; i++) {
                Type inside = wanted.getActualTypeArguments()[i];
                if (inside instanceof WildcardType wildcard && wildcard.getLowerBounds().length == 0) {
                    inside = wildcard.getUpperBounds()[0];
                }
                if (argument.getActualTypeArguments()[i] instanceof Class<?> known) {
                    collect(inside, known, known);
                }
            }
        }
    }

    private Optional<Class<?>> inferred() {
        Class<?> result = method.result().type();
        Class<?> boxed = LooseConversions.box(result);
        if (passed.isEmpty()) {
            return List.of(variable.getBounds()).stream().allMatch(bound -> admits(bound, boxed))
                    ? Optional.of(boxed)
                    : Optional.empty();
        }
        Class<?> first = passed.get(0);
        if (passed.stream().allMatch(first::equals)) {
            return LooseConversions.converts(first, result) ? Optional.of(first) : Optional.empty();
        }
        return passed.stream().allMatch(boxed::isAssignableFrom) ? Optional.of(boxed) : Optional.empty();
    }

    private static boolean admits(Type bound, Class<?> type) {
        Type raw = bound instanceof ParameterizedType generic ? generic.getRawType() : bound;
        return !(raw instanceof Class<?> known) || known.isAssignableFrom(type);
    }
}
