// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.objectweb.asm.Type;

/** Writes erased types as in Java source, and reads what it wrote. */
final class TypeNames {

    private static final String JAVA_LANG = "java.lang.";

    private static final int MAX_DIMENSIONS = 255;

    /** A pattern for one name: what Java allows and more, but nothing that separates names from each other. */
    static final String NAME = "[^\\s.;,:()\\[\\]/]+";

    private static final Pattern NAME_PATTERN = Pattern.compile(NAME);

    private static final Map<String, String> PRIMITIVES = Map.of(
            "boolean", "Z", "byte", "B", "char", "C", "short", "S", "int", "I", "long", "J", "float", "F", "double",
            "D");

    private TypeNames() {}

    /** Names a type by its binary name, qualified outside {@code java.lang}. */
    static String binary(Type type) {
        return shorten(type.getClassName());
    }

    /** Names a type as Java source does, where a nested type is written with a dot. */
    static String source(Type type) {
        return binary(type).replace('$', '.');
    }

    static String shorten(String className) {
        return className.startsWith(JAVA_LANG) && className.indexOf('.', JAVA_LANG.length()) < 0
                ? className.substring(JAVA_LANG.length())
                : className;
    }

    static boolean isName(String name) {
        return NAME_PATTERN.matcher(name).matches();
    }

    static boolean isQualifiedName(String name) {
        return Stream.of(name.split("\\.", -1)).allMatch(TypeNames::isName);
    }

    /**
     * Turn a name that {@link #shorten} wrote into the binary name of a class.
     *
     * @throws IllegalArgumentException if it is none
     */
    static String className(String name) {
        if (PRIMITIVES.containsKey(name) || name.equals("void") || !isQualifiedName(name)) {
            throw new IllegalArgumentException("'" + name + "' is not a class");
        }
        return name.indexOf('.') < 0 ? JAVA_LANG + name : name;
    }

    /**
     * Turn a name that {@link #binary} wrote into a descriptor.
     *
     * @throws IllegalArgumentException if it is no type of a variable
     */
    static String descriptor(String name) {
        int end = name.length();
        while (name.startsWith("[]", end - 2)) {
            end -= 2;
        }
        String element = name.substring(0, end);
        int dimensions = (name.length() - end) / 2;
        if (dimensions > MAX_DIMENSIONS) {
            throw new IllegalArgumentException("an array has at most " + MAX_DIMENSIONS + " dimensions");
        }
        String descriptor = PRIMITIVES.get(element);
        if (descriptor == null) {
            descriptor = "L" + className(element).replace('.', '/') + ";";
        }
        return "[".repeat(dimensions) + descriptor;
    }
}
