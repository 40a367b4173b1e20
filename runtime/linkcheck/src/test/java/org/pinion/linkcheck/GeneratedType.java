// SPDX-License-Identifier: Apache-2.0
package org.pinion.linkcheck;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A type of a {@link GeneratedLibrary}, to be changed at will; types are named as in Java sources. */
final class GeneratedType {

    enum Form {
        CLASS,
        INTERFACE,
        ENUM,
        RECORD
    }

    enum Kind {
        FIELD,
        METHOD,
        CONSTRUCTOR
    }

    /** A field, a method or a constructor. */
    static final class Member {
        Kind kind;
        String access = "public";
        boolean isStatic;
        boolean isFinal;
        boolean isAbstract;
        String type;
        String name;
        List<String> parameters;

        Member(Kind kind, String type, String name, List<String> parameters) {
            this.kind = kind;
            this.type = type;
            this.name = name;
            this.parameters = new ArrayList<>(parameters);
        }

        Member copy() {
            Member copy = new Member(kind, type, name, parameters);
            copy.access = access;
            copy.isStatic = isStatic;
            copy.isFinal = isFinal;
            copy.isAbstract = isAbstract;
            return copy;
        }

        boolean isMethod() {
            return kind == Kind.METHOD;
        }

        boolean isPublic() {
            return access.equals("public");
        }

        /** Tells whether it is a method that an object has. */
        boolean isVirtual() {
            return isMethod() && !isStatic && !access.equals("private");
        }

        /** Gives what no two methods of a class share. */
        String signature() {
            return name + parameters;
        }
    }

    final String name;
    final String simpleName;
    final @Nullable String outer;
    Form form = Form.CLASS;
    String access = "public";
    boolean isStatic = true;
    boolean isAbstract;
    boolean isFinal;
    boolean isSealed;

    @Nullable
    String superclass;

    List<String> interfaces = new ArrayList<>();
    List<String> constants = new ArrayList<>();
    List<String> components = new ArrayList<>();
    List<Member> members = new ArrayList<>();

    GeneratedType(String name, @Nullable String outer) {
        this.name = name;
        this.outer = outer;
        simpleName = name.substring(name.lastIndexOf('.') + 1);
    }

    GeneratedType copy() {
        GeneratedType copy = new GeneratedType(name, outer);
        copy.form = form;
        copy.access = access;
        copy.isStatic = isStatic;
        copy.isAbstract = isAbstract;
        copy.isFinal = isFinal;
        copy.isSealed = isSealed;
        copy.superclass = superclass;
        copy.interfaces = new ArrayList<>(interfaces);
        copy.constants = new ArrayList<>(constants);
        copy.components = new ArrayList<>(components);
        members.forEach(member -> copy.members.add(member.copy()));
        return copy;
    }

    /** Gives the package. */
    String pack() {
        return name.substring(0, name.indexOf('.'));
    }

    /** Tells whether types of a package can name it. */
    boolean isVisibleIn(String pack) {
        return access.equals("public") || pack().equals(pack);
    }

    boolean isInterface() {
        return form == Form.INTERFACE;
    }

    boolean isClass() {
        return form == Form.CLASS;
    }

    List<Member> constructors() {
        return members.stream()
                .filter(member -> member.kind == Kind.CONSTRUCTOR)
                .toList();
    }

    List<String> supertypes() {
        List<String> supertypes = new ArrayList<>(interfaces);
        if (superclass != null) {
            supertypes.add(0, superclass);
        }
        return supertypes;
    }

    /** Writes it in Java, with the types that are nested in it. */
    String source(GeneratedLibrary library) {
        StringBuilder text = new StringBuilder();
        text.append(access).append(outer != null && isStatic ? " static " : " ");
        text.append(modifiers(library));
        String body = switch (form) {
            case CLASS -> "class " + simpleName;
            case INTERFACE -> "interface " + simpleName;
            case ENUM -> "enum " + simpleName;
            case RECORD -> "record " + simpleName + parameters(components);
        };
        text.append(body);
        if (superclass != null) {
            text.append(" extends ").append(superclass);
        }
        if (!interfaces.isEmpty()) {
            text.append(isInterface() ? " extends " : " implements ").append(String.join(", ", interfaces));
        }
        List<String> permitted = library.subtypes(name);
        if (isSealed && !permitted.isEmpty()) {
            text.append(" permits ").append(String.join(", ", permitted));
        }
        text.append(" {\n");
        if (form == Form.ENUM) {
            text.append("  ").append(String.join(", ", constants)).append(";\n");
        }
        members.forEach(
                member -> text.append("  ").append(source(library, member)).append('\n'));
        library.types().stream()
                .filter(type -> name.equals(type.outer))
                .forEach(type -> text.append(type.source(library)));
        return text.append("}\n").toString();
    }

    private String modifiers(GeneratedLibrary library) {
        if (form == Form.ENUM || form == Form.RECORD) {
            return "";
        }
        boolean sealed = isSealed && !library.subtypes(name).isEmpty();
        boolean below = supertypes().stream()
                .map(library::get)
                .anyMatch(type -> type != null
                        && type.isSealed
                        && !library.subtypes(type.name).isEmpty());
        return (isAbstract && isClass() ? "abstract " : "")
                + (isFinal && isClass() ? "final " : "")
                + (sealed ? "sealed " : below && !isFinal ? "non-sealed " : "");
    }

    private String source(GeneratedLibrary library, Member member) {
        boolean bodiless = member.isAbstract;
        String modifiers = member.access + (member.isStatic ? " static" : "") + (member.isFinal ? " final" : "");
        if (isInterface()) {
            modifiers = member.kind == Kind.FIELD
                    ? ""
                    : member.access.equals("private")
                            ? modifiers
                            : member.isStatic ? "static" : bodiless ? "" : "default";
        } else if (bodiless) {
            modifiers += " abstract";
        }
        return switch (member.kind) {
            case FIELD ->
                modifiers + " " + member.type + " " + member.name
                        + (member.isFinal || isInterface() ? " = " + initial(member.type) : "") + ";";
            case METHOD ->
                modifiers + " " + member.type + " " + member.name + parameters(member.parameters)
                        + (bodiless
                                ? ";"
                                : member.type.equals("void")
                                        ? " { }"
                                        : " { return " + GeneratedLibrary.value(member.type) + "; }");
            case CONSTRUCTOR ->
                member.access + " " + simpleName + parameters(member.parameters) + " { " + library.superCall(this)
                        + " }";
        };
    }

    /** No constant, as users would have a copy of it. */
    private static String initial(String type) {
        return switch (type) {
            case "int", "long" -> "\"\".length()";
            case "String" -> "String.valueOf(1)";
            default -> "null";
        };
    }

    static String parameters(List<String> types) {
        return IntStream.range(0, types.size())
                .mapToObj(i -> types.get(i) + " a" + i)
                .collect(Collectors.joining(", ", "(", ")"));
    }
}
