// SPDX-License-Identifier: Apache-2.0
package org.pinion.linkcheck;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.pinion.linkcheck.GeneratedType.Form;
import org.pinion.linkcheck.GeneratedType.Kind;
import org.pinion.linkcheck.GeneratedType.Member;

/**
 * Draws code of a plugin that uses a {@link GeneratedLibrary}: each use is a class of its own. What may throw something
 * that is no error of linking comes last, as nothing after it would run.
 */
final class UseGenerator {

    private static final List<String> CAUGHT = List.of(
            "Throwable",
            "Error",
            "LinkageError",
            "IncompatibleClassChangeError",
            "NoSuchMethodError",
            "NoSuchFieldError",
            "IllegalAccessError",
            "NoClassDefFoundError",
            "AbstractMethodError",
            "BootstrapMethodError",
            "VerifyError",
            "InternalError");

    /** What javac puts into other classes or methods, or has an own handler for. */
    private static final Pattern OTHERS = Pattern.compile("switch|->|\\[]::new|instanceof [\\w.]+\\(");

    private static final Pattern NULL = Pattern.compile("\\((\\w+[.][\\w.]+)\\) null");

    private final Random random;
    private final GeneratedLibrary library;
    private final Predicate<GeneratedType> changed;
    private final int release;
    private final SubclassGenerator subclasses;

    /**
     * Prepares to draw.
     *
     * @param changed tells the types that are used more often
     */
    UseGenerator(Random random, GeneratedLibrary library, Predicate<GeneratedType> changed, int release) {
        this.random = random;
        this.changed = changed;
        this.library = library;
        this.release = release;
        subclasses = new SubclassGenerator(random, library);
    }

    /** Draws a class with a method {@code use}; {@code null} if there is nothing to use. */
    @Nullable
    String draw(String pack, String name) {
        List<GeneratedType> visible =
                library.types().stream().filter(library::isVisible).toList();
        GeneratedType type = random.nextInt(4) == 0 ? null : pick(visible, changed);
        type = type == null ? pick(visible, each -> true) : type;
        if (type == null) {
            return null;
        }
        List<String> helpers = new ArrayList<>();
        String code = code(type, helpers);
        if (code == null) {
            return null;
        }
        String body = String.join("\n  ", helpers) + "\n  public static void use() throws Throwable {\n    "
                + around(code, helpers.isEmpty() && !OTHERS.matcher(code).find()) + "\n  }\n";
        return "package " + pack + ";\npublic class " + name + " {\n  " + withTypedNulls(body) + "}\n";
    }

    /** No class is looked for when {@code null} is cast to it, so it is of the type from the start. */
    private static String withTypedNulls(String body) {
        Set<String> methods = new TreeSet<>();
        String code = NULL.matcher(body).replaceAll(found -> {
            String type = found.group(1);
            String method = "null_" + type.replace('.', '_') + "()";
            methods.add("static " + type + " " + method + " { return null; }\n  ");
            return method;
        });
        return String.join("", methods) + code;
    }

    private <T> @Nullable T pick(List<T> all, Predicate<? super T> wanted) {
        List<T> some = all.stream().filter(wanted).toList();
        return some.isEmpty() ? null : some.get(random.nextInt(some.size()));
    }

    /** Puts handlers around some code; none that ends an error which other code has. */
    private String around(String code, boolean maySwallow) {
        return switch (random.nextInt(24) + (maySwallow ? 0 : 9)) {
            case 0, 1, 2 -> "try { " + code + " } catch (" + CAUGHT.get(random.nextInt(CAUGHT.size())) + " e) { }";
            case 3 -> "for (int i = 0; i < 2; i++) { try { " + code + " } catch (LinkageError e) { continue; } }";
            case 9 -> "try { " + code + " } finally { System.nanoTime(); }";
            case 10 -> "synchronized (Object.class) { " + code + " }";
            case 11 -> "try { " + code + " } catch (LinkageError e) { System.nanoTime(); throw e; }";
            case 12 -> "try { " + code + " } catch (RuntimeException e) { }";
            case 13 -> "try (AutoCloseable c = () -> { }) { " + code + " }";
            default -> code;
        };
    }

    private @Nullable String code(GeneratedType type, List<String> helpers) {
        int kind = random.nextInt(100);
        if (kind < 12) {
            return ofType(type);
        }
        if (kind < 32) {
            return ofMethod(type);
        }
        if (kind < 42) {
            return ofField(type);
        }
        if (kind < 56) {
            return reference(type, helpers);
        }
        if (kind < 68) {
            return assigned(type, helpers);
        }
        if (type.isSealed && kind < 85) {
            return sealedSwitch(type);
        }
        if (type.form == Form.ENUM) {
            return ofEnum(type);
        }
        if (type.form == Form.RECORD) {
            return ofRecord(type);
        }
        if (kind < 76 && type.isClass()) {
            String exception = exception(type, helpers);
            if (exception != null) {
                return exception;
            }
        }
        return subclasses.draw(type, helpers);
    }

    private @Nullable String ofType(GeneratedType type) {
        String name = type.name;
        return switch (random.nextInt(11)) {
            case 7 -> name + " t = (" + name + ") null; Runnable r = () -> System.identityHashCode(t); r.run();";
            case 8 -> "String s = \"a\" + (" + name + ") null;";
            case 0 -> "Object o = " + name + ".class;";
            case 1 -> "Object o = \"\"; boolean b = o instanceof " + name + ";";
            case 2 -> "Object o = \"\"; " + name + " t = (" + name + ") o;";
            case 3 -> "Object o = new " + name + "[1];";
            case 4 -> "Object o = new " + name + "[1][2].clone();";
            case 5 -> "Object o = " + name + "[][].class;";
            case 6 -> "java.util.function.IntFunction<" + name + "[]> f = " + name + "[]::new; f.apply(1);";
            default -> library.object(type) == null ? null : "Object o = " + library.object(type) + ";";
        };
    }

    private String receiver(GeneratedType type) {
        String object = library.object(type);
        return object == null || random.nextBoolean() ? "((" + type.name + ") null)" : "(" + object + ")";
    }

    private @Nullable String ofMethod(GeneratedType type) {
        Member method = pick(new ArrayList<>(library.methods(type).values()), Member::isPublic);
        if (method == null) {
            return null;
        }
        String arguments = GeneratedLibrary.values(method.parameters);
        String call = (method.isStatic ? type.name : receiver(type)) + "." + method.name + arguments;
        return method.type.equals("void") || random.nextBoolean() ? call + ";" : method.type + " r = " + call + ";";
    }

    private @Nullable String ofField(GeneratedType type) {
        List<Member> fields = new ArrayList<>();
        for (GeneratedType each : library.withSupertypes(type)) {
            each.members.stream()
                    .filter(member -> member.kind == Kind.FIELD && member.isPublic())
                    .forEach(fields::add);
        }
        Member field = pick(fields, each -> true);
        if (field == null) {
            return null;
        }
        String place = (field.isStatic ? type.name : receiver(type)) + "." + field.name;
        return field.isFinal || random.nextBoolean()
                ? field.type + " r = " + place + ";"
                : place + " = " + GeneratedLibrary.value(field.type) + ";";
    }

    /** A method reference or a lambda; the interface is one of the plugin. */
    private @Nullable String reference(GeneratedType type, List<String> helpers) {
        if (random.nextInt(4) == 0) {
            Member constructor = pick(type.constructors(), Member::isPublic);
            if (constructor == null || !type.isClass() || type.isAbstract || !type.isStatic) {
                return null;
            }
            helpers.add(functional(type.name, constructor.parameters));
            return "F f = " + type.name + "::new; f.call" + GeneratedLibrary.values(constructor.parameters) + ";";
        }
        Member method = pick(new ArrayList<>(library.methods(type).values()), Member::isPublic);
        if (method == null) {
            return null;
        }
        List<String> parameters = new ArrayList<>(method.parameters);
        parameters.replaceAll(this::maybeSubtype);
        String object = library.object(type);
        String target = type.name;
        if (!method.isStatic && object != null && type.form != Form.ENUM && random.nextBoolean()) {
            target = object;
        } else if (!method.isStatic) {
            parameters.add(0, maybeSubtype(type.name));
        }
        String result = random.nextInt(4) == 0 ? "void" : method.type;
        helpers.add(functional(result, parameters));
        String run = " f.call" + GeneratedLibrary.values(parameters) + ";";
        return "F f = " + target + "::" + method.name + ";" + run;
    }

    private String maybeSubtype(String name) {
        String below = pick(library.subtypes(name), each -> {
            GeneratedType type = library.get(each);
            return type != null && library.isVisible(type);
        });
        return below == null || random.nextBoolean() ? name : below;
    }

    private static String functional(String result, List<String> parameters) {
        return "interface F { " + result + " call" + GeneratedType.parameters(parameters) + " throws Throwable; }";
    }

    /** A value goes from a type to one of its supertypes. */
    private @Nullable String assigned(GeneratedType type, List<String> helpers) {
        GeneratedType above = pick(library.withSupertypes(type), each -> each != type && library.isVisible(each));
        if (above == null) {
            return null;
        }
        String from = type.name;
        String to = above.name;
        switch (random.nextInt(9)) {
            case 0 -> helpers.add("static void to(" + to + " t) { } static void go(" + from + " f) { to(f); }");
            case 1 -> helpers.add("static " + to + " go(" + from + " f) { return f; }");
            case 2 -> helpers.add("static " + to + " t; static void go(" + from + " f) { t = f; }");
            case 3 ->
                helpers.add("static void to(" + to + "[] t) { } static void go(" + from + " f) { to(new " + from
                        + "[] { f }); }");
            case 4 -> {
                GeneratedType other = pick(
                        new ArrayList<>(library.types()),
                        each -> library.isVisible(each)
                                && library.withSupertypes(each).contains(above));
                helpers.add("static void go(" + from + " f) { " + to + " t = System.nanoTime() == 0 ? ("
                        + (other == null ? to : other.name) + ") null : f; to(t); } static void to(" + to + " t) { }");
            }
            case 5 ->
                helpers.add("static void go(" + from + " f) { " + to
                        + " t = f; for (int i = 0; i < 2; i++) { t = f; } to(t); } static void to(" + to + " t) { }");
            case 6 -> helpers.add("static void go(" + from + " f) { " + to + "[] a = new " + to + "[1]; a[0] = f; }");
            case 7 -> helpers.add("static class P { " + to + " t; } static void go(" + from + " f) { new P().t = f; }");
            default ->
                helpers.add("static void go(" + from + " f) { " + to
                        + " t; try { t = f; System.nanoTime(); } catch (RuntimeException e) { t = null; } }");
        }
        return "go(null);";
    }

    private String ofEnum(GeneratedType type) {
        String constant = type.name + "." + type.constants.get(random.nextInt(type.constants.size()));
        StringBuilder cases = new StringBuilder();
        type.constants.forEach(each -> cases.append("case ").append(each).append(" -> \"\"; "));
        return switch (random.nextInt(7)) {
            case 0 -> "Object o = " + constant + ";";
            case 1 -> "int i = " + constant + ".ordinal();";
            case 2 -> "Object o = " + type.name + ".values();";
            case 3 -> "Object o = " + type.name + ".valueOf(\"" + type.constants.get(0) + "\");";
            case 4 -> "String s = switch (" + constant + ") { " + cases + "};";
            case 5 -> "switch (" + constant + ") { case " + type.constants.get(0) + ": break; default: }";
            default ->
                "new java.util.EnumMap<" + type.name + ", String>(" + type.name + ".class).put(" + constant
                        + ", null);";
        };
    }

    private String ofRecord(GeneratedType type) {
        String made = "new " + type.name + GeneratedLibrary.values(type.components);
        int at = type.components.isEmpty() ? 0 : random.nextInt(type.components.size());
        if (release >= 21 && random.nextInt(3) == 0) {
            String pattern = String.join(
                    ", ",
                    IntStream.range(0, type.components.size())
                            .mapToObj(i -> type.components.get(i) + " c" + i)
                            .toList());
            return "Object o = " + made + "; boolean b = o instanceof " + type.name + "(" + pattern + ");";
        }
        return switch (random.nextInt(4)) {
            case 0 -> made + ".hashCode();";
            case 1 -> "Record r = " + made + ";";
            default ->
                type.components.isEmpty() ? "Object o = " + made + ";" : "Object o = " + made + ".a" + at + "();";
        };
    }

    private @Nullable String exception(GeneratedType type, List<String> helpers) {
        if (!isThrowable(type)) {
            return null;
        }
        String made = library.object(type);
        String other = exceptionBeside(type);
        if (other != null && random.nextInt(3) == 0) {
            helpers.add("static void risk() throws " + type.name + ", " + other + " { }");
            return "try { risk(); } catch (" + type.name + " | " + other + " e) { Throwable t = e; }";
        }
        return switch (made == null ? 0 : random.nextInt(4)) {
            case 0 -> {
                helpers.add("static void risk() throws " + type.name + " { }");
                yield "try { risk(); } catch (" + type.name + " e) { }";
            }
            case 1 -> "try { throw " + made + "; } catch (Exception e) { }";
            case 2 -> "Exception e = " + made + ";";
            default -> "try { throw " + made + "; } catch (" + type.name + " e) { e.getMessage(); }";
        };
    }

    private boolean isThrowable(GeneratedType type) {
        return library.withSupertypes(type).stream()
                .anyMatch(each -> each.superclass != null && library.get(each.superclass) == null);
    }

    /** Gives the name of another exception, neither above nor below. */
    private @Nullable String exceptionBeside(GeneratedType type) {
        GeneratedType other = pick(
                new ArrayList<>(library.types()),
                each -> library.isVisible(each)
                        && isThrowable(each)
                        && !library.withSupertypes(each).contains(type)
                        && !library.withSupertypes(type).contains(each));
        return other == null ? null : other.name;
    }

    /** A switch over a sealed type that has a branch for each type below it. */
    private @Nullable String sealedSwitch(GeneratedType type) {
        List<String> below = library.subtypes(type.name);
        GeneratedType chosen = library.get(pick(below, each -> true));
        String object = chosen == null || !library.isVisible(chosen) ? null : library.object(chosen);
        if (release < 21 || object == null) {
            return null;
        }
        StringBuilder cases = new StringBuilder();
        below.forEach(each -> cases.append("case ").append(each).append(" c -> \"\"; "));
        return type.name + " t = " + object + "; String s = switch (t) { " + cases + "};";
    }
}
