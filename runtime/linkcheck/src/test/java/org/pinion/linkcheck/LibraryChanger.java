// SPDX-License-Identifier: Apache-2.0
package org.pinion.linkcheck;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.pinion.linkcheck.GeneratedType.Form;
import org.pinion.linkcheck.GeneratedType.Kind;
import org.pinion.linkcheck.GeneratedType.Member;

/** Changes a {@link GeneratedLibrary} at random, as its next version might; whether it compiles is for javac to say. */
final class LibraryChanger {

    private static final List<String> ACCESS = List.of("public", "protected", "private", "");

    private final Random random;
    private final GeneratedLibrary library;
    private final String first;

    /**
     * Prepares to change a library.
     *
     * @param first the package of the first bundle, whose types both may use
     */
    LibraryChanger(Random random, GeneratedLibrary library, String first) {
        this.random = random;
        this.library = library;
        this.first = first;
    }

    void change() {
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            GeneratedType type = pick(new ArrayList<>(library.types()), each -> true);
            if (type == null) {
                return;
            }
            if (random.nextInt(5) < 3) {
                changeMember(type);
            } else {
                changeType(type);
            }
        }
        library.repair();
    }

    private <T> @Nullable T pick(List<T> all, Predicate<T> wanted) {
        List<T> some = all.stream().filter(wanted).toList();
        return some.isEmpty() ? null : some.get(random.nextInt(some.size()));
    }

    private String anyType() {
        List<String> names = new ArrayList<>(List.of("int", "long", "String", "Object"));
        library.types().stream()
                .filter(type -> type.pack().equals(first) && type.outer == null)
                .forEach(type -> names.add(type.name));
        return names.get(random.nextInt(names.size()));
    }

    private void changeMember(GeneratedType type) {
        Member member = pick(type.members, each -> true);
        if (member == null || random.nextInt(8) == 0) {
            addMethod(type);
            return;
        }
        switch (random.nextInt(12)) {
            case 0 -> type.members.remove(member);
            case 1 -> member.name = member.kind == Kind.CONSTRUCTOR ? member.name : member.name + "x";
            case 2 -> member.isStatic = member.kind != Kind.CONSTRUCTOR && !member.isStatic && !member.isAbstract;
            case 3, 4 -> member.access = type.isInterface() ? "private" : ACCESS.get(random.nextInt(4));
            case 5 -> member.isFinal = !member.isFinal && member.kind != Kind.CONSTRUCTOR && !type.isInterface();
            case 6 -> toggleAbstract(type, member);
            case 7 -> {
                String other = otherType(member.type);
                member.type = member.kind == Kind.CONSTRUCTOR || other.equals("void") ? member.type : other;
            }
            case 8 -> changeParameters(member);
            default -> move(type, member);
        }
        if (type.isInterface() && member.access.equals("private")) {
            member.isAbstract = false;
        }
    }

    private void addMethod(GeneratedType type) {
        GeneratedType other = pick(new ArrayList<>(library.types()), each -> !each.members.isEmpty());
        Member like = other == null ? null : pick(other.members, Member::isMethod);
        if (like == null || random.nextInt(3) == 0) {
            LibraryGenerator.addConstructor(type.isClass() ? type : new GeneratedType("x.X", null), random);
        } else {
            LibraryGenerator.addMethod(type, like.copy(), random);
        }
    }

    private static void toggleAbstract(GeneratedType type, Member member) {
        if (member.isMethod() && !member.isStatic && (type.isInterface() || type.isClass())) {
            member.isAbstract = !member.isAbstract;
            member.isFinal = false;
            type.isAbstract |= member.isAbstract && type.isClass();
        }
    }

    /** Rather a supertype or a subtype. */
    private String otherType(String type) {
        GeneratedType known = library.get(type);
        if (known != null && random.nextBoolean()) {
            List<String> near = new ArrayList<>(library.subtypes(type));
            near.addAll(known.supertypes());
            near.removeIf(each -> each.startsWith("Runtime") || each.equals("Exception"));
            Collections.shuffle(near, random);
            return near.isEmpty() ? "Object" : near.get(0);
        }
        return anyType();
    }

    private void changeParameters(Member member) {
        if (member.kind == Kind.FIELD) {
            return;
        }
        int size = member.parameters.size();
        if (size == 0 || random.nextInt(3) == 0) {
            member.parameters.add(anyType());
        } else if (random.nextBoolean()) {
            member.parameters.remove(random.nextInt(size));
        } else {
            int at = random.nextInt(size);
            member.parameters.set(at, otherType(member.parameters.get(at)));
        }
    }

    /** Moves a member to a supertype or a subtype. */
    private void move(GeneratedType type, Member member) {
        List<String> near = new ArrayList<>(type.supertypes());
        near.addAll(library.subtypes(type.name));
        GeneratedType target = library.get(pick(near, each -> library.get(each) != null));
        if (target == null || member.kind == Kind.CONSTRUCTOR) {
            return;
        }
        type.members.remove(member);
        if (target.isInterface()) {
            member.access = "public";
            member.isFinal = member.kind == Kind.FIELD;
            member.isStatic |= member.kind == Kind.FIELD;
        }
        boolean known =
                target.members.stream().anyMatch(each -> each.signature().equals(member.signature()));
        if (!known) {
            target.members.add(member);
            target.isAbstract |= member.isAbstract && target.isClass();
        }
    }

    private void changeType(GeneratedType type) {
        switch (random.nextInt(14)) {
            case 0 -> remove(type);
            case 1 -> type.access = type.outer == null ? "" : ACCESS.get(random.nextInt(4));
            case 2 -> type.isStatic = type.outer != null && !type.isStatic && type.isClass() || type.outer == null;
            case 3 -> type.isFinal = !type.isFinal && !type.isAbstract;
            case 4 -> type.isAbstract = !type.isAbstract && !type.isFinal;
            case 5 -> seal(type);
            case 6, 7 -> changeForm(type);
            case 8, 9 -> removeSupertype(type);
            case 10, 11 -> addSupertype(type);
            case 12 -> changeConstants(type);
            default -> rename(type);
        }
    }

    private void remove(GeneratedType type) {
        for (GeneratedType each : new ArrayList<>(library.types())) {
            if (each == type || each.name.startsWith(type.name + ".")) {
                library.remove(each.name);
                continue;
            }
            if (type.name.equals(each.superclass)) {
                each.superclass = type.isClass() ? type.superclass : null;
            }
            each.interfaces.remove(type.name);
            each.components.replaceAll(component -> component.equals(type.name) ? "Object" : component);
            for (Member member : each.members) {
                member.type = member.type.equals(type.name) ? "Object" : member.type;
                member.parameters.replaceAll(parameter -> parameter.equals(type.name) ? "Object" : parameter);
            }
        }
    }

    /** Only the name changes, and who used it uses another type. */
    private void rename(GeneratedType type) {
        if (type.outer == null && random.nextInt(3) == 0) {
            remove(type);
            GeneratedType other = new GeneratedType(type.name + "x", null);
            other.form = Form.INTERFACE;
            library.add(other);
        } else {
            addMethod(type);
        }
    }

    private void seal(GeneratedType type) {
        if (type.form == Form.ENUM || type.form == Form.RECORD || type.isFinal) {
            return;
        }
        if (library.subtypes(type.name).isEmpty()) {
            GeneratedType below = new GeneratedType(type.pack() + "." + type.simpleName + "Sealed", null);
            below.access = "";
            below.isFinal = true;
            if (type.isInterface()) {
                below.interfaces.add(type.name);
            } else {
                below.superclass = type.name;
            }
            library.add(below);
        }
        type.isSealed = true;
    }

    private void changeForm(GeneratedType type) {
        switch (type.form) {
            case CLASS -> becomeInterface(type);
            case INTERFACE -> becomeClass(type);
            case ENUM -> {
                type.form = Form.CLASS;
                for (String constant : type.constants) {
                    Member field = new Member(Kind.FIELD, type.name, constant, List.of());
                    field.isStatic = true;
                    field.isFinal = true;
                    type.members.add(field);
                }
            }
            default -> {
                type.form = Form.CLASS;
                type.members.add(new Member(Kind.CONSTRUCTOR, "void", "<init>", type.components));
            }
        }
    }

    private void becomeInterface(GeneratedType type) {
        type.form = Form.INTERFACE;
        type.superclass = null;
        type.isFinal = false;
        type.isAbstract = false;
        type.isStatic = true;
        type.members.removeIf(member -> member.kind == Kind.CONSTRUCTOR);
        for (Member member : type.members) {
            member.access = "public";
            member.isFinal = member.kind == Kind.FIELD;
            member.isStatic |= member.kind == Kind.FIELD;
        }
        for (String name : library.subtypes(type.name)) {
            GeneratedType below = library.get(name);
            if (below != null) {
                below.superclass = null;
                below.interfaces.add(type.name);
            }
        }
    }

    private void becomeClass(GeneratedType type) {
        type.form = Form.CLASS;
        type.isAbstract = random.nextBoolean();
        for (String name : library.subtypes(type.name)) {
            GeneratedType below = library.get(name);
            if (below != null) {
                below.interfaces.remove(type.name);
                if (below.isClass() && below.superclass == null) {
                    below.superclass = type.name;
                }
            }
        }
        if (!type.isAbstract) {
            type.members.forEach(member -> member.isAbstract = false);
        }
        type.isAbstract |= type.members.stream().anyMatch(member -> member.isAbstract);
    }

    private void removeSupertype(GeneratedType type) {
        String removed = pick(type.supertypes(), each -> true);
        if (removed == null) {
            return;
        }
        GeneratedType known = library.get(removed);
        if (removed.equals(type.superclass)) {
            type.superclass = known != null && random.nextBoolean() ? known.superclass : null;
        }
        type.interfaces.remove(removed);
    }

    private void addSupertype(GeneratedType type) {
        GeneratedType added = pick(
                new ArrayList<>(library.types()),
                each -> each.outer == null
                        && (each.pack().equals(first) || each.pack().equals(type.pack()))
                        && !new HashSet<>(library.withSupertypes(each)).contains(type));
        if (added == null || type.supertypes().contains(added.name)) {
            return;
        }
        if (added.isInterface()) {
            type.interfaces.add(added.name);
        } else if (added.isClass() && type.isClass()) {
            type.superclass = added.name;
        }
    }

    private void changeConstants(GeneratedType type) {
        if (type.form == Form.RECORD) {
            if (type.components.isEmpty() || random.nextBoolean()) {
                type.components.add(anyType());
            } else {
                type.components.set(0, anyType());
            }
        } else if (type.form == Form.ENUM) {
            if (type.constants.size() > 1 && random.nextBoolean()) {
                type.constants.remove(random.nextInt(type.constants.size()));
            } else {
                type.constants.add("D" + type.constants.size());
            }
        } else {
            addMethod(type);
        }
    }
}
