// SPDX-License-Identifier: Apache-2.0
package org.pinion.linkcheck;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pinion.linkcheck.GeneratedType.Kind;
import org.pinion.linkcheck.GeneratedType.Member;

/** Draws classes of a plugin below types of a {@link GeneratedLibrary}, and lambdas of its interfaces. */
final class SubclassGenerator {

    private final Random random;
    private final GeneratedLibrary library;

    SubclassGenerator(Random random, GeneratedLibrary library) {
        this.random = random;
        this.library = library;
    }

    /** Draws one with the code that uses it. */
    @Nullable
    String draw(GeneratedType type, List<String> helpers) {
        if (type.isFinal || type.isSealed || !type.isStatic) {
            return null;
        }
        if (type.isInterface()) {
            List<Member> open = library.abstractMethods(type);
            int kind = random.nextInt(6);
            if (kind == 0) {
                helpers.add("interface Q extends " + type.name + " { }");
                return "Object o = Q.class;";
            }
            if (kind <= 2 && open.size() <= 1) {
                return lambda(type, open);
            }
        }
        String superCall = "";
        if (type.isClass() && !type.constructors().isEmpty()) {
            Member constructor = type.constructors().get(0);
            superCall = "super" + GeneratedLibrary.values(constructor.parameters) + ";";
        }
        StringBuilder body = new StringBuilder("P() { " + superCall + " } ");
        List<Member> methods = new ArrayList<>(library.methods(type).values());
        for (Member each : methods) {
            if (each.isAbstract || each.isVirtual() && !each.isFinal && random.nextInt(3) == 0) {
                body.append(implementation(each));
            }
        }
        String go = random.nextInt(4) == 0 ? "" : use(type, methods);
        if (random.nextInt(4) == 0) {
            body.append("static void foreign(").append(type.name).append(" t) throws Throwable { ");
            body.append(foreign(type, methods)).append(" } ");
            go += " foreign(this);";
        }
        String head = type.isInterface() ? " implements " + type.name : " extends " + type.name;
        body.append("void go() throws Throwable { ").append(go).append(" } ");
        helpers.add("static class P" + head + second(type) + " { " + body + "}");
        return "new P().go();" + (random.nextInt(3) == 0 ? fromOutside(type, methods, helpers) : "");
    }

    /** Uses a member on an object of the superclass. */
    private String foreign(GeneratedType type, List<Member> methods) {
        List<Member> members = new ArrayList<>(methods);
        type.members.stream().filter(member -> member.kind == Kind.FIELD).forEach(members::add);
        members.removeIf(member -> !member.isPublic() || member.isStatic);
        if (members.isEmpty()) {
            return "";
        }
        Member member = members.get(random.nextInt(members.size()));
        if (member.kind == Kind.FIELD) {
            return member.type + " r = t." + member.name + ";";
        }
        return random.nextInt(3) == 0
                ? reference("t::", member)
                : "t." + member.name + GeneratedLibrary.values(member.parameters) + ";";
    }

    /** Uses the subclass as what it is below, or what it inherits by its own name. */
    private String fromOutside(GeneratedType type, List<Member> methods, List<String> helpers) {
        List<GeneratedType> above = library.withSupertypes(type);
        above.removeIf(each -> !library.isVisible(each));
        if (random.nextInt(3) == 0 && !above.isEmpty()) {
            String to = above.get(random.nextInt(above.size())).name;
            helpers.add("static void to(" + to + " t) { } static class R extends P { }");
            return random.nextBoolean() ? " to(new P());" : " to(new R());";
        }
        if (type.isInterface() && random.nextInt(3) == 0) {
            helpers.add("enum E implements " + type.name + " { A; "
                    + library.abstractMethods(type).stream()
                            .map(SubclassGenerator::implementation)
                            .collect(Collectors.joining())
                    + "}");
            return " Object o = E.A;";
        }
        List<Member> some = new ArrayList<>(methods);
        type.members.stream().filter(member -> member.kind == Kind.FIELD).forEach(some::add);
        some.removeIf(member -> !member.isPublic());
        if (some.isEmpty()) {
            return "";
        }
        Member member = some.get(random.nextInt(some.size()));
        if (member.kind == Kind.FIELD) {
            return " " + member.type + " r = " + (member.isStatic ? "P." : "new P().") + member.name + ";";
        }
        boolean ofInterface = type.isInterface() && member.isStatic;
        String receiver = member.isStatic ? ofInterface ? type.name : "P" : "new P()";
        return " " + receiver + "." + member.name + GeneratedLibrary.values(member.parameters) + ";";
    }

    /** Another interface, without methods to implement. */
    private String second(GeneratedType type) {
        List<GeneratedType> all = new ArrayList<>(library.types());
        GeneratedType other = all.get(random.nextInt(all.size()));
        boolean usable = other != type
                && other.isInterface()
                && !other.isSealed
                && library.isVisible(other)
                && library.abstractMethods(other).isEmpty()
                && random.nextBoolean();
        return !usable ? "" : (type.isInterface() ? ", " : " implements ") + other.name;
    }

    private static String implementation(Member method) {
        return "public " + method.type + " " + method.name + GeneratedType.parameters(method.parameters)
                + (method.type.equals("void") ? " { } " : " { return " + GeneratedLibrary.value(method.type) + "; } ");
    }

    private String lambda(GeneratedType type, List<Member> open) {
        if (open.isEmpty()) {
            return "Runnable r = (Runnable & " + type.name + ") () -> { };";
        }
        Member method = open.get(0);
        String parameters = GeneratedType.parameters(method.parameters);
        String body = method.type.equals("void") ? "{ }" : GeneratedLibrary.value(method.type);
        String call =
                random.nextBoolean() ? " l." + method.name + GeneratedLibrary.values(method.parameters) + ";" : "";
        return type.name + " l = " + parameters + " -> " + body + ";" + call;
    }

    /** Uses a member of the superclass or interface, from within the subclass. */
    private String use(GeneratedType type, List<Member> methods) {
        List<Member> members = new ArrayList<>(methods);
        for (GeneratedType each : library.withSupertypes(type)) {
            each.members.stream().filter(member -> member.kind == Kind.FIELD).forEach(members::add);
        }
        if (members.isEmpty()) {
            return "";
        }
        Member member = members.get(random.nextInt(members.size()));
        if (member.kind == Kind.FIELD) {
            return field(type, member);
        }
        String arguments = GeneratedLibrary.values(member.parameters);
        if (member.isStatic) {
            return random.nextBoolean() || type.isInterface()
                    ? type.name + "." + member.name + arguments + ";"
                    : member.name + arguments + ";";
        }
        boolean isPublic = member.isPublic();
        return switch (random.nextInt(7)) {
            case 0, 1 -> member.name + arguments + ";";
            case 2, 3 ->
                member.isAbstract
                        ? "this." + member.name + arguments + ";"
                        : (type.isInterface() ? type.name + "." : "") + "super." + member.name + arguments + ";";
            case 4 -> isPublic ? "((" + type.name + ") this)." + member.name + arguments + ";" : "";
            case 5 -> reference("this::", member);
            default -> isPublic ? reference("((" + type.name + ") this)::", member) : reference("super::", member);
        };
    }

    private static String reference(String receiver, Member member) {
        return member.isAbstract && receiver.equals("super::")
                ? ""
                : "interface F { void call" + GeneratedType.parameters(member.parameters)
                        + " throws Throwable; } F f = " + receiver + member.name + "; f.call"
                        + GeneratedLibrary.values(member.parameters) + ";";
    }

    private String field(GeneratedType type, Member field) {
        String place = field.isStatic
                ? (random.nextBoolean() ? type.name + "." : "") + field.name
                : field.isPublic() && random.nextInt(3) == 0
                        ? "((" + type.name + ") this)." + field.name
                        : "this." + field.name;
        return field.isFinal || random.nextBoolean()
                ? field.type + " r = " + place + ";"
                : place + " = " + GeneratedLibrary.value(field.type) + ";";
    }
}
