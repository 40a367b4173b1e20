// SPDX-License-Identifier: Apache-2.0
package org.apache.felix.framework;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.stream.Stream;

/** Compares the Felix at hand with the one that this package was written for. */
public final class FelixMethods {

    private FelixMethods() {}

    /** Tell whether the Felix at hand has all methods that {@link PinningFelix} overrides, which another one might not. */
    public static boolean fits() {
        return Stream.of(PinningFelix.class.getDeclaredMethods())
                .filter(method -> (method.getModifiers() & (Modifier.PUBLIC | Modifier.PRIVATE)) == 0)
                .allMatch(method -> {
                    try {
                        Method overridden = Felix.class.getDeclaredMethod(method.getName(), method.getParameterTypes());
                        return overridden.getReturnType() == method.getReturnType()
                                && !Modifier.isPrivate(overridden.getModifiers());
                    } catch (NoSuchMethodException e) {
                        return false;
                    }
                });
    }
}
