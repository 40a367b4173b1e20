// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.symbols;

import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleReference;

/** Writes types as Java source does, and, where names alone would not tell two classes apart, whose class it is. */
enum JavaText {
    /** Names only. */
    PLAIN,
    /** Names, and for classes outside the JDK who has loaded them. */
    WITH_OWNER,
    /** The same, and for those of the host which of its class loaders it was. */
    WITH_LOADER;

    String of(Class<?> type) {
        if (type.isArray()) {
            return of(type.componentType()) + "[]";
        }
        String name = type.getCanonicalName() == null ? type.getName() : type.getCanonicalName();
        if (type.getPackageName().equals("java.lang") && !type.isPrimitive()) {
            name = name.substring("java.lang.".length());
        }
        return this == PLAIN || type.getClassLoader() == null
                ? name
                : name + " (" + owner(type) + (this == WITH_LOADER ? loader(type) : "") + ")";
    }

    String of(MethodType type, boolean varargs) {
        List<String> parameters = new ArrayList<>();
        type.parameterList().forEach(parameter -> parameters.add(of(parameter)));
        if (varargs) {
            int last = parameters.size() - 1;
            parameters.set(last, of(type.lastParameterType().componentType()) + "...");
        }
        return "(" + String.join(", ", parameters) + ")";
    }

    private static String loader(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        if (loader instanceof BundleReference) {
            return "";
        }
        // Not its toString, which is foreign code.
        String text = loader.getClass().getName() + "@" + Integer.toHexString(System.identityHashCode(loader));
        return ", loaded by " + (loader.getName() == null ? text : "'" + loader.getName() + "', " + text);
    }

    private static String owner(Class<?> type) {
        if (type.getClassLoader() instanceof BundleReference reference) {
            Bundle bundle = reference.getBundle();
            return "of bundle " + bundle.getSymbolicName() + " " + bundle.getVersion();
        }
        return "of the host";
    }
}
