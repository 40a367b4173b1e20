// SPDX-License-Identifier: Apache-2.0
package org.pinion.linkcheck;

import org.jspecify.annotations.Nullable;

/** What the JVM would throw. */
final class Unlinked extends Exception {

    private static final long serialVersionUID = 1L;

    /** The errors of linking, by their simple names; all are in {@code java.lang}. */
    static final String NO_CLASS = "NoClassDefFoundError";

    static final String NO_METHOD = "NoSuchMethodError";
    static final String NO_FIELD = "NoSuchFieldError";
    static final String ACCESS = "IllegalAccessError";
    static final String CHANGE = "IncompatibleClassChangeError";
    static final String INSTANTIATION = "InstantiationError";
    static final String ABSTRACT = "AbstractMethodError";
    static final String VERIFY = "VerifyError";
    static final String BOOTSTRAP = "BootstrapMethodError";
    static final String LINKAGE = "LinkageError";

    /** Thrown where a lambda cannot be made; it is no error of linking. */
    static final String INTERNAL = "InternalError";

    private final String error;
    private final String found;
    private final @Nullable String type;
    private final transient @Nullable ClassInfo where;

    /**
     * Tells what is wrong.
     *
     * @param error the simple name of what is thrown
     * @param where the class that is not as it should be; {@code null} if there is none
     * @param found what is there instead, to be read after the name of the provider
     */
    Unlinked(String error, @Nullable ClassInfo where, String found) {
        this(error, where, found, null);
    }

    /**
     * Tells what is wrong with another class than the reference is to.
     *
     * @param type its internal name
     */
    Unlinked(String error, @Nullable ClassInfo where, String found, @Nullable String type) {
        super(found, null, false, false);
        this.type = type;
        this.error = error;
        this.where = where;
        this.found = found;
    }

    String error() {
        return error;
    }

    String found() {
        return found;
    }

    /** Gives the internal name of the class that is missing or another one; that of the reference if not told. */
    String type(String referred) {
        return type == null ? referred : type;
    }

    @Nullable
    ClassInfo where() {
        return where;
    }

    /** Nobody can tell, as classes may come that cannot be seen now. */
    static final class Uncertain extends Exception {

        private static final long serialVersionUID = 1L;

        Uncertain(String name) {
            super(name, null, false, false);
        }
    }
}
