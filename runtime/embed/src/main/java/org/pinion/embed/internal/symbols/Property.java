// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.symbols;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The property that a method of an interface reads or writes (S8). Java, Kotlin and Scala name the methods of a
 * property differently; a host may use the names of one of them and a plugin those of another, or a variable.
 */
final class Property {

    private static final String SCALA_SETTER = "_$eq";

    private final String method;
    private final boolean reads;
    private final boolean writes;
    private final boolean isBoolean;

    /** What the property may be called if the method is called like an accessor, the best guess first. */
    private final Set<String> names = new LinkedHashSet<>();

    private Property(ApiMethod method) {
        this.method = method.name();
        Class<?> result = method.result().type();
        reads = method.parameters().isEmpty() && result != void.class;
        writes = method.parameters().size() == 1 && result == void.class;
        isBoolean = LooseConversions.box(writes ? method.parameters().get(0).type() : result) == Boolean.class;
        if (reads) {
            addBehind("get");
            if (isBoolean) {
                addBehind("is");
            }
        } else if (writes) {
            addBehind("set");
            if (method.name().endsWith(SCALA_SETTER)) {
                names.add(method.name().substring(0, method.name().length() - SCALA_SETTER.length()));
            }
        }
    }

    static Property of(ApiMethod method) {
        return new Property(method);
    }

    private void addBehind(String prefix) {
        if (isPrefix(prefix, method)) {
            String rest = method.substring(prefix.length());
            names.add(rest.substring(0, 1).toLowerCase(Locale.ROOT) + rest.substring(1));
            names.add(rest);
            if (isBoolean) {
                names.add("is" + rest);
            }
        }
    }

    private static boolean isPrefix(String prefix, String name) {
        return name.startsWith(prefix)
                && name.length() > prefix.length()
                && !Character.isLowerCase(name.charAt(prefix.length()));
    }

    /** The name of the variable that an accessor is for; {@code null} if the method is not called like one. */
    String variable() {
        return names.isEmpty() ? null : names.iterator().next();
    }

    /** Finds what reads or writes the property: for each name that it may have the variable, then the accessors. */
    List<List<MemberSymbol>> candidates(Function<String, List<MemberSymbol>> named) {
        List<List<MemberSymbol>> found = new ArrayList<>();
        if (reads || writes) {
            Set<String> all = new LinkedHashSet<>(names);
            all.add(method);
            all.forEach(name -> addCandidates(name, named, found));
            found.removeIf(List::isEmpty);
        }
        return found;
    }

    private void addCandidates(
            String name, Function<String, List<MemberSymbol>> named, List<List<MemberSymbol>> found) {
        List<MemberSymbol> own = named.apply(name);
        String capital = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        if (reads) {
            found.add(own);
            found.add(named.apply("get" + capital));
            found.add(isBoolean ? named.apply("is" + capital) : List.of());
        } else {
            found.add(own.stream().filter(VariableSymbol.class::isInstance).toList());
            found.add(named.apply("set" + capital));
            found.add(isPrefix("is", name) ? named.apply("set" + name.substring(2)) : List.of());
            found.add(own.stream().flatMap(Property::settersOfScala).toList());
        }
    }

    /** A setter of Scala is no symbol: it stands beside the getter. */
    private static Stream<MemberSymbol> settersOfScala(MemberSymbol getter) {
        return getter instanceof FunctionSymbol function
                ? function.withSuffix(SCALA_SETTER).stream().map(MemberSymbol.class::cast)
                : Stream.empty();
    }
}
