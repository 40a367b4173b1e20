// SPDX-License-Identifier: Apache-2.0
package org.pinion.linkcheck;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** The judge: runs code, and tells whether it is linked. */
final class Jvm {

    private static final MethodType NOTHING = MethodType.methodType(void.class);

    private Jvm() {}

    /**
     * Calls a {@code public static void} method without parameters of a public class.
     *
     * @return the error of linking that came of it; {@code null} if there was none, whatever else was thrown
     */
    static @Nullable Throwable run(ClassLoader loader, String type, String method) {
        try {
            Class<?> loaded = Class.forName(type, true, loader);
            // To look for one method does not ask for the types of the others.
            MethodHandle handle = MethodHandles.publicLookup().findStatic(loaded, method, NOTHING);
            handle.invoke();
            return null;
        } catch (NoSuchMethodException | ClassNotFoundException e) {
            throw new IllegalArgumentException(type + "." + method, e);
        } catch (Throwable e) {
            return linkage(e);
        }
    }

    /** Finds the error in what the JVM and the JDK put around it. */
    private static @Nullable Throwable linkage(Throwable thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            boolean wrapper = each instanceof ExceptionInInitializerError
                    || each instanceof InternalError
                    || each instanceof IllegalAccessException
                    || each.getClass().getName().equals("java.lang.MatchException");
            if (!wrapper) {
                return each instanceof LinkageError ? each : null;
            }
            if (each instanceof InternalError && each.getCause() instanceof LinkageError) {
                return each;
            }
        }
        return null;
    }
}
