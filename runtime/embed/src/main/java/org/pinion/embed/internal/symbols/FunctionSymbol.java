// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.symbols;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.pinion.Function;
import org.pinion.Plugin;
import org.pinion.linker.Declaration;

/** A public static method as a symbol. */
final class FunctionSymbol extends MemberSymbol implements Function {

    private final MethodType type;
    private final SymbolContext context;

    /** Made when they are first needed; two threads may make them twice, which harms nobody. */
    private MethodHandle handle;

    private MethodHandle spreader;

    /**
     * Creates the symbol and checks that the method is there, without running code of its class.
     *
     * @throws ReflectiveOperationException if the class has no such public static method
     * @throws LinkageError if a type of the method cannot be loaded
     */
    FunctionSymbol(
            Plugin plugin,
            Class<?> owner,
            Declaration declaration,
            String name,
            Adapters adapters,
            SymbolContext context)
            throws ReflectiveOperationException {
        super(plugin, owner, declaration, name, adapters);
        this.context = context;
        type = MethodType.fromMethodDescriptorString(declaration.descriptor(), owner.getClassLoader());
        find();
    }

    private MethodHandle find() throws ReflectiveOperationException {
        return MethodHandles.publicLookup().findStatic(owner, declaration.member(), type);
    }

    @Override
    public MethodType type() {
        return type;
    }

    @Override
    public MethodHandle handle() {
        // Not kept from the constructor: a handle made before its class is initialised checks for that at every call.
        MethodHandle found = handle;
        if (found == null) {
            try {
                found = find();
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(this + " was there when the plugin was opened", e);
            }
            handle = found;
        }
        return found;
    }

    @Override
    public Object call(Object... arguments) throws Throwable {
        MethodHandle found = spreader;
        if (found == null) {
            found = handle().asFixedArity().asType(type.generic()).asSpreader(Object[].class, type.parameterCount());
            spreader = found;
        }
        Object[] passed = checked(arguments);
        ClassLoader lent = lent();
        Thread thread = lent == null ? null : Thread.currentThread();
        ClassLoader before = lent == null ? null : thread.getContextClassLoader();
        try {
            if (lent != null) {
                thread.setContextClassLoader(lent);
            }
            return (Object) found.invokeExact(passed);
        } catch (Throwable e) {
            explain(e);
            throw e;
        } finally {
            if (lent != null) {
                thread.setContextClassLoader(before);
            }
        }
    }

    @Override
    ClassLoader lent() {
        return context.lendsLoader() ? owner.getClassLoader() : null;
    }

    @Override
    Consumer<Throwable> explainer() {
        return this::explain;
    }

    private void explain(Throwable error) {
        try {
            context.threw(name(), error);
        } catch (Throwable e) {
            // Nothing may come between the caller and the error, whatever state the runtime is in.
        }
    }

    private Object[] checked(Object[] arguments) {
        Object[] fixed = arguments;
        if (!accepts(fixed) && declaration.varargs() && arguments.length >= type.parameterCount() - 1) {
            fixed = collected(arguments);
        }
        if (!accepts(fixed)) {
            List<String> given = new ArrayList<>();
            for (Object argument : arguments) {
                given.add(argument == null ? "null" : JavaText.PLAIN.of(argument.getClass()));
            }
            throw mistyped(
                    "plugin",
                    List.of("cannot call " + text(JavaText.PLAIN) + " of plugin " + plugin.name() + " with ("
                            + String.join(", ", given) + ")"));
        }
        return fixed;
    }

    private boolean accepts(Object[] arguments) {
        if (arguments.length != type.parameterCount()) {
            return false;
        }
        for (int i = 0; i < arguments.length; i++) {
            if (!LooseConversions.accepts(type.parameterType(i), arguments[i])) {
                return false;
            }
        }
        return true;
    }

    /** Puts the arguments of a varargs method into its array, or gives them back as they are if they do not fit it. */
    private Object[] collected(Object[] arguments) {
        int fixed = type.parameterCount() - 1;
        Class<?> element = type.lastParameterType().componentType();
        Object array = Array.newInstance(element, arguments.length - fixed);
        for (int i = fixed; i < arguments.length; i++) {
            if (!LooseConversions.accepts(element, arguments[i])) {
                return arguments;
            }
            Array.set(array, i - fixed, arguments[i]);
        }
        Object[] collected = Arrays.copyOf(arguments, fixed + 1, Object[].class);
        collected[fixed] = array;
        return collected;
    }

    @Override
    Optional<MethodHandle> fit(ApiMethod method) {
        return fitParameters(method).flatMap(fitted -> fitResult(fitted, method));
    }

    private Optional<MethodHandle> fitParameters(ApiMethod method) {
        if (passes(method.parameters(), type)) {
            return Optional.of(handle().asFixedArity());
        }
        int collected = method.parameters().size() - type.parameterCount() + 1;
        if (declaration.varargs() && collected >= 0) {
            MethodHandle collector = handle().asFixedArity().asCollector(type.lastParameterType(), collected);
            if (passes(method.parameters(), collector.type())) {
                return Optional.of(collector);
            }
        }
        return Optional.empty();
    }

    private Optional<MethodHandle> fitResult(MethodHandle fitted, ApiMethod method) {
        return method.result().takes(type.returnType())
                ? Optional.of(fitted)
                : GenericResult.infer(owner, declaration.member(), type, method)
                        .map(result -> fitted.asType(fitted.type().changeReturnType(result)));
    }

    /** Finds the function beside this one that takes what this one returns, and is called like it and a suffix. */
    Optional<FunctionSymbol> withSuffix(String suffix) {
        if (type.parameterCount() > 0 || type.returnType() == void.class) {
            return Optional.empty();
        }
        String member = declaration.member() + suffix;
        String descriptor = MethodType.methodType(void.class, type.returnType()).toMethodDescriptorString();
        Declaration other = declaration.sibling(member, descriptor);
        try {
            return Optional.of(new FunctionSymbol(plugin, owner, other, member, adapters, context));
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }

    private static boolean passes(List<ApiType> arguments, MethodType type) {
        if (arguments.size() != type.parameterCount()) {
            return false;
        }
        for (int i = 0; i < arguments.size(); i++) {
            if (!arguments.get(i).passesTo(type.parameterType(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    boolean isAtLeastAsSpecificAs(MemberSymbol other) {
        return other instanceof FunctionSymbol function
                && passes(
                        type.parameterList().stream()
                                .map(parameter -> new ApiType(parameter, false))
                                .toList(),
                        function.type);
    }

    @Override
    String text(JavaText text) {
        return text.of(type.returnType()) + " " + declaration.bareName() + text.of(type, declaration.varargs());
    }

    @Override
    List<Class<?>> types() {
        List<Class<?>> types = new ArrayList<>(type.parameterList());
        types.add(type.returnType());
        return types;
    }
}
