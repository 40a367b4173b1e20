// SPDX-License-Identifier: Apache-2.0
package org.pinion.linker;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.objectweb.asm.Type;

/** Names types and members: in messages as Java source does, in headers so that any name comes back as it was. */
final class TypeNames {

    private static final String JAVA_LANG = "java.lang.";

    private static final int MAX_DIMENSIONS = 255;

    /**
     * A pattern for one name in a header: what Java allows and more, but nothing that separates names from each other.
     */
    static final String NAME = "[^\\s.;,:()\\[\\]/]+";

    private static final Pattern NAME_PATTERN = Pattern.compile(NAME);

    private static final Pattern NESTED = Pattern.compile("(?<=[^.$])\\$(?=[^.$\\[])");

    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u(?<code>[0-9a-f]{4}))?");

    /** What no name in a class file has: it separates names there. */
    private static final String SEPARATORS = ".;[/";

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
        return source(binary(type));
    }

    /** Writes a binary name as Java source does. A dollar at an end of a name, as in {@code Calc$}, is part of it. */
    static String source(String binaryName) {
        return binaryName.indexOf('$') < 0
                ? binaryName
                : NESTED.matcher(binaryName).replaceAll(".");
    }

    static String shorten(String className) {
        return className.startsWith(JAVA_LANG) && className.indexOf('.', JAVA_LANG.length()) < 0
                ? className.substring(JAVA_LANG.length())
                : className;
    }

    /** Tells whether some text is a name in a header. */
    static boolean isName(String text) {
        return NAME_PATTERN.matcher(text).matches();
    }

    static boolean isQualifiedName(String text) {
        return Stream.of(text.split("\\.", -1)).allMatch(TypeNames::isName);
    }

    /**
     * Writes a name, or a qualified one, so that no reader of a manifest can take part of it for something else: what
     * is no letter or digit of Java is written as its code, as in <code>a&#92;u0020b</code>.
     */
    static String encode(String name) {
        StringBuilder text = new StringBuilder();
        name.codePoints().forEach(letter -> {
            if (letter == '.' || Character.isJavaIdentifierPart(letter) && !Character.isIdentifierIgnorable(letter)) {
                text.appendCodePoint(letter);
            } else {
                for (char code : Character.toChars(letter)) {
                    text.append(String.format(Locale.ROOT, "\\u%04x", (int) code));
                }
            }
        });
        return text.toString();
    }

    /**
     * Turn what {@link #encode} wrote into the name.
     *
     * @throws IllegalArgumentException if it wrote no such text
     */
    static String decode(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        return ESCAPE.matcher(text).replaceAll(escape -> {
            String code = escape.group(1);
            char letter = code == null ? '.' : (char) Integer.parseInt(code, 16);
            if (SEPARATORS.indexOf(letter) >= 0) {
                throw new IllegalArgumentException("'" + text + "' has an escape that stands for no letter of a name");
            }
            return Matcher.quoteReplacement(String.valueOf(letter));
        });
    }

    /** Writes the binary name of a class into a header; a class without a package has a dot before its name. */
    static String encodeClass(String className) {
        return encode(className.indexOf('.') < 0 ? "." + className : shorten(className));
    }

    /** Writes a type into a header. */
    static String encodeType(Type type) {
        return switch (type.getSort()) {
            case Type.ARRAY -> encodeType(type.getElementType()) + "[]".repeat(type.getDimensions());
            case Type.OBJECT -> encodeClass(type.getClassName());
            default -> type.getClassName();
        };
    }

    /**
     * Turn a name that {@link #encodeClass} wrote into the binary name of a class.
     *
     * @throws IllegalArgumentException if it is none
     */
    static String className(String text) {
        String name = text.startsWith(".") ? text.substring(1) : text;
        if (PRIMITIVES.containsKey(text) || text.equals("void") || !isQualifiedName(name)) {
            throw new IllegalArgumentException("'" + text + "' is not a class");
        }
        return text.indexOf('.') < 0 ? JAVA_LANG + decode(name) : decode(name);
    }

    /**
     * Turn a type that {@link #encodeType} wrote into a descriptor.
     *
     * @throws IllegalArgumentException if it is no type of a variable
     */
    static String descriptor(String text) {
        int end = text.length();
        while (text.startsWith("[]", end - 2)) {
            end -= 2;
        }
        String element = text.substring(0, end);
        int dimensions = (text.length() - end) / 2;
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
