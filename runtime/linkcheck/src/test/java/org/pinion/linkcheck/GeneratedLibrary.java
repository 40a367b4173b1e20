// SPDX-License-Identifier: Apache-2.0
package org.pinion.linkcheck;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pinion.linkcheck.GeneratedType.Form;
import org.pinion.linkcheck.GeneratedType.Kind;
import org.pinion.linkcheck.GeneratedType.Member;

/** Types in two packages, each a bundle: those of the second may use those of the first. */
final class GeneratedLibrary {

    private final Map<String, GeneratedType> types = new LinkedHashMap<>();

    Collection<GeneratedType> types() {
        return types.values();
    }

    @Nullable
    GeneratedType get(@Nullable String name) {
        return types.get(name);
    }

    void add(GeneratedType type) {
        types.put(type.name, type);
    }

    void remove(String name) {
        types.remove(name);
    }

    GeneratedLibrary copy() {
        GeneratedLibrary copy = new GeneratedLibrary();
        types.values().forEach(type -> copy.add(type.copy()));
        return copy;
    }

    /** Writes a package in Java. */
    String source(String pack) {
        return "package " + pack + ";\n"
                + types.values().stream()
                        .filter(type -> type.outer == null && type.pack().equals(pack))
                        .map(type -> type.source(this))
                        .collect(Collectors.joining());
    }

    /** Lists the names of the types that extend or implement one directly. */
    List<String> subtypes(String name) {
        return types.values().stream()
                .filter(type -> type.supertypes().contains(name))
                .map(type -> type.name)
                .toList();
    }

    /** Lists a type and all its supertypes that the library has, the nearest first. */
    List<GeneratedType> withSupertypes(GeneratedType type) {
        Map<String, GeneratedType> all = new LinkedHashMap<>();
        List<GeneratedType> next = new ArrayList<>(List.of(type));
        while (!next.isEmpty()) {
            GeneratedType each = next.remove(0);
            if (all.put(each.name, each) == null) {
                each.supertypes().stream()
                        .map(this::get)
                        .filter(found -> found != null)
                        .forEach(next::add);
            }
        }
        return new ArrayList<>(all.values());
    }

    /** Lists the methods of a type, by signature; of those that override each other the nearest, rather of a class. */
    Map<String, Member> methods(GeneratedType type) {
        Map<String, Member> methods = new LinkedHashMap<>();
        List<GeneratedType> all = withSupertypes(type);
        for (boolean ofInterface : new boolean[] {false, true}) {
            for (GeneratedType each : all) {
                for (Member member : each.members) {
                    boolean inherited = each == type
                            || !member.access.equals("private") && !(each.isInterface() && member.isStatic);
                    if (each.isInterface() == ofInterface && member.isMethod() && inherited) {
                        Member known = methods.putIfAbsent(member.signature(), member);
                        if (ofInterface && known != null && known.isAbstract && !member.isAbstract) {
                            methods.put(member.signature(), member);
                        }
                    }
                }
            }
        }
        return methods;
    }

    /** Lists the abstract methods that a class below a type must have. */
    List<Member> abstractMethods(GeneratedType type) {
        return methods(type).values().stream()
                .filter(member -> member.isAbstract)
                .toList();
    }

    /** Gives the call of a constructor of the superclass. */
    String superCall(GeneratedType type) {
        GeneratedType above = get(type.superclass);
        if (above == null || !above.isClass() || above.constructors().isEmpty()) {
            return "";
        }
        for (Member each : above.constructors()) {
            if (!each.access.equals("private")) {
                return "super" + values(each.parameters) + ";";
            }
        }
        return "";
    }

    static String value(String type) {
        return switch (type) {
            case "int" -> "0";
            case "long" -> "0L";
            default -> "null";
        };
    }

    /** Gives arguments, each with its type, so that no other method is meant. */
    static String values(List<String> parameters) {
        return parameters.stream()
                .map(type -> value(type).equals("null") ? "(" + type + ") null" : value(type))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    /** Makes it compile more often: adds the methods and constructors that classes need. */
    void repair() {
        for (GeneratedType type : types.values()) {
            if (type.isInterface()) {
                continue;
            }
            if (!type.isAbstract || !type.isClass()) {
                for (Member each : abstractMethods(type)) {
                    type.members.removeIf(
                            own -> own.isMethod() && own.signature().equals(each.signature()));
                    Member added = new Member(Kind.METHOD, each.type, each.name, each.parameters);
                    type.members.add(added);
                }
            }
            boolean needsConstructor = type.isClass()
                    && type.constructors().isEmpty()
                    && !superCall(type).isEmpty();
            if (needsConstructor) {
                type.members.add(new Member(Kind.CONSTRUCTOR, "void", "<init>", List.of()));
            }
        }
    }

    /** Tells whether a plugin can name a type. */
    boolean isVisible(GeneratedType type) {
        GeneratedType outer = get(type.outer);
        return type.access.equals("public") && (type.outer == null || outer != null && isVisible(outer));
    }

    /** Gives an expression that makes an object of a type; {@code null} if a plugin cannot. */
    @Nullable
    String object(GeneratedType type) {
        if (type.form == Form.ENUM) {
            return type.name + "." + type.constants.get(0);
        }
        if (type.form == Form.RECORD) {
            return "new " + type.name + values(type.components);
        }
        if (!type.isClass() || type.isAbstract) {
            return null;
        }
        GeneratedType outer = type.isStatic ? null : get(type.outer);
        String prefix = "new " + type.name;
        if (outer != null) {
            String around = object(outer);
            if (around == null) {
                return null;
            }
            prefix = around + ".new " + type.simpleName;
        }
        if (type.constructors().isEmpty()) {
            return prefix + "()";
        }
        for (Member each : type.constructors()) {
            if (each.isPublic()) {
                return prefix + values(each.parameters);
            }
        }
        return null;
    }
}
