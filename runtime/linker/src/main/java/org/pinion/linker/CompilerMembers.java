// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import java.util.Optional;
import java.util.Set;
import javax.lang.model.SourceVersion;
import org.objectweb.asm.Opcodes;

/**
 * Knows the members of a class file that nobody wrote or that Java cannot name, although they are public, static and
 * not marked as synthetic (S1). The mark of its compiler tells what language a class was written in; a member of a Java
 * class is never taken for one of these because of its name.
 */
final class CompilerMembers {

    /** The languages that add such members. */
    enum Language {
        KOTLIN("Kotlin"),
        SCALA("Scala"),
        GROOVY("Groovy"),
        CLOJURE("Clojure"),
        OTHER("");

        private final String text;

        Language(String text) {
            this.text = text;
        }

        static Optional<Language> ofAnnotation(String descriptor) {
            return switch (descriptor) {
                case "Lkotlin/Metadata;" -> Optional.of(KOTLIN);
                case "Lscala/reflect/ScalaSignature;", "Lscala/reflect/ScalaLongSignature;" -> Optional.of(SCALA);
                default -> Optional.empty();
            };
        }

        static Optional<Language> ofAttribute(String name) {
            return name.equals("TASTY") || name.equals("Scala") || name.equals("ScalaSig")
                    ? Optional.of(SCALA)
                    : Optional.empty();
        }
    }

    /** What a case object has of {@code scala.Product} and {@code Object}. */
    private static final Set<String> CASE_OBJECT = Set.of(
            "canEqual(Ljava/lang/Object;)Z",
            "productArity()I",
            "productElement(I)Ljava/lang/Object;",
            "productElementName(I)Ljava/lang/String;",
            "productElementNames()Lscala/collection/Iterator;",
            "productIterator()Lscala/collection/Iterator;",
            "productPrefix()Ljava/lang/String;",
            "hashCode()I",
            "toString()Ljava/lang/String;");

    private static final String SCALA_FUNCTION = "Lscala/Function1;";

    private CompilerMembers() {}

    /**
     * Says why a public static member is no symbol, unless it has an explicit name.
     *
     * @return a phrase that follows its name; empty if nothing is wrong with it
     */
    static Optional<String> objection(ClassFacts type, ClassFacts.Member member) {
        if (member.explicitName != null) {
            return Optional.empty();
        }
        Language maker = maker(type, member);
        if (maker != Language.OTHER) {
            return Optional.of("was added by the compiler of " + maker.text + ", it is no symbol");
        }
        return hasJavaName(member)
                ? Optional.empty()
                : Optional.of("has a name that Java cannot write, it is a symbol only with a @SymbolName");
    }

    /** Tells a member that an author has named, but not so that Java could write it. */
    static boolean isUnwritable(ClassFacts.Member member) {
        return !hasJavaName(member) && maker(member.owner, member) == Language.OTHER;
    }

    /** Tells a name that Java has or could have: as a keyword it cannot be written there, but it can be looked up. */
    private static boolean hasJavaName(ClassFacts.Member member) {
        return SourceVersion.isIdentifier(member.name);
    }

    private static Language maker(ClassFacts type, ClassFacts.Member member) {
        String own = "L" + type.name().replace('.', '/') + ";";
        boolean made = switch (type.language()) {
            case KOTLIN -> isOfKotlin(type, member, own);
            case SCALA -> isOfScala(member, own);
            default -> false;
        };
        if (made) {
            return type.language();
        }
        return isOfClojure(type, member)
                ? Language.CLOJURE
                : isOfGroovy(type, member, own) ? Language.GROOVY : Language.OTHER;
    }

    /** The instance of an object, the companion, mangled names, what an inline class is made of, an enum's entries. */
    private static boolean isOfKotlin(ClassFacts type, ClassFacts.Member member, String own) {
        if (member.isMethod()) {
            return member.name.indexOf('$') >= 0
                    || member.name.endsWith("-impl")
                    || member.name.endsWith("-impl0")
                    || type.isEnum() && member.descriptor.equals("()Lkotlin/enums/EnumEntries;");
        }
        String nested = own.substring(0, own.length() - 1) + "$" + member.name + ";";
        return member.name.indexOf('$') >= 0
                || member.has(Opcodes.ACC_FINAL)
                        && (member.name.equals("INSTANCE") && member.descriptor.equals(own)
                                || member.descriptor.equals(nested));
    }

    /** Mangled names, among them those of setters and of default arguments, and what case classes and enums get. */
    private static boolean isOfScala(ClassFacts.Member member, String own) {
        if (member.name.indexOf('$') >= 0 || CASE_OBJECT.contains(member.name + member.descriptor)) {
            return true;
        }
        return switch (member.name) {
            case "unapply", "unapplySeq", "ordinal" -> member.descriptor.startsWith("(" + own + ")");
            case "fromProduct" -> member.descriptor.startsWith("(Lscala/Product;)");
            case "tupled", "curried" -> member.descriptor.equals("()" + SCALA_FUNCTION);
            case "andThen", "compose" -> member.descriptor.equals("(" + SCALA_FUNCTION + ")" + SCALA_FUNCTION);
            case "values" -> member.descriptor.equals("()[" + own);
            case "valueOf" -> member.descriptor.equals("(Ljava/lang/String;)" + own);
            case "fromOrdinal" -> member.descriptor.equals("(I)" + own);
            default -> false;
        };
    }

    /** What an enum has beside what Java gives it. */
    private static boolean isOfGroovy(ClassFacts type, ClassFacts.Member member, String own) {
        return type.isEnum()
                && type.supertypes().contains("groovy.lang.GroovyObject")
                && (member.name.equals("MIN_VALUE") || member.name.equals("MAX_VALUE"))
                && member.descriptor.equals(own);
    }

    /**
     * A function of a namespace is a class, and so is the namespace; a class of an author has the constants it uses.
     */
    private static boolean isOfClojure(ClassFacts type, ClassFacts.Member member) {
        if (!type.references().packages().contains("clojure.lang")) {
            return false;
        }
        return type.simpleName().endsWith("__init")
                || type.supertypes().contains("clojure.lang.AFunction")
                || type.supertypes().contains("clojure.lang.RestFn")
                || !member.isMethod() && member.name.startsWith("const__")
                || member.isMethod()
                        && member.descriptor.equals("()Lclojure/lang/IPersistentVector;")
                        && member.name.equals("getBasis");
    }
}
