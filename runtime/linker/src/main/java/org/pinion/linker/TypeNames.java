// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import java.util.Map;
import org.objectweb.asm.Type;

/** Writes erased types as in Java source, and reads what it wrote. */
final class TypeNames {

    private static final String JAVA_LANG = "java.lang.";

    private static final Map<String, String> PRIMITIVES = Map.of(
            "boolean", "Z", "byte", "B", "char", "C", "short", "S", "int", "I", "long", "J", "float", "F", "double",
            "D", "void", "V");

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

    static String lengthen(String className) {
        return className.indexOf('.') < 0 ? JAVA_LANG + className : className;
    }

    /**
     * Turn a name that {@link #binary} wrote into a descriptor.
     *
     * @throws IllegalArgumentException if it is no type
     */
    static String descriptor(String name) {
        if (name.endsWith("[]")) {
            return "[" + descriptor(name.substring(0, name.length() - 2));
        }
        String primitive = PRIMITIVES.get(name);
        if (primitive != null) {
            return primitive;
        }
        if (!name.matches("[^\\s()\\[\\];/,]+")) {
            throw new IllegalArgumentException("'" + name + "' is not a type");
        }
        return "L" + lengthen(name).replace('.', '/') + ";";
    }
}
