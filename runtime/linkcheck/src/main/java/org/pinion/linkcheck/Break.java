// SPDX-License-Identifier: Apache-2.0
package org.pinion.linkcheck;

import org.jspecify.annotations.Nullable;

/**
 * Something that a bundle expects of another one, or of the JDK, and does not find.
 *
 * @since 0.1
 */
public final class Break {

    /**
     * What it leads to.
     *
     * <p>Constants may come in any version: a {@code switch} needs a {@code default}.
     *
     * @since 0.1
     */
    public enum Effect {
        /** The code that has the reference fails with an error of linking when it runs, or its class cannot be used. */
        ERROR,
        /** An error comes only if somebody calls what the bundle does not have. */
        ERROR_IF_CALLED,
        /** The code does something else than its author meant, without an error of linking. */
        OTHER_MEANING
    }

    private final Effect effect;
    private final String error;
    private final String needed;
    private final String user;
    private final int line;
    private final String foundText;
    private final @Nullable ClassInfo where;
    private final String missing;

    /**
     * Tells of one.
     *
     * @param needed what the bundle expects, as Java is written
     * @param user the internal name of the class that expects it, and its method if there is one, after a dot
     * @param missing the internal name of the class that was looked for
     */
    Break(
            Effect effect,
            String error,
            String needed,
            String user,
            int line,
            String foundText,
            @Nullable ClassInfo where,
            String missing) {
        this.effect = effect;
        this.error = error;
        this.needed = needed;
        this.user = user;
        this.line = line;
        this.foundText = foundText;
        this.where = where;
        this.missing = missing;
    }

    /**
     * Tell what it leads to.
     *
     * @return the effect
     */
    public Effect effect() {
        return effect;
    }

    /**
     * Name the error that the JVM would throw.
     *
     * @return a simple name, such as {@code NoSuchMethodError}; empty for {@link Effect#OTHER_MEANING}
     */
    public String error() {
        return error;
    }

    /**
     * Tell what the bundle expects.
     *
     * @return a member as Java is written, or a class and how it is used
     */
    public String needed() {
        return needed;
    }

    /**
     * Tell whose code expects it.
     *
     * @return the binary name of a class; with a dot and the name of the method, if it is code of one
     */
    public String user() {
        return user.replace('/', '.');
    }

    /**
     * Tell the line of the source.
     *
     * @return the line, 0 if nobody knows or it is no code
     */
    public int line() {
        return line;
    }

    /**
     * Tell what is there instead.
     *
     * @return a phrase to be read after the name of the provider, such as {@code class acme.lib.Text has String
     *     trim(CharSequence)}
     */
    public String found() {
        return foundText;
    }

    /**
     * Give the classes of the provider that is not as expected.
     *
     * @return the space of the class loader that would define the class; {@code null} if no class is found
     */
    public @Nullable ClassSpace provider() {
        return where == null ? null : Hierarchy.definer(where.space());
    }

    /**
     * Name the class that was looked for.
     *
     * @return the binary name
     */
    public String type() {
        return missing.replace('/', '.');
    }

    @Override
    public String toString() {
        return effect + " " + error + ": " + needed + ", used by " + user() + (line > 0 ? " line " + line : "") + ": "
                + foundText;
    }
}
