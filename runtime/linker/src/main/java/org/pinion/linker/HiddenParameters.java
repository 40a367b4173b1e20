// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.signature.SignatureReader;
import org.objectweb.asm.signature.SignatureVisitor;

/**
 * Finds functions that want an object which no host can have: the type is hidden in the plugin, and no symbol gives an
 * object of it. With a symbol that gives one the host can pass it on, as a handle, without naming its type.
 */
final class HiddenParameters {

    private final Set<String> packages;
    private final Map<Declaration, ClassFacts.Member> symbols;
    private final Set<String> given;

    HiddenParameters(List<ClassFacts> classes, TypeHierarchy hierarchy, Map<Declaration, ClassFacts.Member> symbols) {
        this.packages = classes.stream().map(ClassFacts::packageName).collect(Collectors.toSet());
        this.symbols = symbols;
        Set<String> types = new TreeSet<>();
        symbols.values().forEach(member -> addTypesGivenBy(member, types));
        this.given = hierarchy.withSupertypes(types);
    }

    /** Finds them, given the packages that hosts can see although the bundle has classes of them. */
    List<Finding> find(Predicate<String> visible) {
        List<Finding> findings = new ArrayList<>();
        symbols.entrySet().stream()
                .filter(entry -> entry.getKey().isFunction())
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(Declaration::type)
                        .thenComparing(Declaration::member)
                        .thenComparing(Declaration::descriptor)))
                .forEach(entry -> {
                    Declaration symbol = entry.getKey();
                    for (Type type : parameters(symbol)) {
                        String name = type.getClassName();
                        String packageName = name.substring(0, Math.max(0, name.lastIndexOf('.')));
                        if (packages.contains(packageName) && !visible.test(packageName) && !given.contains(name)) {
                            findings.add(entry.getValue().finding(Finding.Severity.WARNING, text(symbol, type)));
                        }
                    }
                });
        return findings;
    }

    private static String text(Declaration symbol, Type type) {
        return "no host can name " + TypeNames.source(type) + ", which " + symbol.qualifiedName() + symbol.signature()
                + " takes: its package is in the jar and is not exported, and no symbol is declared to give one; take"
                + " a type of the JDK or of an imported package, put the type into a library that host and plugin"
                + " import, or let a symbol return it";
    }

    private static Set<Type> parameters(Declaration symbol) {
        Set<Type> types = new LinkedHashSet<>();
        for (Type type : Type.getArgumentTypes(symbol.descriptor())) {
            Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
            if (element.getSort() == Type.OBJECT) {
                types.add(element);
            }
        }
        return types;
    }

    private static void addTypesGivenBy(ClassFacts.Member member, Set<String> types) {
        types.addAll(GivenTypes.of(member.descriptor, member.isMethod()));
        try {
            types.addAll(GivenTypes.of(member.signature, member.isMethod()));
        } catch (RuntimeException e) {
            // The JVM does not look at signatures, so some tools leave broken ones behind.
        }
    }

    /**
     * Collects the types of the objects that a symbol gives: its result or value, and what is in it, such as the
     * elements of a list. A parameter gives what its type arguments name, as a {@code Consumer} gets objects from the
     * plugin.
     */
    private static final class GivenTypes extends SignatureVisitor {
        private final Set<String> types;
        private final boolean isGiven;
        private String name = "";

        private GivenTypes(Set<String> types, boolean isGiven) {
            super(Opcodes.ASM9);
            this.types = types;
            this.isGiven = isGiven;
        }

        static Set<String> of(String signature, boolean ofMethod) {
            Set<String> types = new TreeSet<>();
            SignatureReader reader = new SignatureReader(signature);
            if (ofMethod) {
                reader.accept(new GivenTypes(types, false));
            } else {
                reader.acceptType(new GivenTypes(types, true));
            }
            return types;
        }

        @Override
        public SignatureVisitor visitParameterType() {
            return new GivenTypes(types, false);
        }

        @Override
        public SignatureVisitor visitReturnType() {
            return new GivenTypes(types, true);
        }

        @Override
        public SignatureVisitor visitTypeArgument(char wildcard) {
            return new GivenTypes(types, true);
        }

        @Override
        public void visitClassType(String type) {
            note(type.replace('/', '.'));
        }

        @Override
        public void visitInnerClassType(String type) {
            note(name + "$" + type);
        }

        private void note(String type) {
            name = type;
            if (isGiven) {
                types.add(type);
            }
        }
    }
}
