// SPDX-License-Identifier: Apache-2.0
package org.pinion;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Publishes a public static member of the main package under another bare name (S3).
 *
 * <p>{@code Type.member} stays a name of it. Two members of a plugin with the same explicit name are an error, both
 * when the plugin is built and when it is opened.
 *
 * @since 0.1
 */
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.FIELD})
public @interface SymbolName {

    /**
     * Names the symbol.
     *
     * @return the bare name, a Java identifier
     */
    String value();
}
