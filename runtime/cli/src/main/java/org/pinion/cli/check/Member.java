// SPDX-License-Identifier: Apache-2.0
package org.pinion.cli.check;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.objectweb.asm.Type;

/**
 * A field, a method, or a type itself.
 *
 * @param owner the internal name of the type
 * @param name its name; empty for the type itself
 * @param descriptor its descriptor; empty for the type itself
 */
record Member(String owner, String name, String descriptor) {

    /** By type; the type itself first, then fields and methods by name. */
    static final Comparator<Member> ORDER =
            Comparator.comparing(Member::owner).thenComparing(Member::name).thenComparing(Member::descriptor);

    private static final String LANG = "java.lang.";

    static Member type(String name) {
        return new Member(name, "", "");
    }

    boolean isMethod() {
        return descriptor.startsWith("(");
    }

    String packageName() {
        return Library.packageOf(owner);
    }

    /** Writes it as Java does, such as {@code String acme.lib.Text.trim(String)}. */
    String text() {
        String type = text(Type.getObjectType(owner));
        if (name.isEmpty()) {
            return type;
        }
        if (!isMethod()) {
            return text(Type.getType(descriptor)) + " " + type + "." + name;
        }
        String parameters = Arrays.stream(Type.getArgumentTypes(descriptor))
                .map(Member::text)
                .collect(Collectors.joining(", ", "(", ")"));
        return name.equals("<init>")
                ? "new " + type + parameters
                : text(Type.getReturnType(descriptor)) + " " + type + "." + name + parameters;
    }

    private static String text(Type type) {
        String name = type.getClassName();
        return name.startsWith(LANG) && name.indexOf('.', LANG.length()) < 0 ? name.substring(LANG.length()) : name;
    }
}
