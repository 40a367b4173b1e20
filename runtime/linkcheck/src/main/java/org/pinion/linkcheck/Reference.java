// SPDX-License-Identifier: Apache-2.0
package org.pinion.linkcheck;

import java.util.List;
import java.util.function.Supplier;
import org.objectweb.asm.Type;

/**
 * A symbolic reference in the code of a bundle to a class that is not in it, or to a member of one; or a question that
 * the JVM asks about two classes when it verifies or links that code. Names of classes are internal ones.
 *
 * @since 0.1
 */
public final class Reference {

    /**
     * What the JVM does with it.
     *
     * <p>Constants may come in any version: a {@code switch} needs a {@code default}.
     *
     * @since 0.1
     */
    public enum Kind {
        /** Resolves a class. */
        CLASS,
        /** Makes an object of a class. */
        NEW,
        /** Has a handler for a class. */
        CATCH,
        /** Reads a field of an object. */
        GETFIELD,
        /** Writes a field of an object. */
        PUTFIELD,
        /** Reads a static field. */
        GETSTATIC,
        /** Writes a static field. */
        PUTSTATIC,
        /** Calls a method of a class. */
        INVOKEVIRTUAL,
        /** Calls a constructor, or a method of a superclass. */
        INVOKESPECIAL,
        /** Calls a static method. */
        INVOKESTATIC,
        /** Calls a method of an interface. */
        INVOKEINTERFACE,
        /** Needs the owner to be a subclass of the class in {@link #name()}, unless that is an interface. */
        SUBCLASS,
        /** Needs the owner to be assignable to the type in {@link #name()}. */
        ASSIGNABLE,
        /** Makes a lambda of the interface, for the method. */
        LAMBDA,
        /** Chooses by the constants of an enum, which are in {@link #descriptor()}. */
        ENUM_SWITCH,
        /** Chooses by the subtypes of a sealed type, which are in {@link #descriptor()}. */
        TYPE_SWITCH;

        /**
         * Tell whether it is about a member.
         *
         * @return whether name and descriptor are those of a field or a method
         */
        public boolean isMember() {
            return compareTo(GETFIELD) >= 0 && compareTo(INVOKEINTERFACE) <= 0;
        }

        boolean isField() {
            return compareTo(GETFIELD) >= 0 && compareTo(PUTSTATIC) <= 0;
        }

        boolean isStatic() {
            return this == GETSTATIC || this == PUTSTATIC || this == INVOKESTATIC;
        }

        boolean isPut() {
            return this == PUTFIELD || this == PUTSTATIC;
        }
    }

    /** The constant pool says that the owner is an interface. */
    static final int OF_INTERFACE = 1;

    /** By a method handle. */
    static final int HANDLE = 2;

    /** On an object that the verifier does not know to be of the class whose code it is. */
    static final int FOREIGN_RECEIVER = 4;

    /** A constructor, called by that of a subclass. */
    static final int SUPER_CONSTRUCTOR = 8;

    /** Nothing else can be chosen. */
    static final int EXHAUSTIVE = 16;

    /** By a method handle that a lambda is made of. */
    static final int LAMBDA_BODY = 32;

    private final Kind kind;
    private final String owner;
    private final String name;
    private final String descriptor;
    private final int flags;
    private final String caller;
    private final List<String> caught;
    private final Supplier<Site> site;

    /**
     * Where a reference stands.
     *
     * @param method the name of the method
     * @param line its line in the source, 0 if nobody knows
     * @param count how often it is there
     */
    record Site(String method, int line, int count) {}

    Reference(
            Kind kind,
            String owner,
            String name,
            String descriptor,
            int flags,
            String caller,
            List<String> caught,
            Supplier<Site> site) {
        this.kind = kind;
        this.owner = owner;
        this.name = name;
        this.descriptor = descriptor;
        this.flags = flags;
        this.caller = caller;
        this.caught = caught;
        this.site = site;
    }

    /**
     * Tell what the JVM does with it.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * Give the class that the reference is to.
     *
     * @return the internal name; never that of an array
     */
    public String owner() {
        return owner;
    }

    /**
     * Give the name of the member, or the other class.
     *
     * @return the name; empty if the kind has none
     */
    public String name() {
        return name;
    }

    /**
     * Give the descriptor of the member.
     *
     * @return the descriptor; empty if the kind has none
     */
    public String descriptor() {
        return descriptor;
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    int flags() {
        return flags;
    }

    /**
     * Give the class whose code it is.
     *
     * @return the internal name of one class, although others may have it too
     */
    public String caller() {
        return caller;
    }

    /**
     * Give the method whose code it is.
     *
     * @return its name
     */
    public String method() {
        return site.get().method;
    }

    /**
     * Give the line of the source where it stands first.
     *
     * @return the line, 0 if nobody knows
     */
    public int line() {
        return site.get().line;
    }

    /**
     * Tell how often it is in the code.
     *
     * @return a number from 1
     */
    public int count() {
        return site.get().count;
    }

    /** Gives the errors, by internal name, that the code around it catches and does not throw on. */
    List<String> caught() {
        return caught;
    }

    /**
     * Show what it is to, as Java is written.
     *
     * @return such as {@code String acme.lib.Text.trim(String)}, or the binary name of a class
     */
    public String target() {
        if (!kind.isMember()) {
            return JavaNames.type(owner);
        }
        return kind.isField()
                ? JavaNames.type(Type.getType(descriptor)) + " " + JavaNames.type(owner) + "." + name
                : JavaNames.method(owner, name, descriptor);
    }

    @Override
    public String toString() {
        return kind + " " + target();
    }
}
