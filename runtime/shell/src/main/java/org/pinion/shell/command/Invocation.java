// SPDX-License-Identifier: Apache-2.0
package org.pinion.shell.command;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pinion.Function;

/**
 * A function with arguments that fit it.
 *
 * @since 0.1
 */
public final class Invocation {

    private final Function function;
    private final List<@Nullable Object> arguments;

    private Invocation(Function function, List<@Nullable Object> arguments) {
        this.function = function;
        this.arguments = arguments;
    }

    /**
     * Choose the function that the words fit.
     *
     * @param name what the user calls the function
     * @param candidates one function, or several with that name
     * @param words the arguments as they were given; {@code null} stands for itself
     * @return the function and its arguments
     * @throws CommandException if they fit none, or several
     */
    public static Invocation choose(String name, List<Function> candidates, List<@Nullable String> words)
            throws CommandException {
        if (candidates.size() == 1) {
            return of(name, candidates.get(0), words);
        }
        List<Invocation> fitting = new ArrayList<>();
        for (Function candidate : candidates) {
            try {
                fitting.add(of(name, candidate, words));
            } catch (CommandException e) {
                // Another one may fit; if none does, all are shown.
            }
        }
        // As in Java, an array is made of arguments only if nothing else fits.
        if (fitting.stream().anyMatch(invocation -> !isVarargs(invocation.function()))) {
            fitting.removeIf(invocation -> isVarargs(invocation.function()));
        }
        if (fitting.size() == 1) {
            return fitting.get(0);
        }
        String given = "(" + String.join(", ", words) + ")";
        throw fitting.isEmpty()
                ? SymbolChoice.ambiguous("no " + name + " takes " + given + ", there is", candidates)
                : SymbolChoice.ambiguous(
                        name + given + " is ambiguous, choose one of",
                        fitting.stream().map(Invocation::function).toList());
    }

    private static Invocation of(String name, Function function, List<@Nullable String> words) throws CommandException {
        MethodType type = function.type();
        int fixed = isVarargs(function) ? type.parameterCount() - 1 : type.parameterCount();
        if (isVarargs(function) ? words.size() < fixed : words.size() != fixed) {
            throw new CommandException(
                    name + " takes " + count(function, fixed) + ", not " + words.size(),
                    List.of(function.declaration()));
        }
        List<@Nullable Object> arguments = new ArrayList<>();
        for (int i = 0; i < fixed; i++) {
            arguments.add(convert(name, function, type.parameterType(i), words, i));
        }
        if (isVarargs(function)) {
            arguments.add(rest(name, function, words, fixed));
        }
        return new Invocation(function, arguments);
    }

    private static String count(Function function, int fixed) {
        String number = (isVarargs(function) ? "at least " : "") + (fixed == 0 ? "no" : fixed);
        return number + (fixed == 1 ? " argument" : " arguments");
    }

    private static Object rest(String name, Function function, List<@Nullable String> words, int from)
            throws CommandException {
        Class<?> element = function.type().lastParameterType().componentType();
        Object array = Array.newInstance(element, words.size() - from);
        for (int i = from; i < words.size(); i++) {
            Array.set(array, i - from, convert(name, function, element, words, i));
        }
        return array;
    }

    private static @Nullable Object convert(
            String name, Function function, Class<?> type, List<@Nullable String> words, int index)
            throws CommandException {
        try {
            return ArgumentConverter.convert(type, words.get(index));
        } catch (ArgumentConverter.UnfitException e) {
            throw new CommandException(
                    "argument " + (index + 1) + " of " + name + ": " + e.getMessage(), List.of(function.declaration()));
        }
    }

    /**
     * Give the function.
     *
     * @return the function
     */
    public Function function() {
        return function;
    }

    /**
     * Give the arguments.
     *
     * @return one value for each parameter; {@code null} values are among them
     */
    public List<@Nullable Object> arguments() {
        return Collections.unmodifiableList(arguments);
    }

    private static boolean isVarargs(Function function) {
        return function.handle().isVarargsCollector();
    }

    /**
     * Call the function.
     *
     * @return its result, {@code null} if it has none
     * @throws CommandException if it throws anything
     */
    public @Nullable Object run() throws CommandException {
        try {
            return function.call(arguments.toArray());
        } catch (Throwable e) {
            throw new CommandException(qualifiedName() + " threw " + ValueText.oneLine(e), e);
        }
    }

    private String qualifiedName() {
        return owner().getSimpleName() + "."
                + MethodHandles.publicLookup().revealDirect(function.handle()).getName();
    }

    /**
     * Tell where the function is.
     *
     * @return its class
     */
    public Class<?> owner() {
        return MethodHandles.publicLookup().revealDirect(function.handle()).getDeclaringClass();
    }
}
