// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.symbols;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.pinion.Plugin;
import org.pinion.Problem.Kind;
import org.pinion.Symbol;
import org.pinion.SymbolNotFoundException;
import org.pinion.linker.Declaration;
import org.pinion.linker.SymbolTable;
import org.pinion.spi.Problems;

/** The symbols of one plugin, by name and as implementations of interfaces. Immutable but for the objects it keeps. */
public final class PluginSymbols {

    private final Plugin plugin;
    private final Adapters adapters;
    private final List<Symbol> symbols;

    /**
     * Every name without parentheses that stands for one symbol. Safe to read without a lock, as it is never written
     * again.
     */
    private final Map<String, Symbol> byName;

    /** The names with parentheses; {@code null} until one is looked up, as hardly anybody does. */
    private volatile Map<String, Symbol> bySignature;

    private final SymbolContext context;
    private final ObjectsByType objects = new ObjectsByType();

    private PluginSymbols(
            Plugin plugin, Adapters adapters, List<Symbol> symbols, Map<String, Symbol> byName, SymbolContext context) {
        this.plugin = plugin;
        this.adapters = adapters;
        this.symbols = symbols;
        this.byName = byName;
        this.context = context;
    }

    /**
     * Find the members that are declared, without running code of the plugin.
     *
     * @param unlinked is told of each declaration that does not fit the classes of the bundle, and of what was thrown
     */
    public static PluginSymbols link(
            Plugin plugin,
            Bundle bundle,
            List<Declaration> declarations,
            Adapters adapters,
            SymbolContext context,
            BiConsumer<Declaration, Throwable> unlinked) {
        SymbolTable table = new SymbolTable(declarations);
        Map<String, Class<?>> owners = new HashMap<>();
        List<Symbol> symbols = new ArrayList<>();
        for (Declaration declaration : table.declarations()) {
            try {
                Class<?> owner = owners.get(declaration.type());
                if (owner == null) {
                    owner = bundle.loadClass(declaration.type());
                    owners.put(declaration.type(), owner);
                }
                String name = table.nameOf(declaration);
                symbols.add(
                        declaration.isFunction()
                                ? new FunctionSymbol(plugin, owner, declaration, name, adapters, context)
                                : new VariableSymbol(plugin, owner, declaration, name, adapters));
            } catch (ReflectiveOperationException | LinkageError | TypeNotPresentException e) {
                // Of a class that the verifier refuses the method handle says only that the member is missing.
                unlinked.accept(declaration, e.getCause() instanceof LinkageError error ? error : e);
            }
        }
        return new PluginSymbols(plugin, adapters, List.copyOf(symbols), byName(table, symbols), context);
    }

    private static Map<String, Symbol> byName(SymbolTable table, List<Symbol> symbols) {
        Map<String, Symbol> byName = new HashMap<>();
        for (Symbol symbol : symbols) {
            Declaration declaration = declarationOf(symbol);
            for (String name : List.of(declaration.bareName(), declaration.qualifiedName())) {
                if (table.find(name).size() == 1) {
                    byName.put(name, symbol);
                }
            }
        }
        return byName;
    }

    /** List the symbols, sorted by name. */
    public List<Symbol> all() {
        return symbols;
    }

    /** Find a symbol as {@link Plugin#lookup(String)} does; the plugin looks after a closed runtime. */
    public Symbol lookup(String name) {
        Symbol symbol = byName.get(name);
        if (symbol == null && name.endsWith(")")) {
            symbol = bySignature().get(name);
        }
        if (symbol == null) {
            throw notFound(name);
        }
        return symbol;
    }

    /** Gives the names with parentheses; two threads may find them twice, which harms nobody. */
    private Map<String, Symbol> bySignature() {
        Map<String, Symbol> found = bySignature;
        if (found == null) {
            Map<Declaration, Symbol> byDeclaration = new HashMap<>();
            symbols.forEach(symbol -> byDeclaration.put(declarationOf(symbol), symbol));
            Map<String, Symbol> names = new HashMap<>();
            new SymbolTable(List.copyOf(byDeclaration.keySet())).names().forEach((name, declarations) -> {
                if (declarations.size() == 1) {
                    names.put(name, byDeclaration.get(declarations.get(0)));
                }
            });
            found = names;
            bySignature = found;
        }
        return found;
    }

    private SymbolNotFoundException notFound(String name) {
        List<Symbol> candidates = candidates(name);
        if (candidates.isEmpty()) {
            return notFound(
                    name, "symbol " + name + " not found in plugin " + plugin.name(), () -> hint(name), List.of());
        }
        StringBuilder text = new StringBuilder("symbol ")
                .append(name)
                .append(" is ambiguous in plugin ")
                .append(plugin.name())
                .append(", it is one of");
        candidates.forEach(candidate ->
                text.append("\n").append(candidate.name()).append(": ").append(candidate.declaration()));
        return notFound(name, text.toString(), () -> null, candidates);
    }

    private static SymbolNotFoundException notFound(
            String name, String problem, Supplier<String> hint, List<Symbol> candidates) {
        return new SymbolNotFoundException(Problems.of(Kind.SYMBOL_NOT_FOUND, name, problem, ""), hint, candidates);
    }

    /** Says what may help somebody who looked up a name in vain, or returns {@code null}. */
    private String hint(String name) {
        int end = name.indexOf('(') < 0 ? name.length() : name.indexOf('(');
        String member = name.substring(name.lastIndexOf('.', end) + 1, end);
        List<String> published = symbols.stream()
                .filter(symbol -> declarationOf(symbol).member().equals(member))
                .map(Symbol::name)
                .toList();
        return published.isEmpty()
                ? context.notFound(name)
                        .orElseGet(() -> SimilarNames.hint(
                                name, symbols.stream().map(Symbol::name).toList()))
                : member + " is published as " + String.join(", ", published);
    }

    private List<Symbol> candidates(String name) {
        List<Declaration> found = new SymbolTable(
                        symbols.stream().map(PluginSymbols::declarationOf).toList())
                .find(name);
        return symbols.stream()
                .filter(symbol -> found.contains(declarationOf(symbol)))
                .toList();
    }

    private static Declaration declarationOf(Symbol symbol) {
        return ((MemberSymbol) symbol).declaration;
    }

    /** Implement an interface as {@link Plugin#bind(Class)} does. */
    public <T> T bind(Class<T> api) {
        return objects.get(api, () -> make(api));
    }

    private <T> T make(Class<T> api) {
        String operation = "plugin.Bind(" + api.getName() + ")";
        String objection = MemberSymbol.objectionTo(api);
        if (objection != null) {
            throw MemberSymbol.mistyped(operation, List.of(objection));
        }
        List<ApiMethod> methods = adapters.methods(api);
        List<Adapters.Target> targets = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (ApiMethod method : methods) {
            target(method, api, problems).ifPresent(targets::add);
        }
        if (!problems.isEmpty()) {
            throw MemberSymbol.mistyped(operation, problems);
        }
        ClassLoader lent = symbols.stream()
                .map(symbol -> ((MemberSymbol) symbol).lent())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return MemberSymbol.implement(
                adapters, api, targets, lent, operation, api.getName() + " of plugin " + plugin.name());
    }

    private Optional<Adapters.Target> target(ApiMethod method, Class<?> api, List<String> problems) {
        List<MemberSymbol> named = named(method.name());
        List<MemberSymbol> fitting = fitting(named, method);
        Property property = Property.of(method);
        if (fitting.isEmpty()) {
            for (List<MemberSymbol> accessors : property.candidates(this::named)) {
                fitting = fitting.isEmpty() ? fitting(accessors, method) : fitting;
                named = named.isEmpty() ? accessors : named;
            }
        }
        if (fitting.size() == 1) {
            return fitting.get(0).target(method);
        }
        if (named.isEmpty()) {
            String variable = property.variable() == null ? "" : "nor " + property.variable() + ", ";
            problems.add("symbol " + method.name() + " not found in plugin " + plugin.name() + ", " + variable
                    + "wanted " + method.text(JavaText.PLAIN));
        } else if (fitting.isEmpty()) {
            named.forEach(symbol -> problems.add(symbol.mismatch(method, api)));
        } else {
            problems.add("symbol " + method.name() + " is ambiguous in plugin " + plugin.name() + " for "
                    + method.text(JavaText.PLAIN) + ": "
                    + String.join(", ", fitting.stream().map(MemberSymbol::name).toList()));
        }
        return Optional.empty();
    }

    private List<MemberSymbol> named(String name) {
        return symbols.stream()
                .map(MemberSymbol.class::cast)
                .filter(symbol -> symbol.declaration.bareName().equals(name))
                .toList();
    }

    /** Leaves those that fit, and of several the most specific ones if there are any. */
    private static List<MemberSymbol> fitting(List<MemberSymbol> named, ApiMethod method) {
        List<MemberSymbol> fitting =
                named.stream().filter(symbol -> symbol.fit(method).isPresent()).toList();
        List<MemberSymbol> specific = fitting.size() > 1 ? mostSpecific(fitting, method) : List.of();
        return specific.isEmpty() ? fitting : specific;
    }

    /** Chooses among overloads as Java does: the one without a conversion, else that which could call all others. */
    private static List<MemberSymbol> mostSpecific(List<MemberSymbol> fitting, ApiMethod method) {
        List<Class<?>> wanted =
                method.parameters().stream().<Class<?>>map(ApiType::type).toList();
        List<MemberSymbol> exact = fitting.stream()
                .filter(symbol -> symbol instanceof FunctionSymbol function
                        && function.type().parameterList().equals(wanted))
                .toList();
        return !exact.isEmpty()
                ? exact
                : fitting.stream()
                        .filter(symbol -> fitting.stream().allMatch(symbol::isAtLeastAsSpecificAs))
                        .toList();
    }
}
