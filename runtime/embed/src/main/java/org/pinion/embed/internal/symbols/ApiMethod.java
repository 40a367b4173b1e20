// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.symbols;

import java.lang.invoke.MethodType;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * An abstract method of an interface, as it is seen from that interface.
 *
 * <p>A generic method that a subinterface declares anew, such as {@code f(T)} as {@code f(String)}, is one method here,
 * with two descriptors to be implemented.
 */
final class ApiMethod {

    private final String name;
    private final List<ApiType> parameters;
    private final List<Type> genericParameters;
    private ApiType result;
    private final List<MethodType> descriptors = new ArrayList<>();

    private ApiMethod(Method method, List<ApiType> parameters, ApiType result) {
        this.name = method.getName();
        this.parameters = parameters;
        this.genericParameters = List.of(method.getGenericParameterTypes());
        this.result = result;
    }

    /** Lists the abstract methods of an interface, without those that every object has. */
    static List<ApiMethod> of(Class<?> api) {
        Map<TypeVariable<?>, Type> arguments = new HashMap<>();
        collectTypeArguments(api, arguments);
        Map<String, ApiMethod> methods = new LinkedHashMap<>();
        Method[] declared = api.getMethods();
        // Reflection gives no order; a stable one makes stable messages.
        Arrays.sort(declared, Comparator.comparing(Method::toString));
        for (Method method : declared) {
            if (!Modifier.isAbstract(method.getModifiers()) || isObjectMethod(method)) {
                continue;
            }
            List<ApiType> parameters = Arrays.stream(method.getGenericParameterTypes())
                    .map(type -> resolve(type, arguments))
                    .toList();
            ApiType result = resolve(method.getGenericReturnType(), arguments);
            ApiMethod merged = methods.computeIfAbsent(
                    method.getName() + parameters, key -> new ApiMethod(method, parameters, result));
            if (merged.result.type().isAssignableFrom(result.type())) {
                merged.result = result;
            }
            merged.descriptors.add(MethodType.methodType(method.getReturnType(), method.getParameterTypes()));
        }
        return List.copyOf(methods.values());
    }

    String name() {
        return name;
    }

    List<ApiType> parameters() {
        return parameters;
    }

    /** The parameters as they are declared, with their type arguments. */
    List<Type> genericParameters() {
        return genericParameters;
    }

    ApiType result() {
        return result;
    }

    /** The erased types under which the method must be implemented: one, or more for a redeclared generic method. */
    List<MethodType> descriptors() {
        return descriptors;
    }

    /** The types in the descriptors, which the implementing class must be able to name. */
    Set<Class<?>> erasures() {
        Set<Class<?>> types = new TreeSet<>(Comparator.comparing(Class::getName));
        for (MethodType descriptor : descriptors) {
            types.add(descriptor.returnType());
            types.addAll(descriptor.parameterList());
        }
        return types;
    }

    /** Shows the method as Java source does, with the types that are known: {@code int applyAsInt(int, int)}. */
    String text(JavaText text) {
        return text.of(result.type()) + " " + name + "("
                + String.join(
                        ", ",
                        parameters.stream().map(type -> text.of(type.type())).toList())
                + ")";
    }

    private static boolean isObjectMethod(Method method) {
        try {
            return Modifier.isPublic(Object.class
                    .getDeclaredMethod(method.getName(), method.getParameterTypes())
                    .getModifiers());
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    private static void collectTypeArguments(Class<?> api, Map<TypeVariable<?>, Type> arguments) {
        for (Type parent : api.getGenericInterfaces()) {
            if (parent instanceof ParameterizedType generic) {
                Class<?> raw = (Class<?>) generic.getRawType();
                for (int i = 0; i < raw.getTypeParameters().length; i++) {
                    arguments.put(raw.getTypeParameters()[i], generic.getActualTypeArguments()[i]);
                }
                collectTypeArguments(raw, arguments);
            } else {
                collectTypeArguments((Class<?>) parent, arguments);
            }
        }
    }

    private static ApiType resolve(Type type, Map<TypeVariable<?>, Type> arguments) {
        if (type instanceof Class<?> known) {
            return new ApiType(known, false);
        }
        if (type instanceof ParameterizedType generic) {
            return new ApiType((Class<?>) generic.getRawType(), false);
        }
        if (type instanceof GenericArrayType array) {
            ApiType component = resolve(array.getGenericComponentType(), arguments);
            return new ApiType(component.type().arrayType(), component.free());
        }
        TypeVariable<?> variable = (TypeVariable<?>) type;
        Type argument = arguments.get(variable);
        if (argument != null) {
            return resolve(argument, arguments);
        }
        // What a caller of a generic method may choose, an implementation may not.
        boolean free = variable.getGenericDeclaration() instanceof Class<?>;
        return new ApiType(resolve(variable.getBounds()[0], arguments).type(), free);
    }
}
