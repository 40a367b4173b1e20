// SPDX-License-Identifier: Apache-2.0
package org.pinion.linkcheck;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.pinion.linkcheck.GeneratedType.Form;
import org.pinion.linkcheck.GeneratedType.Kind;
import org.pinion.linkcheck.GeneratedType.Member;

/** Draws a {@link GeneratedLibrary}. */
final class LibraryGenerator {

    private static final int METHODS = 9;

    /** The methods from here on are static. */
    private static final int STATIC_METHODS = 6;

    private final Random random;
    private final GeneratedLibrary library = new GeneratedLibrary();
    private final List<Member> methods = new ArrayList<>();

    LibraryGenerator(Random random) {
        this.random = random;
    }

    /** Draws types in the packages of the two bundles. */
    GeneratedLibrary draw(String first, String second) {
        List<String> names = new ArrayList<>();
        int size = 3 + random.nextInt(3);
        for (int i = 0; i < size; i++) {
            names.add(first + ".T" + i);
        }
        for (int i = 0; i < METHODS; i++) {
            List<String> parameters = new ArrayList<>();
            for (int j = random.nextInt(3); j > 0; j--) {
                parameters.add(type(names));
            }
            Member method = new Member(Kind.METHOD, random.nextInt(3) == 0 ? "void" : type(names), "m" + i, parameters);
            method.isStatic = i >= STATIC_METHODS;
            methods.add(method);
        }
        names.forEach(this::add);
        int more = 1 + random.nextInt(3);
        for (int i = 0; i < more; i++) {
            add(second + ".U" + i);
        }
        library.repair();
        return library;
    }

    /** Draws a type for a member. */
    private String type(List<String> names) {
        return switch (random.nextInt(7)) {
            case 0 -> "int";
            case 1 -> "long";
            case 2 -> "String";
            case 3 -> "Object";
            default -> names.get(random.nextInt(names.size()));
        };
    }

    private void add(String name) {
        GeneratedType type = new GeneratedType(name, null);
        int form = random.nextInt(100);
        type.form = form < 62 ? Form.CLASS : form < 84 ? Form.INTERFACE : form < 92 ? Form.ENUM : Form.RECORD;
        type.access = random.nextInt(8) == 0 ? "" : "public";
        fill(type);
        library.add(type);
        if (type.isClass() && random.nextInt(4) == 0) {
            GeneratedType nested = new GeneratedType(name + ".N", name);
            nested.isStatic = random.nextInt(3) > 0;
            nested.form = nested.isStatic && random.nextInt(3) == 0 ? Form.INTERFACE : Form.CLASS;
            fill(nested);
            library.add(nested);
        }
    }

    private void fill(GeneratedType type) {
        supertypes(type);
        switch (type.form) {
            case ENUM -> type.constants.addAll(List.of("A", "B", "C").subList(0, 1 + random.nextInt(3)));
            case RECORD -> {
                for (int i = random.nextInt(3); i > 0; i--) {
                    type.components.add(
                            List.of("int", "long", "String", "Object").get(random.nextInt(4)));
                }
            }
            case CLASS -> {
                type.isAbstract = random.nextInt(5) == 0;
                for (int i = random.nextInt(3); i > 0; i--) {
                    addConstructor(type, random);
                }
            }
            default -> {
                // An interface has neither.
            }
        }
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            addMethod(type, methods.get(random.nextInt(METHODS)).copy(), random);
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            addField(type, random);
        }
    }

    private void supertypes(GeneratedType type) {
        boolean exception = type.isClass() && random.nextInt(8) == 0;
        for (GeneratedType each : new ArrayList<>(library.types())) {
            boolean usable = each.outer == null && (each.isVisibleIn(type.pack()));
            if (usable && each.isInterface() && type.interfaces.size() < 2 && random.nextInt(3) == 0) {
                type.interfaces.add(each.name);
            }
            if (usable && each.isClass() && type.isClass() && type.superclass == null && random.nextInt(3) == 0) {
                type.superclass = each.name;
            }
        }
        if (exception && type.superclass == null) {
            type.superclass = random.nextBoolean() ? "RuntimeException" : "Exception";
        }
    }

    static void addConstructor(GeneratedType type, Random random) {
        List<String> parameters = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            parameters.add(List.of("int", "String", "Object").get(random.nextInt(3)));
        }
        Member added = new Member(Kind.CONSTRUCTOR, "void", "<init>", parameters);
        added.access = access(random);
        if (type.constructors().stream().noneMatch(each -> each.parameters.equals(parameters))) {
            type.members.add(added);
        }
    }

    /** Adds a method, unless there is one of that signature. */
    static void addMethod(GeneratedType type, Member method, Random random) {
        if (type.members.stream().anyMatch(each -> each.signature().equals(method.signature()))) {
            return;
        }
        method.access = type.isInterface() ? "public" : access(random);
        method.isAbstract = !method.isStatic
                && (type.isInterface() ? random.nextInt(3) > 0 : type.isAbstract && random.nextInt(3) == 0);
        method.isFinal = !method.isAbstract && type.isClass() && !method.isStatic && random.nextInt(10) == 0;
        type.members.add(method);
    }

    static void addField(GeneratedType type, Random random) {
        Member field = new Member(
                Kind.FIELD,
                List.of("int", "long", "String", "Object", type.name).get(random.nextInt(5)),
                "f" + random.nextInt(3),
                List.of());
        field.access = type.isInterface() ? "public" : access(random);
        field.isStatic = type.isInterface() || type.form == Form.RECORD || random.nextInt(3) == 0;
        field.isFinal = type.isInterface() || random.nextInt(4) == 0;
        if (type.members.stream().noneMatch(each -> each.name.equals(field.name))) {
            type.members.add(field);
        }
    }

    private static String access(Random random) {
        return random.nextInt(3) == 0 ? "protected" : "public";
    }
}
