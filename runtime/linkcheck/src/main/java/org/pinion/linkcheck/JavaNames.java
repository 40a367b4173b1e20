// SPDX-License-Identifier: Apache-2.0
package org.pinion.linkcheck;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Writes types and members as Java does, by binary name; those of {@code java.lang} without their package. */
final class JavaNames {

    private static final String LANG = "java.lang.";

    private JavaNames() {}

    static String type(String internalName) {
        return type(Type.getObjectType(internalName));
    }

    static String type(Type type) {
        String name = type.getClassName();
        return name.startsWith(LANG) && name.indexOf('.', LANG.length()) < 0 ? name.substring(LANG.length()) : name;
    }

    /** Writes a method or a constructor with its owner. */
    static String method(String owner, String name, String descriptor) {
        Type type = Type.getMethodType(descriptor);
        String parameters = parameters(type);
        return name.equals("<init>")
                ? "new " + type(owner) + parameters
                : type(type.getReturnType()) + " " + type(owner) + "." + name + parameters;
    }

    /** Writes a method, a constructor or a field as its class declares it, with what linking looks at. */
    static String declaration(String owner, int access, String name, String descriptor) {
        String modifiers = modifiers(access);
        Type type = Type.getType(descriptor);
        if (type.getSort() != Type.METHOD) {
            return modifiers + type(type) + " " + name;
        }
        return name.equals("<init>")
                ? modifiers + simpleName(owner) + parameters(type)
                : modifiers + type(type.getReturnType()) + " " + name + parameters(type);
    }

    private static String modifiers(int access) {
        StringBuilder text = new StringBuilder();
        append(text, access, Opcodes.ACC_PUBLIC, "public ");
        append(text, access, Opcodes.ACC_PROTECTED, "protected ");
        append(text, access, Opcodes.ACC_PRIVATE, "private ");
        append(text, access, Opcodes.ACC_STATIC, "static ");
        append(text, access, Opcodes.ACC_ABSTRACT, "abstract ");
        append(text, access, Opcodes.ACC_FINAL, "final ");
        return text.toString();
    }

    private static void append(StringBuilder text, int access, int flag, String word) {
        if ((access & flag) != 0) {
            text.append(word);
        }
    }

    static String parameters(Type method) {
        return Arrays.stream(method.getArgumentTypes())
                .map(JavaNames::type)
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String simpleName(String owner) {
        return owner.substring(Math.max(owner.lastIndexOf('/'), owner.lastIndexOf('$')) + 1);
    }
}
