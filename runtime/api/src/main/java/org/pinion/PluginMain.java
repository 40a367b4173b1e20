// SPDX-License-Identifier: Apache-2.0
package org.pinion;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the main package of a plugin: the one package whose public static members are the plugin's symbols (S1).
 *
 * <p>It goes on the package declaration in {@code package-info.java}:
 *
 * <pre>{@code
 * @org.pinion.PluginMain
 * package com.example.add;
 * }</pre>
 *
 * A bundle has exactly one. The linker turns it into manifest headers while the bundle is built; a bundle built without
 * the linker is scanned when it is opened.
 * @since 0.1
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.PACKAGE)
public @interface PluginMain {

    /**
     * Tell whether each call of a function of the plugin lends the plugin's class loader to the thread, as its context
     * class loader (C3).
     *
     * <p>Libraries that look classes up by the context class loader, as {@link java.util.ServiceLoader#load(Class)}
     * does, then find those of the plugin.
     *
     * @return {@code false} if functions run with the context class loader of the caller, unless the host decides
     *     otherwise
     */
    boolean contextClassLoader() default false;
}
