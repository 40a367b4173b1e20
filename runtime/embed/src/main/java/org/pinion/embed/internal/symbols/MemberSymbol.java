// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.symbols;

import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.pinion.Plugin;
import org.pinion.Problem.Kind;
import org.pinion.SymbolTypeException;
import org.pinion.linker.Declaration;
import org.pinion.spi.Problems;

/** What functions and variables have in common: where they come from, and the objects made of them. */
abstract class MemberSymbol {

    private static final String CONVERSION = "interface conversion";

    final Plugin plugin;
    final Class<?> owner;
    final Declaration declaration;
    private final String name;
    final Adapters adapters;
    private final ObjectsByType objects = new ObjectsByType();

    MemberSymbol(Plugin plugin, Class<?> owner, Declaration declaration, String name, Adapters adapters) {
        this.plugin = plugin;
        this.owner = owner;
        this.declaration = declaration;
        this.name = name;
        this.adapters = adapters;
    }

    /**
     * Fits the symbol to a method of an interface.
     *
     * @return a handle whose parameters and result convert to those of the method by {@code asType}, empty if it does
     *     not fit
     */
    abstract Optional<MethodHandle> fit(ApiMethod method);

    static SymbolTypeException mistyped(String operation, List<String> problems) {
        return mistyped(operation, problems, null);
    }

    private static SymbolTypeException mistyped(String operation, List<String> problems, Throwable cause) {
        return new SymbolTypeException(
                operation,
                problems.stream()
                        .map(problem -> Problems.of(Kind.SYMBOL_TYPE, "", problem, ""))
                        .toList(),
                cause);
    }

    final Optional<Adapters.Target> target(ApiMethod method) {
        return fit(method).map(handle -> new Adapters.Target(handle, explainer()));
    }

    /** Gives what is told of classes that the plugin did not find; nothing if no code of the plugin runs. */
    Consumer<Throwable> explainer() {
        return error -> {};
    }

    /** Gives the context class loader that the code of the symbol is to have; {@code null} for that of the caller. */
    ClassLoader lent() {
        return null;
    }

    /** Shows the symbol as the left side of a failed type assertion: {@code int ExportedFunc(int, int)}. */
    abstract String text(JavaText text);

    /** Tells why the symbol does not fit although its types do, or returns {@code null}. */
    String objection(ApiMethod method) {
        return null;
    }

    public final String name() {
        return name;
    }

    public final Plugin plugin() {
        return plugin;
    }

    public final String declaration() {
        return declaration.declaration();
    }

    @Override
    public final String toString() {
        return declaration() + " of plugin " + plugin.name();
    }

    public final <T> T as(Class<T> functionalInterface) {
        return objects.get(functionalInterface, () -> make(functionalInterface));
    }

    private <T> T make(Class<T> api) {
        String objection = objectionTo(api);
        if (objection != null) {
            throw mistyped(CONVERSION, List.of(objection));
        }
        List<ApiMethod> methods = adapters.methods(api);
        if (methods.size() != 1) {
            throw mistyped(
                    CONVERSION,
                    List.of(api.getName() + " is not a functional interface, it has "
                            + (methods.isEmpty() ? "no" : methods.size()) + " abstract methods"));
        }
        ApiMethod method = methods.get(0);
        Adapters.Target target = target(method).orElseThrow(() -> mistyped(CONVERSION, List.of(mismatch(method, api))));
        return implement(adapters, api, List.of(target), lent(), CONVERSION, this);
    }

    private static final String TWO_LOADERS = "two class loaders of the host have the class; let one of them load the"
            + " package that is shared, Pinion and Felix, and the classes that use them: with Spring Boot's devtools, name"
            + " their jars with restart.include in META-INF/spring-devtools.properties, or leave devtools out";

    /** Says what the symbol is and what the method wants it to be; both in Java syntax. */
    final String mismatch(ApiMethod method, Class<?> api) {
        String is = text(JavaText.PLAIN);
        String wanted = method.text(JavaText.PLAIN);
        String objection = objection(method);
        if (fitsByName(method)) {
            is = text(JavaText.WITH_OWNER);
            wanted = method.text(JavaText.WITH_OWNER);
            if (is.substring(is.indexOf('(')).equals(wanted.substring(wanted.indexOf('(')))
                    && is.contains("(of the host)")) {
                is = text(JavaText.WITH_LOADER);
                wanted = method.text(JavaText.WITH_LOADER);
                objection = TWO_LOADERS;
            }
        }
        return "symbol of plugin " + plugin.name() + " is " + is + ", not " + wanted + " of " + api.getName()
                + (objection == null ? "" : ": " + objection);
    }

    /** Tells whether two different classes with one name are what keeps the symbol from fitting. */
    private boolean fitsByName(ApiMethod method) {
        Set<String> names = new HashSet<>();
        Set<Class<?>> classes = new HashSet<>();
        List<Class<?>> all = new ArrayList<>(types());
        method.parameters().forEach(type -> all.add(type.type()));
        all.add(method.result().type());
        for (Class<?> type : all) {
            names.add(type.getName());
            classes.add(type);
        }
        return names.size() < classes.size();
    }

    /** The types that the symbol is made of. */
    abstract List<Class<?>> types();

    /** Tells whether whatever fits this symbol fits the other one, too. */
    boolean isAtLeastAsSpecificAs(MemberSymbol other) {
        return this == other;
    }

    /** Says why no class can implement a type, or returns {@code null} if one can. */
    static String objectionTo(Class<?> api) {
        if (!api.isInterface() || api.isAnnotation()) {
            return api.getName() + " is not an interface";
        }
        if (api.isSealed()) {
            return api.getName() + " is sealed, nothing else can implement it";
        }
        if (api.isHidden()) {
            return api.getName() + " is a hidden class, nothing else can implement it";
        }
        return null;
    }

    /** Makes the object whose methods call the targets. */
    static <T> T implement(
            Adapters adapters,
            Class<T> api,
            List<Adapters.Target> targets,
            ClassLoader lent,
            String operation,
            Object source) {
        try {
            return adapters.implement(api, targets, lent, source);
        } catch (Adapters.InaccessibleInterfaceException | IllegalAccessException e) {
            throw mistyped(
                    operation, List.of(api.getName() + " is not accessible, make it public: " + e.getMessage()), e);
        }
    }
}
