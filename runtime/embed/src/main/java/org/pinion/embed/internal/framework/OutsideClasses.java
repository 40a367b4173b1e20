// SPDX-License-Identifier: Apache-2.0
package org.pinion.embed.internal.framework;

import java.lang.StackWalker.StackFrame;
import java.net.URL;
import java.util.Iterator;
import org.osgi.framework.BundleReference;

/**
 * Classes that bundles get although they neither have nor import them. They are asked for when a bundle's class loader
 * has found nothing by the rules of OSGi.
 *
 * <ul>
 *   <li>What agents bring (C4): an agent changes classes while they are loaded, so that they need what their manifest
 *       does not name. Only agents and {@code -Xbootclasspath/a} put classes into the unnamed module of the boot
 *       loader; others are in an {@link AgentJars agent's jar} on the class path.
 *   <li>What does not ask for the bundle (C5): code of the JDK and of the host that looks something up by the context
 *       class loader, or by the loader of an object, gets what it would find without a plugin. Felix does the same, but
 *       also for code of the JDK that a bundle has called, such as {@code ServiceLoader}, and so mixes classes of the
 *       host with those of the bundle.
 * </ul>
 */
public final class OutsideClasses {

    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private static final ClassLoader HOST = OutsideClasses.class.getClassLoader();

    /** Who asks for a class, as far as the stack tells. */
    private enum Asker {
        BUNDLE,
        /** Code of the JDK which a bundle has called. */
        JDK,
        HOST
    }

    private OutsideClasses() {}

    /** Find a class; {@code null} if there is none that the bundle may have. */
    public static Class<?> find(String name) {
        if (name.startsWith("java.")) {
            return null;
        }
        Class<?> booted = load(name, null);
        if (booted != null && !booted.getModule().isNamed()) {
            return booted;
        }
        if (AgentJars.have(name)) {
            return load(name, ClassLoader.getSystemClassLoader());
        }
        return switch (asker()) {
            case BUNDLE -> null;
            case JDK -> load(name, ClassLoader.getPlatformClassLoader());
            case HOST -> load(name, HOST);
        };
    }

    /** Find a resource for code of the host; {@code null} if somebody else asks, or there is none. */
    public static URL resource(String name) {
        return asker() == Asker.HOST ? HOST.getResource(name) : null;
    }

    private static Class<?> load(String name, ClassLoader loader) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }

    private static Asker asker() {
        return STACK.walk(frames -> {
            boolean throughJdk = false;
            for (Iterator<StackFrame> each = frames.iterator(); each.hasNext(); ) {
                Class<?> type = each.next().getDeclaringClass();
                if (isMachinery(type) && !asksForTheBundle(type)) {
                    continue;
                }
                if (type.getClassLoader() instanceof BundleReference || asksForTheBundle(type)) {
                    return throughJdk ? Asker.JDK : Asker.BUNDLE;
                }
                if (!isOfTheJdk(type)) {
                    return Asker.HOST;
                }
                throughJdk = true;
            }
            return throughJdk ? Asker.JDK : Asker.BUNDLE;
        });
    }

    /** Tells what loads classes for somebody else. */
    private static boolean isMachinery(Class<?> type) {
        return type == Class.class
                || type == OutsideClasses.class
                || ClassLoader.class.isAssignableFrom(type)
                || type.getName().startsWith("org.apache.felix.framework.");
    }

    /** Tells the framework's {@code Bundle.loadClass}, and the code of this runtime that links plugins. */
    private static boolean asksForTheBundle(Class<?> type) {
        String name = type.getName();
        return name.equals("org.apache.felix.framework.BundleImpl")
                || name.startsWith("org.pinion.embed.internal.") && type != OutsideClasses.class;
    }

    private static boolean isOfTheJdk(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return (loader == null || loader == ClassLoader.getPlatformClassLoader())
                && type.getModule().isNamed();
    }
}
